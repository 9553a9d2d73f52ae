"""A person registered by mistake leaves without a trace but the journal's, unless other work rests on them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import CASCADE, Exists
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.spine.people import access, slots
from wasl.spine.people.actions.changes import changed
from wasl.spine.people.actions.followings import check_visible
from wasl.spine.people.actions.keys import refresh_keys
from wasl.spine.people.models import Following, Party, Person

# Rows of a person by the label of their model ("people.paper").
Rows = Mapping[str, Collection[int]]


class RestsOn(Exception):
    """Other work rests on the person; `why` says which, in words."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def resting_on(person: Person, *, own: Rows, set_aside: Collection[str] = ()) -> str:
    """Which records of any room point at this person besides those of `own`, in words ("2 visits, 1 case").

    "" for none. `set_aside` are models not looked at; nor is what the database removes with a person (search keys) or
    what the machine alone wrote of them (slot `unregistered`).
    """
    with transaction.atomic():
        for drop in slots.unregistered:
            drop([person.pk])
        found = _found(person, own, set_aside)
        transaction.set_rollback(True)
    return ", ".join(dict.fromkeys(found))


def _found(person: Person, own: Rows, set_aside: Collection[str]) -> list[str]:
    """What points at the person or the party, in words: one query, and one more for each kind that does."""
    pointing = {
        f"rests_{number}": (model, model._base_manager.filter(**{name: person.pk}, **kind))
        for number, (model, name, kind) in enumerate(_references())
        if model._meta.label_lower not in set_aside
    }
    rows = {
        alias: (model, held.exclude(pk__in=own.get(model._meta.label_lower, ())))
        for alias, (model, held) in pointing.items()
    }
    asked = Party.objects.filter(pk=person.pk).annotate(
        **{alias: Exists(held) for alias, (_m, held) in rows.items()}
    )
    answer = asked.values(*rows).get()
    found = [_counted(model, held.count()) for alias, (model, held) in rows.items() if answer[alias]]
    return [_("a merge"), *found] if person.party.merged_into_id is not None else found


def _references() -> Iterator[tuple[type[models.Model], str, dict[str, str]]]:
    """Every way in which a row of any room points at a person or a party: its model, its field, what else it says."""
    for row in (Person, Party):
        for field in row._meta.get_fields(include_hidden=True):
            if not isinstance(field, models.ManyToOneRel) or field.on_delete is CASCADE:
                continue
            if field.related_model is not Person:
                yield field.related_model, field.field.name, {}
    for attached in slots.attached:
        kind = {attached.kind_field: attached.kind} if attached.kind_field else {}
        yield apps.get_model(attached.model), attached.field, kind


def _counted(model: type[models.Model], count: int) -> str:
    name = model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural
    return f"{count} {name}"


@transaction.atomic
def remove_person(*, by: Actor, person: Person, own: Rows, reason: str) -> None:
    """Remove a person registered by mistake with the rows that came with them (`own`); the journal keeps that it was.

    Raises RestsOn, and changes nothing, when anything else points at them: a case, a visit, a fact, a merge, a paper
    added since. Refused unless `by` writes at every office that follows them.
    """
    for following in Following.objects.filter(party_id=person.pk):
        organisation, office = following.organisation_id, following.office_id
        check(
            access.may_write_at(
                by, organisation=organisation, office=office, programme=following.programme_id
            )
        )
    why = resting_on(person, own=own)
    if why:
        raise RestsOn(why)
    for drop in slots.unregistered:
        drop([person.pk])
    organisation_id = person.party.organisation_id
    for label, ids in own.items():
        _delete(apps.get_model(label)._base_manager.filter(pk__in=list(ids)))
    record(
        by=by,
        verb="people.remove",
        kind="people.person",
        object_ids=[person.pk],
        reason=reason,
        organisation=organisation_id,
    )
    for row in (Person, Party):
        for field in row._meta.get_fields(include_hidden=True):
            if isinstance(field, models.ManyToOneRel) and field.on_delete is CASCADE:
                _delete(field.related_model._base_manager.filter(**{field.field.name: person.pk}))
    _delete(Person.objects.filter(pk=person.pk))
    _delete(Party.objects.filter(pk=person.pk))


def _delete(rows: models.QuerySet[Any]) -> None:
    """Delete rows of which nothing is left that points at them: the database would refuse it, Django need not ask
    every room once more."""
    rows._raw_delete(rows.db)


@transaction.atomic
def take_away(*, by: Actor, row: models.Model, reason: str) -> None:
    """Take away a name, paper, reference, consent or following that an undone list had added to somebody known.

    Raises RestsOn, and changes nothing, when the person was merged since or something points at the row.
    """
    party_id: int = getattr(row, "party_id", None) or row.person_id  # type: ignore[attr-defined]
    check_visible(by, [party_id], access.WRITERS)
    party = Party.objects.get(pk=party_id)
    if party.merged_into_id is not None or party.absorbed.exists():
        raise RestsOn(str(_("a merge")))
    for field in row._meta.get_fields(include_hidden=True):
        if isinstance(field, models.ManyToOneRel) and field.on_delete is not CASCADE:
            model = field.related_model
            count = model._base_manager.filter(**{field.field.name: row.pk}).count()
            if count:
                raise RestsOn(_counted(model, count))
    row.delete()
    refresh_keys([party_id])
    record(by=by, verb="people.remove", kind="people.party", object_ids=[party_id], reason=reason)
    changed(by, [party_id])
