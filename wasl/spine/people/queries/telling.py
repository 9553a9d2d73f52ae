"""Records told to the person they are about: what a room writes to fill the slot `holdings`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Model

from wasl.base.documents.models import File
from wasl.kernel.frames import Text
from wasl.spine.people.slots import Holding, Word


def told(
    code: str,
    title: Text,
    records: Iterable[Model],
    columns: Mapping[str, Text],
    *,
    values: Mapping[str, Callable[[Any], Any]] | None = None,
    compartment: str = "",
    files: Sequence[File] = (),
) -> Holding:
    """A holding of these records; a column is a field unless `values` says how it is read.

    A field with choices is told by its code and its words, a record it points at by its number and its name.
    """
    read = values or {}
    rows = [
        {name: read[name](record) if name in read else _value(record, name) for name in columns}
        for record in records
    ]
    return Holding(code, title, columns, rows, compartment, files)


def word(code: str, words: Text) -> Word | None:
    """A chosen value, or nothing where nothing was chosen."""
    return Word(code, words) if code else None


def _value(record: Model, name: str) -> Any:
    value = getattr(record, name)
    if isinstance(value, Model):
        return Word(str(value.pk), str(getattr(value, "label", value)))
    shown = getattr(record, f"get_{name}_display", None)
    return word(value, shown()) if shown is not None else value
