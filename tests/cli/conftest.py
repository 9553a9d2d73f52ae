"""Installations made once and used by many tests of the command line."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from tests.cli.shell import FLAGS, Shell
from wasl.config.cli import main


@pytest.fixture
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A shell whose installation folder is empty."""
    return Shell(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A shell on a real installation made by `wasl init`; tests leave it as it is."""
    shell = Shell(tmp_path_factory.mktemp("installed"))
    made = shell.wasl("init", *FLAGS)
    assert made.code == 0, made.said
    return shell


@pytest.fixture
def wasl(db: None) -> Callable[..., Result]:
    """Runs a command inside the test, on the test's own database."""
    runner = CliRunner()

    def run(*words: str) -> Result:
        result = runner.invoke(main, words)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run
