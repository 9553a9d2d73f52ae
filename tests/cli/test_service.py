"""serve and worker."""

from __future__ import annotations

import socket
import subprocess
import time
import urllib.error
import urllib.request

import pytest

from tests.cli.shell import Shell

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


def test_serve_answers_with_the_sign_in_page_and_stops_when_asked(installed: Shell) -> None:
    port = free_port()
    command = installed.command("serve", "--bind", f"127.0.0.1:{port}", "--processes", "1")
    server = subprocess.Popen(command, env=installed.whole_environment(), stdout=subprocess.PIPE, text=True)
    try:
        answered(port, server)
        assert status(f"http://127.0.0.1:{port}/tableau-de-bord/") == 200
        assert status(f"http://127.0.0.1:{port}/nulle-part/") in (302, 404, 200)
    finally:
        server.terminate()
        said, _ = server.communicate(timeout=30)
    assert f"http://127.0.0.1:{port}" in said
    assert server.returncode == 0


def test_the_worker_stops_once_nothing_waits(installed: Shell) -> None:
    done = installed.wasl("worker", "--until-empty")
    assert done.code == 0, done.said
