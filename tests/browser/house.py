"""A real installation: made by `wasl init`, served by `wasl serve`, asked by the command line."""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.cli.shell import Shell
from tests.support.house_plan import HOUSE

REGISTER = HOUSE / "wasl/services/reception/tests/data/registre_2021.xlsx"
OFFICE = "Rabat L'Océan"
FLAGS = (
    "--name", "Essai de bout en bout",
    "--organisation-code", "es-maroc",
    "--organisation-name", "ES.Maroc.org",
    "--office-code", "rabat-ocean",
    "--office-name", OFFICE,
    "--province", "Rabat",
    "--username", "amina",
    "--display-name", "Amina Acacia",
    "--password", "une phrase assez longue",
    "--pack", "work4life",
)  # fmt: skip
PATIENCE = 90  # seconds a server may take to begin on a busy machine


def installed(home: Path) -> Shell:
    """A new installation with the programme WORK4LIFE and nothing else."""
    shell = Shell(home)
    made = shell.wasl("init", *FLAGS)
    assert made.code == 0, made.said
    return shell


@contextmanager
def served(shell: Shell, page: Page) -> Iterator[str]:
    """The site with its worker, on a free port of this machine; gives its address. `page` waits for it."""
    port = a_free_port()
    command = shell.command(
        "serve", "--bind", f"127.0.0.1:{port}", "--processes", "1", "--threads", "8", "--with-worker"
    )
    log = shell.home / "serve.log"
    with log.open("w") as out:
        server = subprocess.Popen(
            command, env=shell.whole_environment(), cwd=HOUSE, stdout=out, stderr=subprocess.STDOUT
        )
    try:
        wait_for(port, server, log, page)
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait(timeout=60)


def a_free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
    return port


def wait_for(port: int, server: subprocess.Popen[bytes], log: Path, page: Page) -> None:
    for _half_second in range(PATIENCE * 2):
        if server.poll() is not None:
            break
        with closing(socket.socket()) as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        page.wait_for_timeout(500)
    pytest.fail(f"the site did not begin: {log.read_text()}")
