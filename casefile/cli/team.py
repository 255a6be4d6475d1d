"""The team folder: set up, looked at and worked through."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from casefile.cli.words import Commands, command, print_json, unlocked, with_vault
from casefile.domain.visible import one_line
from casefile.i18n import Catalogue
from casefile.usecases import cases, contacts, teamfolder
from casefile.usecases.inspection import shown
from casefile.usecases.session import Session
from casefile.usecases.teamfolder import Exchanged, Member, Setting, Waiting

_WORDS = Catalogue("en")


def add_to(commands: Commands) -> None:
    """Add these commands."""
    text = "a folder that a synchroniser carries between the members of a team: set it up, exchange, see what waits"
    parser = with_vault(command(commands, "team", _team, text))
    parser.add_argument("--folder", metavar="DIR", type=Path, help="use this folder from now on")
    parser.add_argument("--member", metavar="CONTACT", nargs="+", help="who takes part: names or ids")
    parser.add_argument("--cases", metavar="REF", nargs="+", help="with --member: only these cases go to them")
    parser.add_argument("--off", action="store_true", help="use no folder any more; what lies in it stays there")
    parser.add_argument("--exchange", action="store_true", help="take in what the others left, and drop what is new")
    parser.add_argument("--dismiss", metavar="FILE.age", type=Path, help="let a waiting file be, and offer it no more")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(usage=parser.error)


def _team(arguments: argparse.Namespace) -> int:
    if arguments.off and (arguments.folder or arguments.member or arguments.exchange):
        arguments.usage("--off stands alone")
    if arguments.cases and not arguments.member:
        arguments.usage("--cases goes with --member")
    with unlocked(arguments) as session:
        if arguments.off:
            teamfolder.switch_off(session)
        if arguments.folder or arguments.member:
            teamfolder.set_up(session, _chosen(session, arguments))
        if arguments.dismiss:
            teamfolder.dismiss(session, arguments.dismiss)
        if arguments.exchange:
            _say_exchanged(session, teamfolder.exchange(session), as_json=arguments.json)
        else:
            _say_setting(session, as_json=arguments.json)
    return 0


def _chosen(session: Session, arguments: argparse.Namespace) -> Setting:
    """What is set up now, with what the arguments change. Members who are named replace those of the same name and stand beside the others."""
    before = teamfolder.setting(session)
    if before is None and arguments.folder is None:
        arguments.usage("--member goes with --folder, the first time")
    scope = tuple(cases.find(session, each).id for each in arguments.cases) if arguments.cases else None
    named = [Member(contacts.find(session, each).id, scope) for each in arguments.member or ()]
    if before is None:
        return Setting(arguments.folder, tuple(named))
    members = {each.contact: each for each in (*before.members, *named)}
    return replace(before, folder=arguments.folder or before.folder, members=tuple(members.values()))


def _say_setting(session: Session, *, as_json: bool) -> None:
    found, last, waiting = teamfolder.setting(session), teamfolder.last(session), teamfolder.waiting(session)
    names = {each.id: each.name or "" for each in contacts.known(session)}
    if as_json:
        members = [{"contact": each.contact, "cases": each.cases} for each in found.members] if found else []
        print_json(
            {
                "folder": str(found.folder) if found else None,
                "members": members,
                "last": asdict(last) if last else None,
                "waiting": _plain(waiting),
            }
        )
        return
    print(found.folder if found else _WORDS.text("team.not_set_up"))
    for each in found.members if found else ():
        scope = _WORDS.text("team.scope.all") if each.cases is None else _WORDS.text("team.scope", n=len(each.cases))
        print(f"  {shown(names.get(each.contact, each.contact))}  {scope}")
    if last:
        print(_said_last(last.time, last.came, last.went, last.confirmed))
    _say_waiting(waiting)


def _say_exchanged(session: Session, done: Exchanged, *, as_json: bool) -> None:
    if as_json:
        not_sent = [{"name": name, "reason": _sentence(key, values)} for name, key, values in done.not_sent]
        print_json(
            {
                "came": done.came,
                "went": done.went,
                "confirmed": done.confirmed,
                "records": sorted(done.changes.records),
                "waiting": _plain(done.waiting),
                "not_sent": not_sent,
                "older_copy": done.older_copy,
            }
        )
        return
    last = teamfolder.last(session)
    print(_said_last(last.time if last else "", done.came, done.went, done.confirmed))
    for name, key, values in done.not_sent:
        print(f"! {shown(name)}  {one_line(_sentence(key, values))}")
    if done.older_copy:
        print(_WORDS.text("sync.older_copy"))
    _say_waiting(done.waiting)


def _said_last(time: str, came: Sequence[str], went: Sequence[str], confirmed: int) -> str:
    names = {"came": ", ".join(map(shown, came)) or "-", "went": ", ".join(map(shown, went)) or "-"}
    return _WORDS.text("team.exchanged", time=time, confirmed=confirmed, **names)


def _say_waiting(waiting: Sequence[Waiting]) -> None:
    for each in waiting:
        print(f"? {each.path}  {shown(each.sender)}  {one_line(_sentence(each.reason, each.values))}")


def _plain(waiting: Sequence[Waiting]) -> list[dict[str, Any]]:
    return [
        {"file": str(each.path), "sender": each.sender, "reason": _sentence(each.reason, each.values)}
        for each in waiting
    ]


def _sentence(key: str, values: Mapping[str, Any]) -> str:
    return _WORDS.text(key, **values)
