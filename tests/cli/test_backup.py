"""backup and restore: nothing lost, nothing readable, nothing half done."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.db import connection

from tests.cli.shell import Shell

FILE = "files/2021/carte de séjour.pdf"


@dataclass(frozen=True)
class Kept:
    """An installation, its backup, and the key apart."""

    shell: Shell
    backup: Path
    key: Path


@pytest.fixture(scope="module")
def kept(installed: Shell, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """A backup of an installation with an uploaded file, made once."""
    folder = tmp_path_factory.mktemp("kept")
    home = folder / "home"
    shutil.copytree(installed.home, home)
    uploaded = home / FILE
    uploaded.parent.mkdir(parents=True)
    uploaded.write_bytes(os.urandom(3_000_000))
    shell = Shell(home)
    made = shell.wasl("backup", folder / "a.waslbackup", "--key", folder / "apart.key")
    assert made.code == 0, made.said
    return Kept(shell, folder / "a.waslbackup", folder / "apart.key")


def restored(kept: Kept, shell: Shell) -> str:
    done = shell.wasl("restore", kept.backup, "--key", kept.key)
    assert done.code == 0, done.said
    return done.said


def dump(home: Path, *, without: tuple[str, ...] = ()) -> dict[str, list[tuple[object, ...]]]:
    with sqlite3.connect(home / "wasl.sqlite3") as rows:
        names = [name for (name,) in rows.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        left_out = {"django_migrations", "sqlite_sequence", "audit_entry", *without}
        return {
            name: sorted(rows.execute(f"SELECT * FROM {name}"), key=repr)  # noqa: S608
            for name in names
            if name not in left_out
        }


@pytest.mark.sqlite_only
def test_what_was_kept_stands_again_row_by_row_and_byte_by_byte(kept: Kept, shell: Shell) -> None:
    said = restored(kept, shell)
    assert "all is there" in said
    assert dump(shell.home) == dump(kept.shell.home)
    assert (shell.home / FILE).read_bytes() == (kept.shell.home / FILE).read_bytes()
    assert (shell.home / "keys.json").read_bytes() == (kept.shell.home / "keys.json").read_bytes()
    assert shell.wasl("audit", "verify").code == 0
    assert shell.wasl("check").code == 0


@pytest.mark.sqlite_only
def test_nobody_reads_the_backup_without_its_key(kept: Kept, shell: Shell, tmp_path: Path) -> None:
    sealed = kept.backup.read_bytes()
    for clear in (b"Amina", "Tanger Médina".encode(), b"keys.json", b"rows/"):
        assert clear not in sealed
    assert stat.S_IMODE(kept.backup.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.key.stat().st_mode) == 0o600
    other = Shell(tmp_path / "other")
    assert other.wasl("restore", kept.backup, "--key", tmp_path / "none.key").code == 1
    another_key = tmp_path / "another.key"
    another_key.write_text("wasl-backup-key:" + "A" * 43 + "=\n")
    refused = other.wasl("restore", kept.backup, "--key", another_key)
    assert refused.code == 1
    assert "does not open this backup" in refused.said
    assert not (other.home / "wasl.sqlite3").exists() or dump(other.home) == {}


@pytest.mark.sqlite_only
@pytest.mark.parametrize(
    "harm", ["cut in the middle", "cut at a chunk", "one bit turned", "two chunks exchanged"]
)
def test_a_backup_cut_or_altered_changes_nothing(kept: Kept, shell: Shell, tmp_path: Path, harm: str) -> None:
    sealed = bytearray(kept.backup.read_bytes())
    head, chunk = 28, 1024 * 1024 + 16
    if harm == "cut in the middle":
        sealed = sealed[: len(sealed) // 2]
    elif harm == "cut at a chunk":
        sealed = sealed[: head + 2 * chunk]
    elif harm == "one bit turned":
        sealed[-100] ^= 1
    else:
        first, second = sealed[head : head + chunk], sealed[head + chunk : head + 2 * chunk]
        sealed = sealed[:head] + second + first + sealed[head + 2 * chunk :]
    broken = tmp_path / "broken.waslbackup"
    broken.write_bytes(sealed)
    refused = shell.wasl("restore", broken, "--key", kept.key)
    assert refused.code == 1
    assert "Traceback" not in refused.said
    assert [path.name for path in shell.home.iterdir() if path.name != "keys.json"] in ([], ["wasl.sqlite3"])
    assert not (shell.home / "files").exists()


@pytest.mark.sqlite_only
def test_a_restore_never_writes_over_an_installation(kept: Kept) -> None:
    refused = kept.shell.wasl("restore", kept.backup, "--key", kept.key)
    assert refused.code == 1
    assert "not empty" in refused.said


@pytest.mark.sqlite_only
def test_a_backup_never_replaces_another(kept: Kept) -> None:
    refused = kept.shell.wasl("backup", kept.backup, "--key", kept.key)
    assert refused.code == 1
    assert "never replaces" in refused.said


@pytest.mark.sqlite_only
def test_without_a_key_file_one_is_made_and_named(installed: Shell, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(installed.home, home)
    made = Shell(home).wasl("backup", tmp_path / "b.waslbackup")
    assert made.code == 0
    assert "Copy it now" in made.said
    assert (home / "backup.key").exists()


@pytest.fixture
def empty_postgresql(django_db_setup: None) -> Iterator[str]:
    """The address of a new, empty database beside the one of the tests."""
    told = connection.settings_dict
    with psycopg.connect(
        host=told["HOST"], user=told["USER"], dbname=told["NAME"], autocommit=True
    ) as server:
        server.execute("DROP DATABASE IF EXISTS wasl_restored")
        server.execute("CREATE DATABASE wasl_restored")
        yield f"postgresql://{told['USER']}@{quote(told['HOST'], safe='')}/wasl_restored"
        server.execute("DROP DATABASE wasl_restored WITH (FORCE)")


@pytest.mark.postgresql_only
def test_a_backup_moves_from_sqlite_to_postgresql_and_back(
    kept: Kept, empty_postgresql: str, tmp_path: Path
) -> None:
    grown = Shell(tmp_path / "grown", {"DATABASE_URL": empty_postgresql})
    restored(kept, grown)
    assert grown.wasl("audit", "verify").code == 0
    made = grown.wasl("backup", tmp_path / "grown.waslbackup", "--key", kept.key)
    assert made.code == 0, made.said
    small = Shell(tmp_path / "small")
    back = small.wasl("restore", tmp_path / "grown.waslbackup", "--key", kept.key)
    assert back.code == 0, back.said
    assert dump(small.home) == dump(kept.shell.home)
