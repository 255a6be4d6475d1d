"""Records as entities of FollowTheMoney, one JSON object a line, which Aleph reads.

Schemata and properties as https://followthemoney.tech/explorer/ documents them. People and organisations, places, events (a case, what
happened, a measure, an intervention), court cases and documents are things; roles, relationships, links and citations are what ties them.
Every value is a text in a list; all language versions of a text stand in one property. What has no property stands in ``notes``.

A measure is an event and not a ``Sanction``: that schema names whom a state lists, and would mark a prisoner as one of them.
"""

from __future__ import annotations

from casefile.exports.openformats.ftmlinks import KINDS_OF_LINKS, Links
from casefile.exports.openformats.ftmthings import KINDS_OF_THINGS, schema_of, thing
from casefile.exports.openformats.gathered import Gathered, facts, pointed_at
from casefile.exports.openformats.jsonfile import Sink
from casefile.exports.openformats.titles import Titles
from casefile.exports.openformats.told import Teller

NAME = "entities.ftm.json"


def write(sink: Sink, gathered: Gathered, language: str) -> None:
    """Write every thing, then what ties them. `language` is that of labels and notes."""
    kinds = facts(gathered)
    teller = Teller(language, gathered.additions, Titles(gathered, pointed_at(gathered), language))
    things = tuple(kind for kind in KINDS_OF_THINGS if kind in kinds)
    schemata = {record.id: schema for kind in things for record in gathered.read(kind) if (schema := schema_of(record))}
    links = Links(schemata, teller)
    for kind in things:
        for record in gathered.read(kind):
            sink.write(thing(record, schemata[record.id], teller, schemata.__contains__).written())
    for kind in (*things, *(each for each in KINDS_OF_LINKS if each in kinds)):
        for record in gathered.read(kind):
            for entity in links.of(record):
                sink.write(entity.written())
