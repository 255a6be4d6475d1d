"""A dialog that stays until what it asked for is done, and says itself what was refused. Closed meanwhile, it leaves that to its part."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import shiboken6

from casefile.errors import CasefileError
from casefile.progress import Progress
from ui.parts.buttons import Button, Kind
from ui.parts.dialog import Dialog
from ui.parts.labelled import Finding
from ui.settings.keys.body import Body
from ui.settings.keys.part import Part
from ui.theme import sizes
from ui.words import catalogue, t

T = TypeVar("T")
_WIDE = 480


class Asking(Dialog):
    """Add to `asked`, then `show_on`. Override `submit` to check what was typed and to `attempt` it."""

    def __init__(
        self, part: Part, title: str, words: str, verb: str, kind: Kind = "primary", wide: int = _WIDE
    ) -> None:
        super().__init__(title, words, wide)
        self.part = part
        self._title, self._was_closed = title, False
        self._says = Finding()
        holder = Body()
        self.add_ringed(holder)
        self.asked = holder.column
        self.cancel, self.verb = Button(t("window.cancel")), Button(verb, kind)
        self.add_button(self.cancel, "reject")
        self.add_button(self.verb, "nothing")
        self.verb.clicked.connect(self.submit)
        self.finished.connect(self.forget_typed)
        self.finished.connect(self._close)

    def submit(self) -> None:
        """The button with the verb, or Enter, was pressed."""

    def forget_typed(self) -> None:
        """Leave no passphrase in a field."""

    def attempt(self, job: Callable[[Progress], T], done: Callable[[T], None]) -> None:
        """Do it off the window's thread; close and tell `done`, or say what was refused.

        What was begun is done to its end though the dialog be closed: a new passphrase cannot be half there. The part tells of it then.
        """
        self._free(False)
        self._says.say("", "rest")

        def finish(value: T) -> None:
            if not self._is_gone():
                self.accept()
            done(value)

        self.part.desk.run(self.part, job, finish, self.refuse)

    def refuse(self, error: CasefileError) -> None:
        """Say what was refused, and let it be tried again."""
        if self._is_gone():
            self.part.faulted.emit(self._title, catalogue().error(error))
            return
        self._free(True)
        if self.asked.indexOf(self._says) < 0:
            self.asked.addWidget(self._says)
        self._says.say(catalogue().error(error), "refused")
        self.fit()

    def fit(self) -> None:
        """Be as high as the words need now."""
        around = self.parentWidget()
        if around is None:
            return
        high = min(self.sizeHint().height(), around.height() - 2 * sizes.S24)
        self.setGeometry(self.x(), (around.height() - high) // 2, self.width(), high)

    def _close(self) -> None:
        self._was_closed = True

    def _is_gone(self) -> bool:
        """Whether nothing of the dialog may be touched any more: it goes with its scrim."""
        return self._was_closed or not shiboken6.isValid(self)

    def _free(self, free: bool) -> None:
        for position in range(self.asked.count()):
            item = self.asked.itemAt(position)
            widget = item.widget() if item is not None else None
            if widget is not None and widget is not self._says:
                widget.setEnabled(free)
        self.verb.setEnabled(free)
        self.cancel.setText(t("window.cancel" if free else "window.close"))
        self.cancel.updateGeometry()
