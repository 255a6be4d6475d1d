"""What the unlock page says of a vault that does not open as usual: what is wrong, what is safe, and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from casefile.errors import CasefileError
from ui.parts.banner import ErrorBanner
from ui.words import catalogue, t

Act = Callable[[], None]


def damaged(error: CasefileError, read_only: Act, restore: Act) -> ErrorBanner:
    """For a vault that does not open as it was saved; it may still be read."""
    body = f"{catalogue().error(error)} {t('door.damaged.safe')}"
    return ErrorBanner(t("door.damaged.title"), body, _actions(("rescue", read_only), ("restore", restore)))


def still(error: CasefileError, read_only: Act) -> ErrorBanner:
    """For a vault that lies where nothing can be written. It need not be damaged, and all of it may be read."""
    return ErrorBanner(t("door.still.title"), catalogue().error(error), _actions(("rescue", read_only)))


def unreadable(error: CasefileError, recover: Act, restore: Act) -> ErrorBanner:
    """For a vault that cannot even be read."""
    body = f"{catalogue().error(error)} {t('door.unreadable.safe')}"
    return ErrorBanner(t("door.unreadable.title"), body, _actions(("restore", restore), ("recover", recover)))


def _actions(*acts: tuple[str, Act]) -> Sequence[tuple[str, Act]]:
    return [(t(f"door.damaged.{name}"), act) for name, act in acts]
