"""From a fact to the page of the record it comes from, without knowing the rooms above."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from django.apps import apps
from django.db.models import ForeignKey, Model
from django.urls import resolve

from wasl.kernel.actors import Actor

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


def record_links(sources: Iterable[tuple[str, int]], *, actor: Actor) -> dict[tuple[str, int], str]:
    """Addresses of the pages of these records (model label, id), in at most two queries for each kind of record.

    A record without any page, or whose page would refuse this actor, is left out.
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
        ends = {row.pk: _end(row, path) for row in rows}
        open_ends = _open_to(actor, list(ends.values()))
        found |= {(label, pk): open_ends[end.pk] for pk, end in ends.items() if end.pk in open_ends}
    return found


def _end(row: Model, path: tuple[str, ...]) -> Model:
    for name in path:
        row = getattr(row, name)
    return row


def may_open(actor: Actor, address: str) -> bool:
    """Whether the page at this address opens to the actor's roles; pages say it themselves (`kernel.web.page`)."""
    may = getattr(resolve(address).func, "access", None)
    return may is None or bool(may(actor))


def _open_to(actor: Actor, ends: list[Model]) -> dict[int, str]:
    """Addresses of those records whose page opens to the actor, by their id; all are of one kind."""
    if not ends:
        return {}
    addresses = {end.pk: str(end.get_absolute_url()) for end in ends}  # type: ignore[attr-defined]
    if not may_open(actor, next(iter(addresses.values()))):
        return {}
    rows = type(ends[0])._default_manager.all()
    if hasattr(rows, "visible_to"):
        seen = set(rows.visible_to(actor).filter(pk__in=addresses).values_list("pk", flat=True))
        return {pk: address for pk, address in addresses.items() if pk in seen}
    return addresses
