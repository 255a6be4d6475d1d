"""Renders pages into ``build/screenshots``, in three languages and both themes: `make screenshots`.

A page adds one line to `PAGES`: its name and a function that builds the widget, given the language. The function gets a
dressed application and must show invented people and example data only. Pictures: ``<name>-<language>-<theme>.png``.

Options: names of pages to render (all without), ``--scale 1.5`` text scale, ``--size 1280x720``, ``--ratio 2``.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QSize  # noqa: E402 - the path and the platform come first
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from ui import theme, words  # noqa: E402
from ui.parts.focus import follow_focus  # noqa: E402


def _states() -> QWidget:
    from tests.ui.states_page import StatesPage

    return StatesPage()


def _unlock() -> QWidget:
    from tests.ui.invented import InventedDoor
    from ui.unlock.page import UnlockPage

    page = UnlockPage(InventedDoor())
    page.keyboard.show(caps=True, layout="Russian (RU)")
    page.unlock_form.passphrase.edit.setText("a" * 21)
    return page


def _unlock_beside() -> QWidget:
    from tests.ui.invented import InventedDoor
    from ui.unlock.page import UnlockPage

    page = UnlockPage(InventedDoor())
    page.unlock_form.beside.set_keyfile(Path("stick") / "summer-2019.jpg")
    page.unlock_form.beside.set_header(Path("stick") / "west")
    return page


def _unlock_with(passphrase: str) -> Callable[[], QWidget]:
    def build() -> QWidget:
        from PySide6.QtCore import QThreadPool

        from tests.ui.invented import InventedDoor
        from ui.unlock.page import UnlockPage

        page = UnlockPage(InventedDoor())
        page.unlock_form.passphrase.edit.setText(passphrase)
        page.unlock_form.button.click()
        QThreadPool.globalInstance().waitForDone()
        return page

    return build


def _recover(sort: str) -> Callable[[], QWidget]:
    def build() -> QWidget:
        from tests.ui.invented import InventedDoor
        from ui.unlock.page import UnlockPage

        page = UnlockPage(InventedDoor())
        page.recover()
        page.recover_form.sorts.choose(sort)
        page.recover_form.sorts.chosen.emit(sort)
        return page

    return build


def _inbox(name: str) -> Callable[[], QWidget]:
    def build() -> QWidget:
        from tests.ui.inbox import pictures

        page: QWidget = getattr(pictures, name)()
        return page

    return build


def _create() -> QWidget:
    from tests.ui.invented import PASSPHRASE, InventedDoor
    from ui.unlock.page import UnlockPage

    page = UnlockPage(InventedDoor())
    page.keyboard.show(caps=False, layout="English (US)")
    page.show_action("create")
    form = page.create_form
    form.name.edit.setText("Atyrau monitors")
    form.author.edit.setText("A. Omarova")
    form.passphrase.edit.setText(PASSPHRASE)
    form.passphrase.show_words(True)
    form.again.edit.setText("a" * 11)
    form.passphrase.edit.setFocus()
    return page


def _shell() -> QWidget:
    from tests.ui.shell_page import shell

    return shell()


def _palette() -> QWidget:
    from PySide6.QtCore import QTimer

    from tests.ui.shell_page import InventedSource, shell
    from ui.shell.palette import open_palette

    page = shell()
    page.resize(1280, 720)

    def show() -> None:
        palette = open_palette(page, InventedSource(), page.desk)
        palette.query.setText("бокаев")
        palette.show_answer(InventedSource().find("", True))

    QTimer.singleShot(0, page, show)
    return page


def _case(tab: str, reference: str = "KZ-2016-003") -> Callable[[], QWidget]:
    def build() -> QWidget:
        from tests.ui import sample_pages

        return sample_pages.page("cases", reference, lambda page: page.case.tabs.open(tab))

    return build


def _added(tab: str) -> Callable[[], QWidget]:
    def build() -> QWidget:
        from tests.ui.case import pictures

        return pictures.tab(tab)

    return build


def _view() -> QWidget:
    from tests.ui.cases import pictures

    return pictures.view()


def _asked(name: str) -> Callable[[], QWidget]:
    def build() -> QWidget:
        from tests.ui import destroying

        page: QWidget = getattr(destroying, name)()
        return page

    return build


def _today() -> QWidget:
    from tests.ui import sample_pages, waiting

    waiting.add_to(sample_pages.session())

    def fill(page: Any) -> None:
        for name, typed in (("who", "Invented Person"), ("when", "April 2024"), ("where", "Uralsk")):
            page.quick.fields[name].edit.setText(typed)
        page.quick.what.choose("fine")
        page.quick.fields["when"].edit.setFocus()

    return sample_pages.page("today", then=fill)


def _evidence(name: str) -> Callable[[], QWidget]:
    def build() -> QWidget:
        from casefile.usecases import evidencelist
        from tests.ui import sample_pages

        rows = evidencelist.page(sample_pages.session()).rows
        chosen = next(row.evidence.id for row in rows if row.evidence.original_name == name)
        return sample_pages.page("evidence", chosen)

    return build


def _handover(name: str) -> Callable[[], QWidget]:
    def build() -> QWidget:
        from tests.ui.handover import pictures

        page: QWidget = getattr(pictures, name)()
        return page

    return build


def _conflicts(name: str) -> Callable[[], QWidget]:
    def build() -> QWidget:
        from tests.ui.conflicts import pictures

        page: QWidget = getattr(pictures, name)()
        return page

    return build


def _team(name: str) -> Callable[[], QWidget]:
    def build() -> QWidget:
        from tests.ui.settings import team_pictures

        page: QWidget = getattr(team_pictures, name)()
        return page

    return build


def _keys(name: str) -> Callable[[], QWidget]:
    def build() -> QWidget:
        from tests.ui.settings import pictures

        page: QWidget = getattr(pictures, name)()
        return page

    return build


def _form(name: str) -> Callable[[], QWidget]:
    def build() -> QWidget:
        from tests.ui.form import pictures

        page: QWidget = getattr(pictures, name)()
        return page

    return build


def _party(page: str, kind: str, typed: str) -> Callable[[], QWidget]:
    def build() -> QWidget:
        from casefile.usecases import search
        from tests.ui import sample_pages

        return sample_pages.page(page, search.find(sample_pages.session(), typed, (kind,))[0].id)

    return build


def _narrowed_search() -> QWidget:
    from tests.ui import sample_pages
    from ui.search.page import SearchPage
    from ui.search.wanted import Chosen, Wanted

    def narrow(page: SearchPage) -> None:
        wanted = Wanted().having("theme", Chosen("expression", "")).having("role", Chosen("accused", ""))
        page.want(wanted.having("when", Chosen(("2017-01-01", "2017-12-31"), "2017")))

    return sample_pages.page("search", "кто был осуждён", narrow)


def _kept_searches() -> QWidget:
    from casefile.usecases import narrowing
    from casefile.usecases.narrowing import SavedSearch
    from casefile.usecases.search import Narrowing
    from tests.ui import sample_pages

    narrowing.save(sample_pages.session(), SavedSearch("Голодовки", "голодовка", "", Narrowing(theme="expression")))
    narrowing.save(sample_pages.session(), SavedSearch("Convicted", "convicted -fine"))
    return sample_pages.page("search")


def _disagreeing() -> QWidget:
    from tests.ui.sidebyside import pictures

    return pictures.disagreeing()


def _report(name: str) -> Callable[[], QWidget]:
    def build() -> QWidget:
        from tests.ui.report import pictures

        page: QWidget = getattr(pictures, name)()
        return page

    return build


def _same(name: str) -> Callable[[], QWidget]:
    def build() -> QWidget:
        from tests.ui.sameperson import pictures

        page: QWidget = getattr(pictures, name)()
        return page

    return build


def _page(name: str, target: object = None) -> Callable[[], QWidget]:
    def build() -> QWidget:
        from tests.ui import sample_pages

        return sample_pages.page(name, target)

    return build


# name: builder, called after language and theme are in use
PAGES: dict[str, Callable[[], QWidget]] = {
    "states": _states,
    "unlock": _unlock,
    "unlock-beside": _unlock_beside,
    "unlock-damaged": _unlock_with("damaged"),
    "unlock-full": _unlock_with("full"),
    "unlock-wrong": _unlock_with("wrong"),
    "unlock-recover": _recover("key"),
    "unlock-recover-shares": _recover("shares"),
    "unlock-create": _create,
    "inbox": _inbox("inbox"),
    "inbox-address": _inbox("address"),
    "inbox-today": _inbox("today"),
    "rescue": _inbox("rescue"),
    "importing": _page("importing", "Name\tDate of arrest\tCity\nInvented Person\t5 January 2022\tAlmaty"),
    "shell": _shell,
    "palette": _palette,
    "handover": _handover("start"),
    "handover-whom": _handover("wizard"),
    "handover-receive": _handover("incoming"),
    "handover-merge": _handover("to_merge"),
    "handover-merge-back": _handover("to_merge_back"),
    "handover-share": _handover("share"),
    "handover-exchanged": _handover("exchanged"),
    "handover-merged": _handover("merged"),
    "conflicts": _conflicts("versions"),
    "conflicts-request": _conflicts("request"),
    "conflicts-added": _conflicts("added"),
    "handover-card": _handover("own_card"),
    "handover-renew": _handover("renew"),
    "handover-compare": _handover("compare"),
    "handover-take-in": _handover("take_in"),
    "handover-lost": _handover("lost"),
    "today": _today,
    "form": _form("measure"),
    "form-new": _form("new_happening"),
    "form-translated": _form("translated"),
    "evidence": _evidence("broken-camera.jpg"),
    "evidence-text": _evidence("statement.txt"),
    "people": _party("people", "person", "Bokayev"),
    "organisations": _party("organisations", "organisation", "KIBHR"),
    "report": _report("passage"),
    "side-by-side": _disagreeing,
    "report-paste": _report("paste"),
    "people-alike": _same("directory"),
    "people-same": _same("linked"),
    "form-alike": _same("form"),
    "search-page": _page("search", "бокаев"),
    "search-filters": _narrowed_search,
    "search-saved": _kept_searches,
    "calendar": _page("calendar", "month/2024-04-15"),
    "calendar-agenda": _page("calendar", "agenda/2024-04-15"),
    "settings": _page("settings"),
    "settings-fields": _keys("fields"),
    "settings-terms": _keys("terms"),
    "settings-deadlines": _page("settings", "deadlines"),
    "settings-security": _page("settings", "security"),
    "settings-people": _keys("who_opens"),
    "settings-person": _keys("add_person"),
    "settings-passphrase": _keys("passphrase"),
    "settings-keyfile": _keys("need_keyfile"),
    "settings-recovery": _keys("keepers"),
    "settings-shares": _keys("shares"),
    "settings-key-shown": _keys("key_shown"),
    "settings-share-shown": _keys("share_shown"),
    "settings-withdraw": _keys("withdraw"),
    "settings-keys": _keys("new_keys"),
    "settings-rekey": _keys("rekey"),
    "settings-erase": _keys("erase"),
    "settings-rescue": _keys("rescue"),
    "settings-card": _page("settings", "card"),
    "settings-team": _team("tab"),
    "settings-team-cases": _team("cases_of_member"),
    "settings-team-today": _team("today"),
    "help": _page("help"),
    "help-limits": _page("help", "limits"),
    "cases-view": _view,
    "case-overview": _case("overview"),
    "case-chronology": _case("chronology"),
    "case-people": _case("people"),
    "case-proceedings": _case("proceedings"),
    "case-evidence": _case("evidence", "KZ-2019-101"),
    "case-interventions": _case("interventions"),
    "case-sources": _case("sources"),
    "case-history": _case("history"),
    "case-added": _added("overview"),
    "case-added-people": _added("people"),
    "case-added-measures": _added("proceedings"),
    "case-remove": _asked("removal"),
    "field-history": _asked("field"),
    "purge": _asked("purge"),
    "purge-one": _asked("purge_one"),
}


def render(name: str, language: str, dark: bool, scale: float, size: QSize, target: Path) -> None:
    """Build the page `name` and write its picture into `target`."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    words.use(language)
    theme.apply(application, theme.Appearance(theme.DARK if dark else theme.LIGHT, scale))
    page = PAGES[name]()
    if page.minimumSize() != page.maximumSize():
        page.resize(size)
    page.show()
    page.activateWindow()
    for _ in range(6):
        application.processEvents()
    page.grab().save(str(target / f"{name}-{language}-{'dark' if dark else 'light'}.png"))
    page.close()
    page.deleteLater()
    # Nothing else takes them away here, and each change of theme would go through all of them again.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def main() -> None:
    """Render what the command line asks for."""
    parser = argparse.ArgumentParser(description="pictures of the window")
    parser.add_argument("pages", nargs="*", default=[])
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--size", default="1280x720")
    parser.add_argument("--ratio", default="1")
    parser.add_argument("--languages", default="en,ru,kk")
    parser.add_argument("--themes", default="light,dark")
    chosen = parser.parse_args()
    os.environ["QT_SCALE_FACTOR"] = chosen.ratio
    application = QApplication([])
    follow_focus(application)
    wide, high = (int(part) for part in chosen.size.split("x"))
    target = ROOT / "build" / "screenshots"
    target.mkdir(parents=True, exist_ok=True)
    for name in chosen.pages or PAGES:
        for language in chosen.languages.split(","):
            for theme_name in chosen.themes.split(","):
                render(name, language, theme_name == "dark", chosen.scale, QSize(wide, high), target)


if __name__ == "__main__":
    main()
