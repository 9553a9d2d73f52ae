"""A person registered by mistake leaves without a trace but the journal's, unless other work rests on them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.apps import apps
from django.db import models, transaction
from django.db.models import CASCADE
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
    party = person.party
    found = []
    if party.merged_into_id is not None:
        found.append(_("a merge"))
    for row in (person, party):
        for field in row._meta.get_fields(include_hidden=True):
            if not isinstance(field, models.ManyToOneRel) or field.on_delete is CASCADE:
                continue
            model = field.related_model
            if model is Person or model._meta.label_lower in set_aside:
                continue
            rows = model._base_manager.filter(**{field.field.name: row.pk})
            count = rows.exclude(pk__in=own.get(model._meta.label_lower, ())).count()
            if count:
                found.append(_counted(model, count))
    for attached in slots.attached:
        model = apps.get_model(attached.model)
        kind = {attached.kind_field: attached.kind} if attached.kind_field else {}
        count = model._base_manager.filter(**{attached.field: person.pk}, **kind).count()
        if count:
            found.append(_counted(model, count))
    return found


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
        apps.get_model(label)._base_manager.filter(pk__in=list(ids)).delete()
    record(
        by=by,
        verb="people.remove",
        kind="people.person",
        object_ids=[person.pk],
        reason=reason,
        organisation=organisation_id,
    )
    party = person.party
    person.delete()
    party.delete()


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
