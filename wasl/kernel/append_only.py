"""Tables that only grow: triggers on SQLite and PostgreSQL that refuse to change or remove a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.operations import RunPython

_FUNCTION = (
    "CREATE OR REPLACE FUNCTION wasl_append_only() RETURNS trigger AS $$ "
    "BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END "
    "$$ LANGUAGE plpgsql"
)
PROTECTED: dict[str, tuple[str, ...]] = {}


def _installing(vendor: str, table: str, acts: tuple[str, ...]) -> list[str]:
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER IF NOT EXISTS {table}_no_{act.lower()} BEFORE {act} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for act in acts
        ]
    return [
        _FUNCTION,
        (
            f"CREATE OR REPLACE TRIGGER {table}_append_only BEFORE {' OR '.join(acts)} OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION wasl_append_only()"
        ),
    ]


def _removing(vendor: str, table: str, acts: tuple[str, ...]) -> list[str]:
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {table}_no_{act.lower()}" for act in acts]
    return [f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}"]


def _run(
    connection: BaseDatabaseWrapper,
    write: Callable[[str, str, tuple[str, ...]], list[str]],
    tables: dict[str, tuple[str, ...]],
) -> None:
    with connection.cursor() as cursor:
        for table, acts in tables.items():
            for line in write(connection.vendor, table, acts):
                cursor.execute(line)


def protect(*tables: str, acts: tuple[str, ...] = ("UPDATE", "DELETE")) -> RunPython:
    """Migration step after which these tables refuse the `acts` (and being emptied, on PostgreSQL)."""
    mine = dict.fromkeys(tables, acts)
    PROTECTED.update(mine)

    def install(_apps: Any, editor: Any) -> None:
        _run(editor.connection, _installing, mine)

    def remove(_apps: Any, editor: Any) -> None:
        _run(editor.connection, _removing, mine)

    return RunPython(install, remove)


@contextmanager
def lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Without any of the triggers for a moment: for tests that empty their database or play the forger."""
    _run(connection, _removing, PROTECTED)
    try:
        yield
    finally:
        _run(connection, _installing, PROTECTED)
