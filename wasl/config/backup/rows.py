"""Rows as lines of JSON that any database reads, and back.

A line is the list of a row's values in the order of the columns. A value that JSON lacks is an object with one letter:
{"d": decimal} {"t": instant} {"D": day} {"h": hour} {"u": UUID} {"b": base64} {"i": microseconds} {"j": JSON itself}.
Encrypted fields are written as they read, since the whole file is encrypted; restoring seals them again.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps.registry import Apps
from django.db import connection, models
from django.db.models import Field, Model
from django.db.models.sql import InsertQuery

BATCH = 500
MODULUS = 1 << 256
LEFT_OUT = {"django_session"}  # whoever was signed in signs in again


@dataclass(frozen=True)
class Table:
    """One table as the manifest tells it; the checksum does not depend on the order of the rows."""

    name: str
    columns: tuple[str, ...]
    count: int
    checksum: str


class Checksum:
    """Sum of the SHA-256 of each line, so that two databases may sort in their own way."""

    def __init__(self) -> None:
        self.count = 0
        self._sum = 0

    def add(self, line: str) -> None:
        self.count += 1
        self._sum = (self._sum + int.from_bytes(hashlib.sha256(line.encode()).digest(), "big")) % MODULUS

    def __str__(self) -> str:
        return f"{self._sum:064x}"


def tables(apps: Apps) -> list[type[Model]]:
    """The models whose rows make an installation, automatic many-to-many tables included, by table name."""
    found = {
        model._meta.db_table: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.db_table not in LEFT_OUT
    }
    return [found[name] for name in sorted(found)]


def columns(model: type[Model]) -> list[Field[Any, Any]]:
    """The columns in the order of their names: the models of an older version may declare them in another one."""
    fields = [field for field in model._meta.local_concrete_fields if not field.generated]
    return sorted(fields, key=column_name)


def column_name(field: Field[Any, Any]) -> str:
    assert field.column is not None
    return field.column


def lines(model: type[Model]) -> Iterator[str]:
    """The rows of a table, as they stand, one line each."""
    names = [field.attname for field in columns(model)]
    rows = model._base_manager.order_by("pk").values_list(*names)
    is_json = [isinstance(field, models.JSONField) for field in columns(model)]
    for row in rows.iterator(chunk_size=2000):
        yield json.dumps(
            [packed(value, own) for value, own in zip(row, is_json, strict=True)], ensure_ascii=False
        )


def summed(model: type[Model], use: Callable[[str], object] = lambda line: None) -> Table:
    """Count and checksum of a table, handing each line to `use`."""
    checksum = Checksum()
    for line in lines(model):
        checksum.add(line)
        use(line)
    names = tuple(column_name(field) for field in columns(model))
    return Table(model._meta.db_table, names, checksum.count, str(checksum))


def insert(model: type[Model], source: Iterable[str]) -> None:
    """Put lines back as rows, each value as it was: nothing is filled in, no signal is sent."""
    fields = columns(model)
    batch: list[Model] = []
    for line in source:
        values = [unpacked(value) for value in json.loads(line)]
        batch.append(model(**{field.attname: value for field, value in zip(fields, values, strict=True)}))
        if len(batch) == BATCH:
            _write(model, batch)
            batch = []
    _write(model, batch)


def _write(model: type[Model], batch: list[Model]) -> None:
    if not batch:
        return
    fields = columns(model)
    fits = max(1, connection.ops.bulk_batch_size(fields, batch))
    for start in range(0, len(batch), fits):
        query = InsertQuery(model)
        query.insert_values(fields, batch[start : start + fits], raw=True)
        query.get_compiler(connection=connection).execute_sql()


def packed(value: Any, is_json: bool = False) -> Any:
    """A value of a column as JSON."""
    if value is None:
        return None
    if is_json:
        return {"j": json.dumps(value, ensure_ascii=False, sort_keys=True)}
    if isinstance(value, bool | int | float | str):
        return value
    for kind, letter, write, _read in SHAPES:
        if isinstance(value, kind):
            return {letter: write(value)}
    raise TypeError(f"no shape for {type(value).__name__}")


def unpacked(value: Any) -> Any:
    """The value that `packed` wrote."""
    if not isinstance(value, dict):
        return value
    ((letter, text),) = value.items()
    return READERS[letter](text)


def _microseconds(value: timedelta) -> int:
    return value // timedelta(microseconds=1)


Shape = tuple[type | tuple[type, ...], str, Callable[[Any], Any], Callable[[Any], Any]]
SHAPES: tuple[Shape, ...] = (
    (Decimal, "d", str, Decimal),
    (datetime, "t", datetime.isoformat, datetime.fromisoformat),  # before date: an instant is a day, too
    (date, "D", date.isoformat, date.fromisoformat),
    (time, "h", time.isoformat, time.fromisoformat),
    (UUID, "u", str, UUID),
    ((bytes, memoryview), "b", lambda value: b64encode(bytes(value)).decode(), b64decode),
    (timedelta, "i", _microseconds, lambda count: timedelta(microseconds=count)),
)
READERS: dict[str, Callable[[Any], Any]] = {letter: read for _kind, letter, _write, read in SHAPES}
READERS["j"] = json.loads
