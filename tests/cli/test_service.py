"""serve and worker."""

from __future__ import annotations

import http.client
import re
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from email.message import Message
from pathlib import Path
from typing import Any

import pytest

from tests.cli.shell import Shell
from wasl.base.audit.actions import record
from wasl.base.audit.models import Seal
from wasl.base.audit.queries import verify
from wasl.config.cli.service import daily_duties
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM

pytestmark = pytest.mark.sqlite_only


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def status(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def answered(port: int, server: subprocess.Popen[str]) -> None:
    """Wait until something listens on the port, at most half a minute."""
    until = time.monotonic() + 30
    while time.monotonic() < until and server.poll() is None:
        with socket.socket() as probe:
            probe.settimeout(0.2)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        server_is_silent = subprocess.run(["sleep", "0.1"], check=True)
        assert server_is_silent.returncode == 0
    pytest.fail("the site did not answer")


def test_serve_refuses_a_database_that_is_not_of_this_version(shell: Shell) -> None:
    refused = shell.wasl("serve")
    assert refused.code == 1
    assert "wasl upgrade" in refused.said


@contextmanager
def serving(shell: Shell, *options: str) -> Iterator[int]:
    """The site of this shell, served until the block ends; its port."""
    port = free_port()
    command = shell.command("serve", "--bind", f"127.0.0.1:{port}", "--processes", "1", *options)
    server = subprocess.Popen(command, env=shell.whole_environment(), stdout=subprocess.PIPE, text=True)
    try:
        answered(port, server)
        yield port
    finally:
        server.terminate()
        said, _ = server.communicate(timeout=60)
    assert f"http://127.0.0.1:{port}" in said
    assert server.returncode == 0


def test_serve_answers_with_the_sign_in_page_and_stops_when_asked(installed: Shell) -> None:
    with serving(installed) as port:
        assert status(f"http://127.0.0.1:{port}/tableau-de-bord/") == 200
        assert status(f"http://127.0.0.1:{port}/nulle-part/") == 404


@dataclass(frozen=True)
class Asked:
    status: int
    headers: Message
    body: str


def asked(port: int, address: str, **headers: str) -> Asked:
    """The answer to a reader of wasl.example.org, whose proxy adds these headers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    with closing(connection):
        connection.request("GET", address, headers={"Host": "wasl.example.org", **headers})
        answer = connection.getresponse()
        return Asked(answer.status, answer.headers, answer.read().decode("utf-8", "replace"))


def test_a_production_site_speaks_https_alone_and_serves_its_own_styles(installed: Shell) -> None:
    production = {"WASL_INSECURE": "0", "WASL_HOSTS": "wasl.example.org", "WASL_BEHIND_PROXY": "1"}
    with serving(Shell(installed.home, production), "--with-worker") as port:
        clear = asked(port, "/connexion/")
        assert (clear.status, clear.headers["Location"]) == (301, "https://wasl.example.org/connexion/")
        https = {"X-Forwarded-Proto": "https"}
        signing_in = asked(port, "/connexion/", **https)
        assert signing_in.status == 200
        assert "max-age=31536000" in signing_in.headers["Strict-Transport-Security"]
        assert "; Secure" in signing_in.headers["Set-Cookie"]
        styles = re.findall(r'<link rel="stylesheet" href="(/static/[^"]+)"', signing_in.body)
        assert styles
        for address in styles:
            style = asked(port, address, **https)
            assert style.status == 200
            assert "immutable" in style.headers["Cache-Control"]
        assert asked(port, "/connexion/", Host="elsewhere.example", **https).status == 400


def test_the_worker_stops_once_nothing_waits(installed: Shell) -> None:
    done = installed.wasl("worker", "--until-empty")
    assert done.code == 0, done.said


@pytest.mark.django_db
def test_the_worker_seals_the_days_gone_by(moving_clock: Any, settings: Any, tmp_path: Path) -> None:
    settings.WASL_SEAL_DIR = tmp_path / "seals"
    with moving_clock.moved_to(clock.today() - timedelta(days=1)):
        record(by=SYSTEM, verb="people.read", kind="people.person", object_ids=[1])
    record(by=SYSTEM, verb="people.read", kind="people.person", object_ids=[2])
    daily_duties()
    daily_duties()
    assert Seal.objects.get().day == clock.today() - timedelta(days=1)
    assert (verify().sound, verify().unsealed) == (True, 2)  # the read of today, and the weekly lists written


@pytest.mark.django_db
def test_a_day_that_could_not_be_sealed_is_sealed_the_next_time(
    moving_clock: Any, settings: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with moving_clock.moved_to(clock.today() - timedelta(days=1)):
        record(by=SYSTEM, verb="people.read", kind="people.person", object_ids=[1])
    (tmp_path / "no-folder").write_text("a file stands where the folder of the seals should")
    settings.WASL_SEAL_DIR = tmp_path / "no-folder" / "seals"
    daily_duties()
    assert "will be tried again" in caplog.text
    assert not Seal.objects.exists()
    settings.WASL_SEAL_DIR = tmp_path / "seals"
    daily_duties()
    assert verify().sound
    assert Seal.objects.count() == 1
