"""Reads of programmes: what covers an act, and what a programme's page shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import npgettext

from wasl.base.programmes import rules
from wasl.base.programmes.enums import FigureUnit, Precision
from wasl.base.programmes.models import Coverage, Programme, PublishedFigure, Strand, Target, Zone
from wasl.base.programmes.rules import Act, Belonging, Condition, Match
from wasl.kernel.actors import Actor
from wasl.kernel.ui import words

__all__ = [
    "Match",
    "conditions",
    "covering",
    "forget_coverage",
    "programme_page",
    "programmes_on",
    "stated",
    "unit_words",
]


@dataclass(frozen=True, slots=True)
class _Known:
    stamps: frozenset[tuple[int, UUID]]
    conditions: tuple[Condition, ...]
    belonging: Belonging


_known: list[_Known] = []


def covering(
    *,
    kind: str,
    on: date,
    office_id: int,
    guichet_id: int | None = None,
    strand_id: int | None = None,
    zone_id: int | None = None,
) -> list[Match]:
    """The programmes for which an act of this kind, on that day and at that office, counts; each once.

    An act that names a strand or a zone counts for that programme alone; where an exclusive coverage holds, for
    its programme alone. One small query asks whether a pack was loaded since; the rest is remembered.
    """
    known = _coverage()
    act = Act(kind, on, office_id, guichet_id, strand_id, zone_id)
    return rules.matches(act, known.conditions, known.belonging)


def forget_coverage() -> None:
    """Forget what is remembered of the coverage (a load does it by the stamp it writes)."""
    _known.clear()


def _coverage() -> _Known:
    stamps = frozenset(Programme.objects.order_by().values_list("pk", "coverage_stamp"))
    if not _known or _known[0].stamps != stamps:
        belonging = Belonging(
            strands=dict(Strand.objects.order_by().values_list("pk", "programme_id")),
            zones=dict(Zone.objects.order_by().values_list("pk", "programme_id")),
        )
        held = Coverage.objects.filter(withdrawn=False)
        _known[:] = [_Known(stamps, tuple(conditions(held)), belonging)]
    return _known[0]


def conditions(coverages: Iterable[Coverage]) -> list[Condition]:
    """Coverages as the rules read them, in six queries for any number, by programme code and coverage code."""
    rows = list(coverages)
    names = dict(Programme.objects.order_by().values_list("pk", "code"))
    sets = {
        name: _sets(name, [row.pk for row in rows]) for name in ("offices", "guichets", "strands", "zones")
    }
    found = [
        Condition(
            programme_id=row.programme_id,
            coverage_id=row.pk,
            name=f"{names[row.programme_id]}/{row.code}",
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            kinds=frozenset(row.kinds),
            offices=sets["offices"].get(row.pk, frozenset()),
            guichets=sets["guichets"].get(row.pk, frozenset()),
            strands=sets["strands"].get(row.pk, frozenset()),
            zones=sets["zones"].get(row.pk, frozenset()),
            exclusive=row.exclusive,
        )
        for row in rows
    ]
    return sorted(found, key=lambda condition: condition.name)


def _sets(name: str, ids: list[int]) -> dict[int, frozenset[int]]:
    pairs = Coverage.objects.filter(pk__in=ids).exclude(**{name: None}).order_by().values_list("pk", name)
    found: dict[int, set[int]] = {}
    for pk, value in pairs:
        found.setdefault(pk, set()).add(value)
    return {pk: frozenset(values) for pk, values in found.items()}


def programmes_on(day: date) -> list[Programme]:
    """Programmes that run on that day."""
    running = Programme.objects.filter(starts_on__lte=day)
    return [programme for programme in running if programme.period.contains(day)]


def stated(figure: Target | PublishedFigure) -> str:
    """The number as its source gives it, in words: "about 1,000 people", "more than 150,000.00 EUR"."""
    if figure.unit == FigureUnit.AMOUNT:
        text = words.money(figure.value, figure.currency)
    else:
        text = f"{words.number(figure.value)} {unit_words(figure.unit, figure.value)}".strip()
    if figure.precision == Precision.EXACT:
        return text
    return _("%(precision)s %(number)s") % {"precision": Precision(figure.precision).label, "number": text}


def unit_words(unit: str, value: Decimal | int) -> str:
    """The word that follows a number of this unit, in agreement with it; nothing after acts and amounts."""
    count = int(value)
    match unit:
        case FigureUnit.PERSON:
            return npgettext("unit", "person", "people", count)
        case FigureUnit.COLLECTIVE:
            return npgettext("unit", "group", "groups", count)
        case FigureUnit.VENTURE:
            return npgettext("unit", "business", "businesses", count)
        case FigureUnit.OFFICIAL:
            return npgettext("unit", "official", "officials", count)
        case _:
            return ""


def programme_page(actor: Actor, code: str) -> Programme | None:
    """A programme this actor may see, with everything its page shows, in a constant number of queries."""
    return (
        Programme.objects.visible_to(actor)
        .filter(code=code)
        .prefetch_related(
            "donors__organisation",
            "partners__organisation",
            "zones__organisation",
            "zones__with_organisations",
            "zones__provinces",
            "strands",
            "targets__source",
            "published_figures__source",
            "coverages__offices",
        )
        .first()
    )
