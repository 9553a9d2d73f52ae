"""Putting a backup back, and proving that all of it is there.

1. The whole file is read once to its end: a cut, altered or foreign backup changes nothing.
2. The database must be empty; it is brought to the migrations of the backup.
3. Rows are written, then every table is counted and summed again; files are written and read again.
4. Only then are the rows kept, and the database brought to this version if the backup is older.
"""

from __future__ import annotations

import hashlib
import json
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, cast

from django.apps.registry import Apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from wasl.config.backup import rows
from wasl.config.backup.archive import FORMAT, MANIFEST, PIECE, Contents, folders
from wasl.config.backup.crypt import BackupError, Reader
from wasl.config.keys import KEY_FILE, Keys
from wasl.kernel.installation import state

# Written by Django itself once the tables stand; a backup brings its own.
MADE_BY_MIGRATING = {"django_content_type", "auth_permission"}


@contextmanager
def opened(path: Path, key: bytes) -> Iterator[tarfile.TarFile]:
    with (
        path.open("rb") as source,
        tarfile.open(mode="r|", fileobj=cast(IO[bytes], Reader(source, key))) as tar,
    ):
        yield tar


def restore_backup(path: Path, key: bytes, say: Callable[[str], None]) -> Contents:
    """Restore into an empty database and empty folders; BackupError says why not. Returns what was restored."""
    contents, keys = looked_through(path, key)
    say(f"Backup of {contents.made_at}: {contents.row_count} rows, {len(contents.files)} files")
    refuse_unknown_migrations(contents)
    refuse_what_is_not_empty()
    old = brought_to(contents)
    if keys:
        use(Keys(**json.loads(keys)))
    with removed_on_failure() as written, transaction.atomic():
        put_rows(path, key, old)
        compare_rows(contents, old)
        put_files(path, key, contents, written)
    say("Every table counted, every checksum compared: all is there.")
    call_command("migrate", verbosity=0, interactive=False)
    state.forget()
    return contents


@contextmanager
def removed_on_failure() -> Iterator[list[Path]]:
    """A list of files written; all of them are removed when the block fails."""
    written: list[Path] = []
    try:
        yield written
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise


def looked_through(path: Path, key: bytes) -> tuple[Contents, bytes]:
    """Read the file to its end, comparing the checksum of everything; the manifest and the installation's keys."""
    contents: Contents | None = None
    keys = b""
    files: dict[str, str] = {}
    tables: dict[str, tuple[int, str]] = {}
    with opened(path, key) as tar:
        for entry in tar:
            stream = tar.extractfile(entry)
            if stream is None:
                raise BackupError(f"The backup holds {entry.name}, which is no file.")
            if entry.name == MANIFEST:
                contents = Contents.loaded(stream.read())
            elif entry.name.startswith("rows/"):
                checksum = rows.Checksum()
                for line in text_lines(stream):
                    checksum.add(line)
                tables[table_name(entry.name)] = checksum.count, str(checksum)
            elif entry.name == KEY_FILE:
                keys = stream.read()
                files[KEY_FILE] = hashlib.sha256(keys).hexdigest()
            else:
                files[safe(entry.name)] = digest(stream)
    if contents is None or contents.format != FORMAT:
        raise BackupError("The backup has no manifest that this version reads.")
    if files != contents.files or tables != {t.name: (t.count, t.checksum) for t in contents.tables}:
        raise BackupError("The backup does not hold what its manifest tells.")
    return contents, keys


def text_lines(stream: IO[bytes]) -> Iterator[str]:
    """Lines of a member of the archive, which cannot be rewound."""
    rest = b""
    while piece := stream.read(PIECE):
        *whole, rest = (rest + piece).split(b"\n")
        yield from (line.decode() for line in whole)
    if rest:
        raise BackupError("A table of the backup is cut off.")


def digest(stream: IO[bytes]) -> str:
    running = hashlib.sha256()
    while piece := stream.read(PIECE):
        running.update(piece)
    return running.hexdigest()


def table_name(name: str) -> str:
    return name.removeprefix("rows/").removesuffix(".jsonl")


