"""What hangs on a party, in every room installed, and what may not hang twice on one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from wasl.spine.merging import slots
from wasl.spine.people.models import Party, Person
from wasl.spine.people.slots import attached, stays

NAMES_BOTH = "names_both"
UNSAID = _("Both hold something that may stand only once. Settle it on one of the two first.")


@dataclass(frozen=True)
class Reference:
    """A field of a table that holds the id of a party; `only` narrows it where the field may hold other ids too."""

    model: type[models.Model]
    name: str
    only: Mapping[str, str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    def rows(self) -> QuerySet[Any]:
        return self.model._base_manager.filter(**self.only).order_by()

    def of(self, party_id: int) -> QuerySet[Any]:
        """The rows that hold this party."""
        return self.rows().filter(**{self.name: party_id})

    def held(self, party_id: int) -> list[str]:
        """The keys of the rows that hold this party, as texts, in order."""
        return [str(pk) for pk in self.of(party_id).order_by("pk").values_list("pk", flat=True)]

    def where(self, rows: Iterable[str]) -> dict[str, int]:
        """The party that each of these rows holds today; a row that is gone is left out."""
        found = self.model._base_manager.filter(pk__in=list(rows)).order_by().values_list("pk", self.name)
        return {str(pk): int(party) for pk, party in found if party is not None}

    def put(self, rows: Iterable[str], party_id: int, changed: Mapping[str, Any] | None = None) -> None:
        """Write this party into these rows, and the fields `changed` with it."""
        chosen = self.model._base_manager.filter(pk__in=list(rows))
        chosen.update(**{self.name: party_id}, **(changed or {}))


def references() -> list[Reference]:
    """Every reference to a party that follows a merge, in a fixed order: foreign keys first, then the others.

    Foreign keys are found by themselves in every installed room, so that a new room needs to say nothing. A table
    named in `people.slots.stays` is left alone, and so is a row that is itself the person.
    """
    found = [
        Reference(relation.related_model, relation.field.attname)
        for target in (Party, Person)
        for relation in target._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel) and not relation.field.primary_key
    ]
    found += [
        Reference(apps.get_model(one.model), one.field, {one.kind_field: one.kind} if one.kind_field else {})
        for one in attached
    ]
    return sorted(
        (one for one in found if one.label not in stays), key=lambda one: (one.label, one.name, str(one.only))
    )


def held_back(reference: Reference, rows: QuerySet[Any], party_id: int) -> dict[str, list[str]]:
    """The rows that cannot hold this party: by constraint, their keys.

    A row is held back when another row of the party stands where only one may, or when it would name the party twice
    (a tie of a person with themself). One query for each constraint, whatever the number of rows.
    """
    conflicts = [
        (NAMES_BOTH, Q(**{other: party_id}))
        for other in _parties_named_by(reference.model)
        if other != reference.name
    ]
    return _found(rows, [*conflicts, *_twins(reference, reference.of(party_id))])


def held_back_by(reference: Reference, rows: QuerySet[Any], others: Iterable[str]) -> set[str]:
    """The rows that one of these `others`, wherever they stand, would hold back."""
    found = _found(rows, _twins(reference, reference.rows().filter(pk__in=list(others))))
    return {key for keys in found.values() for key in keys}


def _found(rows: QuerySet[Any], conflicts: Iterable[tuple[str, Q]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, condition in conflicts:
        keys = [str(pk) for pk in rows.filter(condition).order_by("pk").values_list("pk", flat=True)]
        if keys:
            found[name] = keys
    return found


def _twins(reference: Reference, among: QuerySet[Any]) -> Iterator[tuple[str, Q]]:
    """By constraint, the condition on rows that have their like in `among`."""
    for name, fields, condition in uniques(reference):
        alike = among.filter(condition).filter(**{one: OuterRef(one) for one in fields})
        yield name, condition & Q(Exists(alike.exclude(pk=OuterRef("pk"))))


def _parties_named_by(model: type[models.Model]) -> list[str]:
    return [
        one.attname
        for one in model._meta.concrete_fields
        if isinstance(one, models.ForeignKey) and one.related_model in (Party, Person)
    ]


def uniques(reference: Reference) -> Iterator[tuple[str, list[str], Q]]:
    """What may hold a party only once: (name, the other fields that must agree, the rows it is about)."""
    meta = reference.model._meta
    column = next(one for one in meta.concrete_fields if reference.name in (one.name, one.attname))
    if column.unique:
        yield f"{reference.label}.{column.name}", [], Q()
    groups: list[tuple[str, tuple[str, ...], Q]] = [
        (one.name, tuple(one.fields), one.condition or Q())
        for one in meta.constraints
        if isinstance(one, models.UniqueConstraint)
    ]
    groups += [(f"{reference.label}.{'.'.join(one)}", tuple(one), Q()) for one in meta.unique_together]
    for name, fields, condition in groups:
        if column.name in fields:
            others = [meta.get_field(one) for one in fields if one != column.name]
            yield name, [getattr(one, "attname", one.name) for one in others], condition


def collision_of(reference: Reference, constraint: str) -> slots.Collision:
    """What is done with a row that this constraint holds back: what was said of it, of its room, or a plain refusal."""
    said = slots.collisions.get(constraint) or slots.collisions.get(reference.model._meta.app_label)
    return said or slots.Collision(settle=format_lazy("{} — {}", words_of(reference.model), UNSAID))


def words_of(model: type[models.Model]) -> str | Promise:
    """The rows of a table in words, as its room gave them, else as the table is named."""
    return slots.words.get(model._meta.label_lower) or model._meta.verbose_name_plural or ""
