"""An installation made by init, in processes of its own; see test_init.py for what init asks and refuses."""

from __future__ import annotations

import json
import sqlite3
import stat
from pathlib import Path

import pytest

from tests.cli.shell import FLAGS, PASSWORD, Shell

pytestmark = pytest.mark.sqlite_only


def rows(shell: Shell, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(shell.home / "wasl.sqlite3") as connection:
        return connection.execute(query).fetchall()


def test_the_installation_holds_its_organisation_office_guichets_and_administrator(installed: Shell) -> None:
    assert rows(installed, "SELECT name, is_demo FROM installation_installation") == [("Essai", 0)]
    assert rows(installed, "SELECT code, name FROM network_office") == [("tanger", "Tanger Médina")]
    assert len(rows(installed, "SELECT * FROM network_guichet")) == 4
    assert rows(installed, "SELECT username FROM accounts_user") == [("amina",)]
    assert rows(installed, "SELECT role FROM accounts_membership") == [("administrator",)]
    assert rows(installed, "SELECT count(*) FROM reference_region") == [(12,)]


def test_the_password_stands_nowhere_in_the_clear(installed: Shell) -> None:
    assert rows(installed, "SELECT substr(password, 1, 6) FROM accounts_user") == [("argon2",)]
    assert all(
        PASSWORD.encode() not in path.read_bytes() for path in installed.home.rglob("*") if path.is_file()
    )


def test_the_keys_are_readable_by_their_owner_alone(installed: Shell) -> None:
    keys = installed.home / "keys.json"
    assert stat.S_IMODE(keys.stat().st_mode) == 0o600
    assert set(json.loads(keys.read_text())) == {"secret", "encryption", "blind_index"}


def test_no_other_account_of_the_machine_reads_the_database(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert Shell(home).wasl("init", *FLAGS).code == 0
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    for path in home.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path.name


def test_a_new_installation_passes_its_own_check(installed: Shell) -> None:
    looked = installed.wasl("check")
    assert looked.code == 0, looked.said
    assert "LOOK" not in looked.said


def test_an_upgrade_of_what_is_up_to_date_changes_nothing(installed: Shell) -> None:
    assert installed.wasl("upgrade").said.strip() == "The database is of this version."


def test_before_init_a_command_says_what_to_type(shell: Shell) -> None:
    lost = shell.wasl("facts", "verify")
    assert lost.code == 1
    assert "wasl init" in lost.said
    assert "Traceback" not in lost.said


@pytest.mark.parametrize("words", [("demo",), ("demo", "--again")])
def test_a_real_installation_never_becomes_a_demo_nor_is_thrown_away(
    installed: Shell, words: tuple[str, ...]
) -> None:
    refused = installed.wasl(*words)
    assert refused.code == 1
    assert "Traceback" not in refused.said
    assert rows(installed, "SELECT name, is_demo FROM installation_installation") == [("Essai", 0)]