def safe(name: str) -> str:
    """A name in the archive that stays inside its folder."""
    parts = PurePosixPath(name).parts
    if not parts or parts[0] not in folders() or ".." in parts:
        raise BackupError(f"The backup holds a file of an unknown place: {name}")
    return name


def refuse_unknown_migrations(contents: Contents) -> None:
    known = MigrationExecutor(connection).loader.graph.nodes
    unknown = [f"{app}.{name}" for app, name in contents.migrations if (app, name) not in known]
    if unknown:
        raise BackupError(
            f"The backup was made by a later version of Wasl (unknown here: {unknown[0]}). "
            "Install that version, then restore."
        )


def refuse_what_is_not_empty() -> None:
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            if name in MADE_BY_MIGRATING | {"django_migrations"}:
                continue
            cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(name)} LIMIT 1")  # noqa: S608
            if cursor.fetchone():
                raise BackupError(
                    f"The database is not empty ({name} holds rows). Restore into an empty one."
                )
    for folder in folders().values():
        if folder.is_dir() and any(folder.iterdir()):
            raise BackupError(f"The folder {folder} is not empty. Restore into an empty WASL_HOME.")


def put_files(path: Path, key: bytes, contents: Contents, written: list[Path]) -> None:
    """Write the files where they belong, and read each of them again; the keys replace those of the empty folder."""
    places = folders()
    with opened(path, key) as tar:
        for entry in tar:
            if entry.name not in contents.files:
                continue
            top, _, inside = entry.name.partition("/")
            target = Path(settings.HOME) / KEY_FILE if entry.name == KEY_FILE else places[top] / inside
            target.parent.mkdir(parents=True, exist_ok=True)
            if entry.name != KEY_FILE:
                written.append(target)
            write_file(tar, entry, target)
            with target.open("rb") as standing:
                if digest(standing) != contents.files[entry.name]:
                    raise BackupError(f"{target} was not written as the backup holds it: nothing was kept.")


def write_file(tar: tarfile.TarFile, entry: tarfile.TarInfo, target: Path) -> None:
    stream = tar.extractfile(entry)
    assert stream is not None
    target.unlink(missing_ok=True)
    target.touch(mode=0o600)
    with target.open("wb") as out:
        while piece := stream.read(PIECE):
            out.write(piece)


def use(keys: Keys) -> None:
    """Go on with the keys of the backup: rows are sealed and indexed with them."""
    settings.SECRET_KEY = keys.secret
    settings.WASL_ENCRYPTION_KEYS = keys.encryption
    settings.WASL_BLIND_INDEX_KEY = keys.blind_index


def brought_to(contents: Contents) -> Apps:
    """Migrate to exactly the migrations of the backup; the models as they were then."""
    executor = MigrationExecutor(connection)
    wanted = set(contents.migrations)
    graph = executor.loader.graph
    targets = [node for node in wanted if not any(child in wanted for child in graph.node_map[node].children)]
    executor.migrate(sorted(targets))
    stated = executor.loader.project_state(sorted(targets))
    return stated.apps


def put_rows(path: Path, key: bytes, old: Apps) -> None:
    models = {model._meta.db_table: model for model in rows.tables(old)}
    for name in MADE_BY_MIGRATING & models.keys():
        models[name]._base_manager.all().delete()
    with opened(path, key) as tar:
        for entry in tar:
            if not entry.name.startswith("rows/"):
                continue
            name = table_name(entry.name)
            stream = tar.extractfile(entry)
            assert stream is not None
            if name not in models:
                raise BackupError(f"This version knows no table {name}.")
            rows.insert(models[name], text_lines(stream))
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models.values())):
            cursor.execute(statement)


def compare_rows(contents: Contents, old: Apps) -> None:
    """Count and sum every table again; BackupError takes back everything."""
    now = {table.name: table for table in map(rows.summed, rows.tables(old))}
    for table in contents.tables:
        found = now.get(table.name)
        if found is None or (found.count, found.checksum) != (table.count, table.checksum):
            raise BackupError(
                f"The table {table.name} does not stand as the backup holds it: nothing was kept."
            )
