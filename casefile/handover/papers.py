"""What a recipient without Casefile reads: beside the bundle how to open it, inside how to check it; each in three languages in one file, the
commands once at its end."""

from __future__ import annotations

from casefile.files import resource
from casefile.handover import layout
from casefile.i18n import LANGUAGES

HOW_TO_OPEN = "HOW-TO-OPEN.txt"


def how_to_open() -> bytes:
    """The same for every bundle: it names no one, no case and no file."""
    return _in_all_languages("how-to-open", "how-to-open")


def readme(kind: str, bundle_id: str) -> bytes:
    """The content of ``README.txt`` in the bag. What is sent often is small, and so is its paper."""
    paper = "readme" if kind == layout.DISCLOSURE else f"readme-{kind}"
    return _in_all_languages(paper, "readme").replace(b"{{id}}", bundle_id.encode("ascii"))


def _in_all_languages(paper: str, commands: str) -> bytes:
    # Russian and Kazakh readers open it in Notepad as often as elsewhere: the mark at the start tells it the encoding.
    names = [*(f"{paper}.{language}" for language in LANGUAGES), f"{commands}.commands"]
    texts = [resource("handover", f"{name}.txt").read_text("utf-8").strip() for name in names]
    return ("\ufeff" + ("\n\n" + "=" * 24 + "\n\n").join(texts) + "\n").encode("utf-8")
