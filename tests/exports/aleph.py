"""Run by the Python of the peer's own environment: reads entities as JSON lines and prints, a line each, what FollowTheMoney holds against them.

It shares nothing with the tests but this text, for the peer needs other versions of libraries than the program.
"""

import json
import sys

from followthemoney import model


def faults(entity: dict, schemata: dict) -> list[str]:
    schema = schemata[entity["id"]]
    schema.validate(entity)
    said = entity["properties"]
    found = [f"{schema.name} lacks {name}" for name in schema.required if not said.get(name)]
    found += [f"{schema.name} knows no {name}" for name in said if name not in schema.properties]
    for name, values in said.items():
        kind = schema.properties.get(name)
        if kind is None:
            continue
        found += [f"{name}: {each!r}" for each in values if not kind.type.validate(each)]
        if kind.range is not None:
            found += [f"{name} ties to {each}" for each in values if not schemata[each].is_a(kind.range)]
    return found


entities = [json.loads(line) for line in sys.stdin]
known = {each["id"]: model.get(each["schema"]) for each in entities}
for one in entities:
    for fault in faults(one, known):
        print(one["id"], fault)
print(len(entities), "read", file=sys.stderr)
