"""What a sync bundle would change here, as a person is told of it before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from casefile.domain.kinds import Contact
from casefile.handover.delta import Held
from casefile.handover.proofs import ORIGIN
from casefile.usecases import contacts
from casefile.usecases.comingcases import ComingCase
from casefile.usecases.inspection import Checked
from casefile.usecases.peers import Standing
from casefile.usecases.sameperson import Suggestion


@dataclass(frozen=True, slots=True)
class Coming:
    """A record of which something comes: `new` where nothing is here of it, `entries` that are not here yet; `paths` that get another value.

    `deleted` says that it would be deleted here, `restored` that a deletion would be taken back.
    """

    id: str
    kind: str
    label: str
    new: bool
    entries: int
    paths: tuple[str, ...]
    deleted: bool = False
    restored: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """What one side said: the JSON value, None where it was emptied; the author's id, and the time they claim (ISO 8601)."""

    value: Any
    author: str
    time: str


@dataclass(frozen=True, slots=True)
class Clash:
    """A field for which two people entered different things unseen: a conflict that would be here."""

    record: str
    kind: str
    label: str
    path: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """A person or organisation that comes, and who here may be the same."""

    record: str
    kind: str
    label: str
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request to take values out for good: the `id` of its entry, whose it is (author's id), when, and of what. No path is whole fields."""

    id: str
    record: str
    kind: str
    label: str
    author: str
    time: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Regraded:
    """An added field that would get another sensitivity: codes, None where nothing was said."""

    record: str
    label: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Origin:
    """A device whose entries are relayed: whether its own signature came with them, else it is the sender's word; whether its key is known here."""

    device: str
    entries: int
    by_origin: bool
    known: bool


@dataclass(frozen=True, slots=True)
class ComingFile:
    """An evidence file in the bundle; `here` where its content is in this vault already."""

    sha256: str
    size: int
    here: bool


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a sync bundle brings.

    Attributes:
        contact: who sent it, where we know them.
        received: whether this very bundle was received before.
        records: those of which something is not here yet.
        entries, fresh: how many came, and how many of them are not here.
        withheld: entries that come without some of their values.
        declined: ids of records that were declined before; they stay so unless they are asked for.
        removed: ids of records that were removed from this vault alone and would come back, and of new ones that belong to nothing else.
        stranded: ids of records that are made in what is deleted here or moved into it; who takes them in has them among the conflicts.
        brings_back: the file is of such cases alone and has all that was taken out of them: it was made to bring them back.
        purges: requests that nobody here has answered.
        redefined: added fields, lists' words and templates that would be new or say something else: with them a colleague changes what records of
            others mean, and what a new one begins with. A word that is only added to a list is none of them.
        origins: devices other than the sender's.
        lacking: what the sender believes to be here, and is not.
        standing: of the sender's log to what was seen of it; `forks` (device, position) at which another entry stands here.
        older_copy: it has entries of this very device that are not here: this vault is an older copy.
        missing: ids of evidence whose file is neither here nor in the bundle.
        cases: those to which `records` belong; some belong to none, some to several.
    """

    checked: Checked
    contact: Contact | None
    received: bool
    records: tuple[Coming, ...] = ()
    entries: int = 0
    fresh: int = 0
    conflicts: tuple[Clash, ...] = ()
    alike: tuple[Alike, ...] = ()
    withheld: int = 0
    declined: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    purges: tuple[Asked, ...] = ()
    regraded: tuple[Regraded, ...] = ()
    redefined: tuple[Coming, ...] = ()
    origins: tuple[Origin, ...] = ()
    lacking: Held = field(default_factory=dict)
    standing: Standing = Standing.NEW
    forks: tuple[tuple[str, int], ...] = ()
    older_copy: bool = False
    files: tuple[ComingFile, ...] = ()
    missing: tuple[str, ...] = ()
    authors: Mapping[str, str] = field(default_factory=dict)
    cases: tuple[ComingCase, ...] = ()
    brings_back: bool = False
    stranded: tuple[str, ...] = ()

    @property
    def left_out(self) -> frozenset[str]:
        """Ids of the records that stay out unless they are asked for: what was removed here comes back by no side effect of another change."""
        return frozenset() if self.brings_back else frozenset(self.removed)

    @property
    def is_forked(self) -> bool:
        """Whether a log went two ways, so that a person must say that both are to be kept."""
        return bool(self.forks) or self.standing is Standing.FORKED

    @property
    def counts(self) -> dict[str, tuple[int, int]]:
        """Kind → how many records are new, and how many are changed."""
        new = Counter(each.kind for each in self.records if each.new)
        changed = Counter(each.kind for each in self.records if not each.new)
        return {kind: (new[kind], changed[kind]) for kind in sorted({*new, *changed})}

    @property
    def is_harmless(self) -> bool:
        """Whether a person need not be asked: a contact sends it, nothing here goes away, and nothing contradicts what was seen. A conflict does
        no harm: both versions stay until someone settles it."""
        asked = (self.purges, self.regraded, self.redefined, self.removed, self.declined)
        strange = self.is_forked or self.older_copy or self.is_hearsay
        taken_away = any(each.deleted for each in self.records)
        return self.contact is not None and not any(asked) and not strange and not taken_away

    @property
    def is_hearsay(self) -> bool:
        """Whether the sender alone says that a device of somebody else, whom we know, wrote something. They may have made it up; true entries come with
        that device's own signature, but for those of a vault that was put back."""
        theirs = {key.partition("+")[0] for key in contacts.keys_of(self.contact)} if self.contact else set()
        return any(each.known and not each.by_origin and ORIGIN + each.device not in theirs for each in self.origins)
