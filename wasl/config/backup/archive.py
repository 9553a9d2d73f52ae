"""What a backup holds, and writing it."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, cast

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from wasl.config.backup import rows
from wasl.config.backup.crypt import Writer
from wasl.config.keys import KEY_FILE
from wasl.kernel import clock

MANIFEST = "manifest.json"
FORMAT = 1
PIECE = 1024 * 1024


@dataclass
class Contents:
    """The manifest: what stands in a backup, with counts and checksums."""

    made_at: str
    migrations: list[tuple[str, str]]
    vendor: str
    format: int = FORMAT
    tables: list[rows.Table] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)

    @property
    def row_count(self) -> int:
        return sum(table.count for table in self.tables)

    def dumped(self) -> bytes:
        return json.dumps(dataclasses.asdict(self), ensure_ascii=False, indent=1).encode()

    @classmethod
    def loaded(cls, text: bytes) -> Contents:
        told = json.loads(text)
        told["tables"] = [rows.Table(**{**one, "columns": tuple(one["columns"])}) for one in told["tables"]]
        told["migrations"] = [(app, name) for app, name in told["migrations"]]
        return cls(**told)


def folders() -> dict[str, Path]:
    """The folders that belong to an installation, by their name in the backup."""
    return {"files": Path(settings.MEDIA_ROOT), "seals": Path(settings.WASL_SEAL_DIR)}


def write_backup(path: Path, key: bytes, say: Callable[[str], None]) -> Contents:
    """Write the whole installation to one encrypted file; FileExistsError where one stands.

    Rows are read as of one instant while others go on working. The file appears under its name only once whole.
    """
    if path.exists():
        raise FileExistsError(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.part")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            with Writer(out, key) as sealed, tarfile.open(mode="w|", fileobj=cast(IO[bytes], sealed)) as tar:
                contents = fill(tar, say)
            out.flush()
            os.fsync(out.fileno())
        path.hardlink_to(draft)
    finally:
        draft.unlink(missing_ok=True)
    return contents


def fill(tar: tarfile.TarFile, say: Callable[[str], None]) -> Contents:
    with one_instant():
        contents = Contents(clock.now().isoformat(), applied(), connection.vendor)
        for model in rows.tables(apps):
            add_table(tar, model, contents)
    say(f"{contents.row_count} rows of {len(contents.tables)} tables")
    for name, folder in folders().items():
        for file in sorted(found for found in folder.rglob("*") if found.is_file()):
            add_file(tar, file, f"{name}/{file.relative_to(folder).as_posix()}", contents)
    keys = Path(settings.HOME) / KEY_FILE
    if keys.exists():
        add_file(tar, keys, KEY_FILE, contents)
    say(f"{len(contents.files)} files")
    add_bytes(tar, MANIFEST, contents.dumped())
    return contents


def applied() -> list[tuple[str, str]]:
    return sorted(MigrationRecorder(connection).applied_migrations())


@contextmanager
def one_instant() -> Iterator[None]:
    """Read all tables as of one instant, without stopping those who write."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        # not atomic(): its BEGIN IMMEDIATE would keep every writer waiting
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield


def add_table(tar: tarfile.TarFile, model: type[Model], contents: Contents) -> None:
    with tempfile.SpooledTemporaryFile(max_size=32 * PIECE) as spool:
        table = rows.summed(model, lambda line: spool.write(line.encode() + b"\n"))
        contents.tables.append(table)
        add_stream(tar, f"rows/{table.name}.jsonl", spool)


def add_file(tar: tarfile.TarFile, path: Path, name: str, contents: Contents) -> None:
    with path.open("rb") as handle:
        contents.files[name] = hashlib.file_digest(handle, "sha256").hexdigest()
        add_stream(tar, name, handle)


def add_bytes(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    add_stream(tar, name, io.BytesIO(data))


def add_stream(tar: tarfile.TarFile, name: str, stream: IO[bytes]) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = stream.seek(0, os.SEEK_END)
    entry.mode = 0o600
    stream.seek(0)
    tar.addfile(entry, stream)
