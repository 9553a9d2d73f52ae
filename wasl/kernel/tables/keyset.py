"""Pages by key: the next page is what comes after the last row seen, so that no page skips or repeats a row.

The order is any list of lookups (the primary key closes it), in either direction, absent values always last.
"""

from __future__ import annotations

import base64
import binascii
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, Field, Model, OrderBy, Q, QuerySet

Rows = QuerySet[Any, Any]
ALIAS = "_key_{}"


@dataclass(frozen=True, slots=True)
class Key:
    """One lookup of the order."""

    path: str
    descending: bool
    nullable: bool


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page begins: after (or before) the row with these values."""

    values: tuple[Any, ...]
    backward: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page of records, and the cursors of its neighbours where there are any."""

    records: list[Any]
    following: Cursor | None
    preceding: Cursor | None


def keys_for(rows: Rows, sort: Sequence[str], *, descending: bool) -> list[Key]:
    """The keys of a sort on these rows: "-" turns one of them, the primary key is added where it is missing."""
    keys = []
    for lookup in sort:
        path = lookup.removeprefix("-")
        keys.append(Key(path, descending != lookup.startswith("-"), _nullable(rows, path)))
    pk_name = rows.model._meta.pk.name
    if not any(key.path in ("pk", pk_name) for key in keys):
        keys.append(Key("pk", descending, False))
    return keys


def ordered(rows: Rows, keys: Sequence[Key], *, backward: bool = False) -> Rows:
    """The rows in the order of the keys (or exactly against it), the key values annotated."""
    annotated: Rows = rows.annotate(**{ALIAS.format(i): F(key.path) for i, key in enumerate(keys)})
    return annotated.order_by(*(_order(i, key, backward) for i, key in enumerate(keys)))


def page(rows: Rows, keys: Sequence[Key], size: int, cursor: Cursor | None) -> Page:
    """One page of at most `size` records from the cursor, by one query."""
    backward = cursor is not None and cursor.backward
    found = ordered(rows, keys, backward=backward)
    if cursor is not None:
        found = found.filter(beyond(keys, cursor))
    records = list(found[: size + 1])
    more = len(records) > size
    records = records[:size]
    if backward:
        records.reverse()
    has_following = bool(records) and (backward or more)
    has_preceding = bool(records) and (more if backward else cursor is not None)
    return Page(
        records,
        Cursor(_values(records[-1], keys)) if has_following else None,
        Cursor(_values(records[0], keys), backward=True) if has_preceding else None,
    )


def beyond(keys: Sequence[Key], cursor: Cursor) -> Q:
    """The condition "comes strictly after the cursor" (before it, when the cursor goes backward)."""
    condition = Q(pk__in=[])
    same = Q()
    for index, (key, value) in enumerate(zip(keys, cursor.values, strict=True)):
        step = _step(index, key, value, cursor.backward)
        if step is not None:
            condition |= same & step
        name = ALIAS.format(index)
        same &= Q(**{f"{name}__isnull": True}) if value is None else Q(**{name: value})
    return condition


def _step(index: int, key: Key, value: Any, backward: bool) -> Q | None:
    """Strictly beyond `value` in this one key; None when nothing can be."""
    name = ALIAS.format(index)
    if value is None:
        return Q(**{f"{name}__isnull": False}) if backward else None
    comparison = "lt" if key.descending != backward else "gt"
    step = Q(**{f"{name}__{comparison}": value})
    return step | Q(**{f"{name}__isnull": True}) if key.nullable and not backward else step


def _order(index: int, key: Key, backward: bool) -> OrderBy:
    expression = F(ALIAS.format(index))
    descending = key.descending != backward
    last = (not backward or None) if key.nullable else None
    first = (backward or None) if key.nullable else None
    if descending:
        return expression.desc(nulls_first=first, nulls_last=last)
    return expression.asc(nulls_first=first, nulls_last=last)


def _values(record: Any, keys: Sequence[Key]) -> tuple[Any, ...]:
    return tuple(getattr(record, ALIAS.format(index)) for index in range(len(keys)))


def find_field(rows: Rows, path: str) -> tuple[Field[Any, Any] | None, bool]:
    """The field at the end of a lookup path (None for an annotation) and whether an absent value is possible."""
    model: type[Model] = rows.model
    nullable = False
    found: Any = None
    for name in path.split("__"):
        try:
            found = model._meta.pk if name == "pk" else model._meta.get_field(name)
        except FieldDoesNotExist:
            return None, True
        nullable = nullable or not found.concrete or bool(found.null)
        if found.is_relation and found.related_model:
            model = found.related_model
    return found, nullable


def field_type(rows: Rows, path: str) -> str:
    """The class name of the field at the end of a path ("" for an annotation or a relation's other side)."""
    if path in rows.query.annotations:
        return type(rows.query.annotations[path].output_field).__name__
    found, _nullable_path = find_field(rows, path)
    return "" if found is None else found.get_internal_type()


def _nullable(rows: Rows, path: str) -> bool:
    return True if path in rows.query.annotations else find_field(rows, path)[1]


# ------------------------------------------------------------------ cursors in addresses

_TAGS: list[tuple[str, type[Any]]] = [("t", datetime), ("d", date), ("h", time), ("m", Decimal), ("u", UUID)]


def encode(cursor: Cursor) -> str:
    """The cursor as a word of an address."""
    text = json.dumps(
        [int(cursor.backward), *(_pack(value) for value in cursor.values)], separators=(",", ":")
    )
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode(text: str, length: int) -> Cursor | None:
    """The cursor that `encode` wrote for a sort of `length` keys; None when it cannot be one."""
    try:
        raw = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        backward, *packed = raw
        values = tuple(_unpack(item) for item in packed)
    except (ValueError, TypeError, KeyError, binascii.Error, InvalidOperation):
        return None
    return Cursor(values, bool(backward)) if len(values) == length else None


def _pack(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    for tag, kind in _TAGS:
        if isinstance(value, kind):
            return [tag, value.isoformat() if tag in "tdh" else str(value)]
    raise TypeError(f"a list cannot be sorted by {type(value).__name__}")


def _unpack(item: Any) -> Any:
    if isinstance(item, list):
        tag, text = item
        kind = dict(_TAGS)[tag]
        item = kind.fromisoformat(text) if tag in "tdh" else kind(text)
    elif not (item is None or isinstance(item, bool | int | float | str)):
        raise TypeError("not a cursor")
    if not _can_be_kept(item):
        raise ValueError("no column holds such a value")
    return item


def _can_be_kept(value: Any) -> bool:
    """Whether some column of a database could hold the value: no NUL, no infinity, no instant without its zone."""
    match value:
        case str():
            return "\0" not in value
        case float() | Decimal():
            return math.isfinite(value)
        case datetime():
            return value.tzinfo is not None
        case _:
            return True
