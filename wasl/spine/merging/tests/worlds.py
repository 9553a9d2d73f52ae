"""Small worlds for the tests of merges: persons with rows of every kind, and pictures of whole tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import models

from wasl.kernel.actors import SYSTEM, Actor
from wasl.spine.merging import actions
from wasl.spine.merging.models import Merge
from wasl.spine.people.models import Person

# What a merge and its undoing leave different, with the reason of each.
LEFT_OUT: dict[str, str] = {
    "audit.entry": "the journal tells of both acts",
    "audit.seal": "seals follow the journal",
    "merging.merge": "the log of merges",
    "merging.move": "the log of merges",
    "matching.duplicate": "the decision on the pair: same, then to be decided again",
    "people.knownword": "words met in names, of nobody in particular; they only grow",
    "sessions.session": "of the browser",
    "ui.submission": "of the browser",
    "contenttypes.contenttype": "of the framework",
    "auth.permission": "of the framework",
}
# Fields whose values differ though the row is the same, with the reason of each.
FIELDS_LEFT_OUT: dict[str, dict[str, str]] = {
    "people.person": {"version": "says how often the row was written"},
}
# Tables written anew from others: their rows are compared, not their keys.
WRITTEN_ANEW = ("people.searchkey", "people.countedas", "people.renewal")


def picture() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, but for what is named above."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        label = model._meta.label_lower
        if label in LEFT_OUT or not model._meta.managed:
            continue
        out = set(FIELDS_LEFT_OUT.get(label, ()))
        if label in WRITTEN_ANEW:
            out.add("id")
        names = [one.attname for one in model._meta.concrete_fields if one.attname not in out]
        found[label] = sorted(model._base_manager.order_by().values_list(*names), key=repr)
    return found


def differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """What differs between two pictures, table by table: rows gone, rows new."""
    found = {}
    for label in before.keys() | after.keys():
        old, new = before.get(label, []), after.get(label, [])
        if old != new:
            found[label] = (
                [row for row in old if row not in new],
                [row for row in new if row not in old],
            )
    return found


def rows_of(model: type[models.Model], **filters: Any) -> set[Any]:
    return set(model._base_manager.filter(**filters).values_list("pk", flat=True))


def merged(
    kept: Person,
    absorbed: Person,
    choices: dict[str, str] | None = None,
    by: Actor = SYSTEM,
    reason: str = "Vus",
) -> Merge:
    """Merge two persons as they stand now."""
    kept, absorbed = fresh(kept), fresh(absorbed)
    return actions.merge(
        by=by,
        kept=kept,
        absorbed=absorbed,
        choices=choices or {},
        reason=reason,
        expected_kept=kept.version,
        expected_absorbed=absorbed.version,
    )


def unmerged(merge: Merge, by: Actor = SYSTEM) -> Merge:
    return actions.unmerge(by=by, merge=Merge.objects.get(pk=merge.pk), reason="Deux personnes")


def fresh(person: Person) -> Person:
    return Person.objects.select_related("party").get(pk=person.pk)


def of_all(persons: Iterable[Person]) -> list[Person]:
    return [fresh(person) for person in persons]
