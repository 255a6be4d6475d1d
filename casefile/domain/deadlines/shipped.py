"""The rules that come with the program, as examples, and how a person's own stand over them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache

from casefile.domain.codec import record_from_json
from casefile.domain.kinds import DeadlineRule
from casefile.files import resource


@cache
def shipped() -> tuple[DeadlineRule, ...]:
    """The examples. Their ids stay the same in every version: a record of the vault with such an id takes the example's place."""
    data = json.loads(resource("deadlines", "rules.json").read_text("utf-8"))
    found = (record_from_json("deadlinerule", each) for each in data["rules"])
    return tuple(rule for rule in found if isinstance(rule, DeadlineRule))


def in_force(stored: Iterable[DeadlineRule], removed: Iterable[str] = ()) -> tuple[DeadlineRule, ...]:
    """The rules of a vault: the examples as edited there, then its own. `removed` are ids of rules that were deleted."""
    own = {rule.id: rule for rule in stored}
    examples = [own.pop(rule.id, rule) for rule in shipped()]
    gone = frozenset(removed)
    return tuple(rule for rule in (*examples, *own.values()) if rule.id not in gone)
