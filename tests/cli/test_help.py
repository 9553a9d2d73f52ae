"""The help is what somebody reads first."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from wasl.config.cli import main

pytestmark = pytest.mark.sqlite_only
EVERY_COMMAND = {
    *("init", "demo", "upgrade", "serve", "worker", "check", "pack", "people", "figures", "messages"),
    *("facts", "audit", "backup", "restore"),
}


def commands(group: click.Group = main, before: str = "") -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        yield before + name, command
        if isinstance(command, click.Group):
            yield from commands(command, f"{before}{name} ")


def test_the_help_shows_every_command_in_its_family() -> None:
    shown = CliRunner().invoke(main, ["--help"]).output
    for name in EVERY_COMMAND:
        assert f"  {name} " in shown
    assert set(main.commands) == EVERY_COMMAND


@pytest.mark.parametrize(("name", "command"), list(commands()), ids=[name for name, _one in commands()])
def test_each_command_says_what_it_does_in_a_sentence_and_explains_each_option(
    name: str, command: click.Command
) -> None:
    first = (command.help or "").split("\n\n")[0].replace("\n", " ")
    assert first.rstrip().endswith((".", ").", ":"))
    options = [one for one in command.params if isinstance(one, click.Option)]
    assert [one.name for one in options if not one.help] == []


def test_help_needs_no_installation_and_no_database() -> None:
    assert CliRunner().invoke(main, ["init", "--help"]).exit_code == 0
