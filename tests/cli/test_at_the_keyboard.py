"""init asks for what no option gives."""

from __future__ import annotations

import os
import pty
import sys

import pytest

from tests.cli.shell import FLAGS, PASSWORD, Shell
from tests.support.house_plan import HOUSE

pytestmark = pytest.mark.sqlite_only
ANSWERS = {
    "Name of the administrator": "Amina Acacia",
    "User name of the administrator": "amina",
    "Password of the administrator": PASSWORD,
    "The same once more": PASSWORD,
}


def conversation(shell: Shell, words: list[str]) -> tuple[int, str]:
    """Run `wasl` on a terminal of its own and type the answer to each question as it comes."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(HOUSE)
        os.execve(sys.executable, shell.command(*words), shell.whole_environment())  # noqa: S606
    said, heard = "", 0
    while True:
        try:
            said += os.read(terminal, 4096).decode()
        except OSError:  # the terminal closes with its program
            break
        question = next(
            (text for text in ANSWERS if text in said[heard:] and said.rstrip(" ").endswith(":")), None
        )
        if question:
            heard = len(said)
            os.write(terminal, f"{ANSWERS[question]}\n".encode())
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    return os.waitstatus_to_exitcode(status), said


def test_what_no_option_gives_is_asked_and_the_password_is_not_shown(shell: Shell) -> None:
    given = list(FLAGS)
    for option in ("--username", "--display-name", "--password"):
        at = given.index(option)
        del given[at : at + 2]
    code, said = conversation(shell, ["init", *given])
    assert code == 0, said
    assert "administrator amina" in said
    assert PASSWORD not in said
