"""What goes and what stays, as two lists of plain lines."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from casefile.domain.labels import kinds_key
from casefile.usecases import purgeoutlook
from casefile.usecases.purgeoutlook import Outlook
from ui.parts.paragraphs import Paragraph
from ui.theme import sizes
from ui.words import t

_BULLET = "–  "


class GoesAndStays(QWidget):
    """Says under two headings what goes and what stays; a line that warns stands in amber at the end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.goes, self.stays = Paragraph(), Paragraph("", "content", "ink2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.S4)
        for number, (key, lines) in enumerate((("history.purge.goes", self.goes), ("history.purge.stays", self.stays))):
            if number:
                column.addSpacing(sizes.S8)
            column.addWidget(Paragraph(t(key), "second", "ink2"))
            column.addWidget(lines)

    def say(self, goes: Sequence[str], stays: Sequence[str]) -> None:
        """Show these lines."""
        self.goes.set_text("\n".join(_BULLET + line for line in goes))
        self.stays.set_text("\n".join(_BULLET + line for line in stays))


def goes_whole(seen: Outlook, labels: Sequence[str]) -> list[str]:
    """What goes with a whole record; `labels` are its fields."""
    lines = [t("history.purge.goes_fields", fields=", ".join(labels))] if labels else []
    along = purgeoutlook.kinds_along(seen)
    if along:
        each = (t("history.purge.kind", what=t(kinds_key(kind)).lower(), n=number) for kind, number in along.items())
        lines.append(t("history.purge.goes_along", what=", ".join(each)))
    if seen.entries:
        lines.append(t("history.purge.goes_entries", n=seen.entries))
    if seen.files:
        lines.append(t("history.purge.goes_files", n=seen.files))
    return [*lines, t("history.purge.goes_draft")]


def goes_fields(seen: Outlook, chosen: Sequence[tuple[str, str]]) -> list[str]:
    """What goes with some fields, or single entries of them: (path, label) of each."""
    if not chosen:
        return [t("history.purge.goes_none")]
    entries = max(seen.changes_of(path) for path, _ in chosen)
    return [
        t("history.purge.goes_some", fields=", ".join(label for _, label in chosen)),
        t("history.purge.goes_entries", n=entries),
        t("history.purge.goes_draft"),
    ]


def stays(seen: Outlook, *, whole: bool) -> list[str]:
    """What stays behind."""
    lines = [t("history.purge.stays_trace")]
    if whole and seen.referring:
        lines.append(t("history.purge.stays_referring", n=seen.referring))
    return [*lines, t("history.purge.stays_copies")]
