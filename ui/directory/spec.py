"""What tells the directory of people from that of organisations."""

from __future__ import annotations

from dataclasses import dataclass

from casefile.usecases.directory import PartyKind


@dataclass(frozen=True)
class DirectorySpec:
    """A directory: the kind of record it lists, its page in the rail, the icon of its rows. Its words stand under ``directory.<kind>``."""

    kind: PartyKind
    page: str
    icon: str

    def words(self, name: str) -> str:
        """The catalogue key of something that is said differently of people and of organisations."""
        return f"directory.{self.kind}.{name}"


PEOPLE = DirectorySpec("person", "people", "user-round")
ORGANISATIONS = DirectorySpec("organisation", "organisations", "landmark")


def spec_of(kind: str) -> DirectorySpec:
    """The directory that lists records of `kind`."""
    return PEOPLE if kind == PEOPLE.kind else ORGANISATIONS
