"""init: a real, empty installation."""

from __future__ import annotations

import json
import sqlite3
import stat

import pytest

from tests.cli.shell import FLAGS, PASSWORD, Shell

pytestmark = pytest.mark.sqlite_only


def rows(shell: Shell, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(shell.home / "wasl.sqlite3") as connection:
        return connection.execute(query).fetchall()


def without(option: str) -> list[str]:
    at = FLAGS.index(option)
    return [*FLAGS[:at], *FLAGS[at + 2 :]]


def test_a_second_init_is_refused_and_changes_nothing(installed: Shell) -> None:
    before = rows(installed, "SELECT count(*) FROM audit_entry")
    again = installed.wasl("init", *FLAGS)
    assert again.code == 1
    assert "already holds an installation" in again.said
    assert rows(installed, "SELECT count(*) FROM audit_entry") == before


def test_with_nobody_at_the_keyboard_the_missing_option_is_named(shell: Shell) -> None:
    asked = shell.wasl("init", *without("--username"))
    assert asked.code == 2
    assert "--username" in asked.said


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--province", "Tangr", "Tanger-Assilah"),
        ("--pack", "nowhere", "no pack of this name"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_kept(shell: Shell, option: str, value: str, told: str) -> None:
    flags = without(option) if option in FLAGS else list(FLAGS)
    refused = shell.wasl("init", *flags, option, value)
    assert refused.code == 1
    assert told in refused.said
    assert rows(shell, "SELECT count(*) FROM network_organisation") == [(0,)]
    assert rows(shell, "SELECT count(*) FROM accounts_user") == [(0,)]


def test_a_weak_password_is_refused_before_anything_is_made(shell: Shell) -> None:
    refused = shell.wasl("init", *without("--password"), "--password", "soleil")
    assert refused.code == 1
    assert "too short" in refused.said
    assert rows(shell, "SELECT count(*) FROM sqlite_master") == [(0,)]


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
