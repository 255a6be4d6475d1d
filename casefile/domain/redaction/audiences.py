"""For whom a case is written out, and what that means for names, sources and restricted records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

AUDIENCES = ("lawyer", "un", "partner", "public")
"""Codes, from the one who may read most to everyone."""

TESTIMONIES = frozenset({"testimony", "interview"})
"""Kinds of source material in which a person speaks to us."""

PUBLISHED = frozenset(
    {"report", "statement", "press_release", "news", "social_media", "broadcast", "legal_text", "book"}
)
"""Kinds of source material that anyone could read already."""

_INVESTIGATION = frozenset({"pretrial_secrecy", "closed_court", "state_secret"})
_PEOPLE = frozenset({"lawyer_secrecy", "medical_secrecy", "child_protection"})
_OWNERS = frozenset({"personal_data", "commercial_secret", "copyright"})


@dataclass(frozen=True, slots=True)
class Policy:
    """What one audience may read.

    `bases` are the naming bases of a role that suffice without a consent record; `consents` the uses of which one, granted and not
    withdrawn, allows the name, and of which a refusal forbids it. `all_names`: a basis is not asked for. `restrictions` and
    `confidential` are the codes of legal restriction and of confidentiality that keep a record here. `testimonies` says whether a
    person's own words go: all, those they agreed to, none. `identifying`: free text on devices, file names and who filmed goes.
    `published_only`: a fact goes only with a source that is public.
    """

    consents: frozenset[str]
    bases: frozenset[str] = frozenset({"public", "official"})
    all_names: bool = False
    restrictions: frozenset[str] = frozenset()
    confidential: frozenset[str] = frozenset({"internal", "confidential", "strictly_confidential"})
    testimonies: Literal["all", "consented", "none"] = "none"
    identifying: bool = False
    published_only: bool = False


POLICIES: Mapping[str, Policy] = MappingProxyType(
    {
        # Counsel works under a secrecy of their own; what was marked most strictly is for its keepers alone.
        "lawyer": Policy(
            frozenset({"lawyer"}),
            all_names=True,
            confidential=frozenset({"strictly_confidential"}),
            testimonies="all",
            identifying=True,
        ),
        "un": Policy(
            frozenset({"un_body", "un_report"}), restrictions=_INVESTIGATION | _PEOPLE, testimonies="consented"
        ),
        "partner": Policy(frozenset({"partner"}), restrictions=_INVESTIGATION | _PEOPLE),
        "public": Policy(
            frozenset({"publication"}), restrictions=_INVESTIGATION | _PEOPLE | _OWNERS, published_only=True
        ),
    }
)
