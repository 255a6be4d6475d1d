"""What the form asks before something goes: leaving, deleting; and what a field was before."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from casefile.domain.labels import kind_key, kinds_key
from casefile.usecases.recordform import Fate
from ui.parts.buttons import Button
from ui.parts.dialog import Dialog, confirm_destruction
from ui.parts.labels import Label
from ui.parts.paragraphs import Paragraph
from ui.theme import sizes
from ui.words import t


def ask_to_leave(window: QWidget, title: str, keep: Callable[[], None], discard: Callable[[], None]) -> Dialog:
    """Something was typed and not saved: stay (which has the keyboard), go and keep the draft, or go and lose it."""
    dialog = Dialog(t("form.leave.title"), t("form.leave.words", title=title))
    stay = Button(t("form.leave.stay"))
    dialog.add_button(stay, "reject")
    kept, lost = Button(t("form.leave.keep")), Button(t("form.leave.discard"), "destroy")
    for button, act in ((kept, keep), (lost, discard)):
        dialog.add_button(button, "accept")
        button.clicked.connect(lambda _on=False, act=act: act())
    dialog.focus_first(stay)
    dialog.show_on(window)
    return dialog


def ask_to_delete(window: QWidget, kind: str, title: str, fate: Fate, delete: Callable[[], None]) -> Dialog:
    """Name what goes along and what stays."""
    goes = [t("form.delete.along", what=t(kinds_key(each)).lower(), n=len(ids)) for each, ids in fate.along.items()]
    words = [t("form.delete.words", kind=t(kind_key(kind)).lower(), title=title)]
    if goes:
        words.append(t("form.delete.with", what=", ".join(goes)))
    if fate.referring:
        words.append(t("form.delete.referring", n=fate.referring))
    words.append(t("form.delete.stays"))
    return confirm_destruction(window, t("form.delete.title"), " ".join(words), t("form.delete.verb"), delete)


def show_change(
    window: QWidget,
    title: str,
    by: str,
    before: str,
    after: str,
    put_back: Callable[[], None],
    all_values: Callable[[], None],
) -> Dialog:
    """What a field was and what it became; one button puts back what it was, into the form alone, another shows all that stood there."""
    dialog = Dialog(title, by)
    for key, words in (("form.changes.was", before), ("form.changes.became", after)):
        dialog.body.addWidget(Label(t(key), "second", "ink2"))
        dialog.body.addWidget(Paragraph(words or t("form.changes.nothing"), "content", "ink" if words else "ink2"))
    dialog.body.setSpacing(sizes.S4)
    dialog.body.insertSpacing(0, sizes.S12)
    whole = Button(t("history.field.all"))
    close, back = Button(t("window.close")), Button(t("form.changes.put_back"), "primary")
    dialog.add_button(whole, "accept")
    dialog.add_button(close, "reject")
    dialog.add_button(back, "accept")
    dialog.focus_first(close)
    whole.clicked.connect(lambda _on=False: all_values())
    back.clicked.connect(lambda _on=False: put_back())
    dialog.show_on(window)
    return dialog
