"""Conditions on visits that the lists, the year's page and the lists behind its numbers share."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import ExtractYear

from wasl.services.reception.rules import year as rules

NONE = rules.NONE
Rows = QuerySet[Any, Any]


def of_sex(rows: Rows, code: str) -> Rows:
    """Visits of people of that sex: as their record says, or as seen of somebody anonymous."""
    return rows.filter(Q(person__sex=code) | Q(person=None, sex=code))


def of_group(rows: Rows, code: str) -> Rows:
    """Visits of people from that group of countries; `none` where it was not said."""
    if code == NONE:
        unsaid = Q(person__isnull=False, person__nationality=None)
        return rows.filter(unsaid | Q(person=None, nationality_group=""))
    return rows.filter(Q(person__nationality__group=code) | Q(person=None, nationality_group=code))


def of_country(rows: Rows, code: str) -> Rows:
    """Visits of known people of that nationality; `none`: no country is recorded, as of everybody anonymous."""
    if code == NONE:
        return rows.filter(person__nationality=None)
    return rows.filter(person__nationality_id=code)


def of_age(rows: Rows, band: str) -> Rows:
    """Visits of people who reached that age in the year of the visit, or of whom it was seen."""
    reached = ExtractYear("day") - ExtractYear("person__birth_date")
    rows = rows.annotate(age_reached=reached)
    bounds = rules.age_bounds(band)
    if bounds is None:
        unknown = Q(person__birth_date=None) | Q(age_reached__lt=0)
        return rows.filter(Q(person__isnull=False) & unknown | Q(person=None, age_band=band))
    known = Q(person__isnull=False, age_reached__gte=bounds[0])
    if bounds[1] is not None:
        known &= Q(age_reached__lte=bounds[1])
    return rows.filter(known | Q(person=None, age_band=band))


def at_guichet(rows: Rows, code: str) -> Rows:
    """Visits to that guichet (its key); `none`: to any desk."""
    return rows.filter(guichet=None) if code == NONE else rows.filter(guichet_id=code)


def for_reason(rows: Rows, code: str) -> Rows:
    """Visits with that reason among theirs; `none`: without any."""
    return rows.filter(reason_codes="") if code == NONE else rows.filter(reason_codes__contains=f",{code},")


def people_in(rows: Rows) -> Rows:
    """Visits of known people, with nothing of an order that would part groups."""
    return rows.filter(person__isnull=False).order_by()
