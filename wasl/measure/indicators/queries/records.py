"""From a fact to the page of the record it comes from, without knowing the rooms above."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from django.apps import apps
from django.db.models import ForeignKey, Model

DEPTH = 3


@lru_cache(maxsize=128)
def path_to_page(label: str) -> tuple[str, ...] | None:
    """Foreign keys to follow from a model to the nearest record of its own room that has a page; () for itself."""
    try:
        start = apps.get_model(label)
    except (LookupError, ValueError):
        return None
    paths: list[tuple[type[Model], tuple[str, ...]]] = [(start, ())]
    while paths:
        model, path = paths.pop(0)
        if hasattr(model, "get_absolute_url"):
            return path
        if len(path) < DEPTH:
            paths.extend((field.related_model, (*path, field.name)) for field in _own_keys(model))
    return None


def _own_keys(model: type[Model]) -> list[ForeignKey[Model, Model]]:
    keys = [field for field in model._meta.get_fields() if isinstance(field, ForeignKey) and not field.null]
    return [key for key in keys if key.related_model._meta.app_label == model._meta.app_label]


def record_links(sources: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """Addresses of the pages of these records (model label, id), in one query for each kind of record.

    A record without any page is left out. Whether the reader may open the page is the page's own affair.
    """
    wanted: dict[str, set[int]] = {}
    for label, pk in sources:
        wanted.setdefault(label, set()).add(pk)
    found: dict[tuple[str, int], str] = {}
    for label, ids in wanted.items():
        path = path_to_page(label)
        if path is None:
            continue
        rows = apps.get_model(label)._default_manager.filter(pk__in=ids)
        if path:
            rows = rows.select_related("__".join(path))
        for row in rows:
            found[label, row.pk] = _end(row, path).get_absolute_url()  # type: ignore[attr-defined]
    return found


def _end(row: Model, path: tuple[str, ...]) -> Model:
    for name in path:
        row = getattr(row, name)
    return row
