"""A real Syncthing on loopback: generated configuration, nothing but its one peer, no discovery, no relays, no reports, no upgrades."""

from __future__ import annotations

import http.client
import json
import os
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

PROGRAM = shutil.which("syncthing")
_SHARE = "team"
_CONFIGURATION = """<configuration version="35">
  <folder id="{share}" path={path} type="sendreceive" rescanIntervalS="3600" fsWatcherEnabled="false" ignorePerms="false">
    {members}
    <maxConflicts>10</maxConflicts>
  </folder>
  {devices}
  <gui enabled="true" tls="false"><address>127.0.0.1:{port}</address><apikey>{key}</apikey></gui>
  <options>
    <listenAddress>tcp://127.0.0.1:{listen}</listenAddress>
    <globalAnnounceEnabled>false</globalAnnounceEnabled>
    <localAnnounceEnabled>false</localAnnounceEnabled>
    <relaysEnabled>false</relaysEnabled>
    <natEnabled>false</natEnabled>
    <urAccepted>-1</urAccepted>
    <autoUpgradeIntervalH>0</autoUpgradeIntervalH>
    <crashReportingEnabled>false</crashReportingEnabled>
    <startBrowser>false</startBrowser>
    <reconnectionIntervalS>1</reconnectionIntervalS>
    <progressUpdateIntervalS>-1</progressUpdateIntervalS>
  </options>
</configuration>
"""


class Synchroniser:
    """One instance, which carries `folder`. It is started and stopped at will."""

    def __init__(self, home: Path, folder: Path) -> None:
        self.folder = folder
        self._home = home
        self._port, self._listen = _free_port(), _free_port()
        self._key = secrets.token_hex(16)
        self._process: subprocess.Popen[bytes] | None = None
        home.mkdir()
        folder.mkdir()
        self._call("generate", "--no-default-folder", "--skip-port-probing")
        self.device = self._call("serve", "--device-id").strip()

    def know(self, everyone: Sequence[Synchroniser]) -> None:
        """Carry the folder between these, oneself among them, and nobody else."""
        members = "".join(f'<device id="{each.device}"/>' for each in everyone)
        devices = "".join(
            f'<device id="{each.device}" compression="never"><address>tcp://127.0.0.1:{each._listen}</address></device>'
            for each in everyone
        )
        written = _CONFIGURATION.format(
            share=_SHARE,
            path=quoteattr(str(self.folder)),
            members=members,
            devices=devices,
            port=self._port,
            key=self._key,
            listen=self._listen,
        )
        (self._home / "config.xml").write_text(written, "utf-8")

    def start(self) -> None:
        """Run it until it answers."""
        assert PROGRAM is not None, "asked before"
        self._process = subprocess.Popen(
            [PROGRAM, "serve", "--home", str(self._home), "--no-browser", "--no-restart", "--no-upgrade"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=self._environment(),
        )
        wait_until(self._answers)

    def stop(self) -> None:
        """End it, and wait until it has ended."""
        if self._process is not None:
            ended, self._process = self._process, None
            ended.terminate()
            ended.wait(20)

    def scan(self) -> None:
        """Look at the folder now."""
        self._ask("POST", f"/rest/db/scan?folder={_SHARE}")

    def is_connected(self) -> bool:
        """Whether it reaches its peer."""
        found = self._ask("GET", "/rest/system/connections")["connections"]
        return any(each["connected"] for each in found.values())

    def is_idle(self) -> bool:
        """Whether it needs nothing from its peer."""
        found = self._ask("GET", f"/rest/db/status?folder={_SHARE}")
        return bool(found["state"] == "idle" and found["needTotalItems"] == 0)

    def _answers(self) -> bool:
        try:
            return bool(self._ask("GET", "/rest/system/ping")["ping"] == "pong")
        except OSError:
            return False

    def _ask(self, method: str, path: str) -> Any:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=10)
        try:
            connection.request(method, path, headers={"X-API-Key": self._key})
            answer = connection.getresponse()
            data = answer.read()
            if answer.status != http.client.OK:
                raise OSError(answer.status, data.decode("utf-8", "replace"))
            return json.loads(data) if data.strip() else None
        finally:
            connection.close()

    def _call(self, *words: str) -> str:
        assert PROGRAM is not None, "asked before"
        command = [PROGRAM, words[0], "--home", str(self._home), *words[1:]]
        return subprocess.run(command, check=True, capture_output=True, text=True, env=self._environment()).stdout

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "HOME": str(self._home), "STNOUPGRADE": "1"}


def settle(both: Sequence[Synchroniser]) -> None:
    """Wait until the folders of both hold the same."""
    wait_until(lambda: all(each.is_connected() for each in both))
    for each in both:
        each.scan()

    def same() -> bool:
        return all(each.is_idle() for each in both) and len({_content(each.folder) for each in both}) == 1

    wait_until(same)


def wait_until(met: Any, seconds: float = 30) -> None:
    """Look again and again, until it is so."""
    end = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < end, "it did not come to that in time"
        time.sleep(0.1)


def _content(folder: Path) -> frozenset[tuple[str, bytes]]:
    try:
        found = [each for each in folder.rglob("*") if each.is_file() and ".stfolder" not in each.parts]
        return frozenset((str(each.relative_to(folder)), each.read_bytes()) for each in found)
    except FileNotFoundError:  # carried away this moment
        return frozenset({("in motion", os.urandom(8))})


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
