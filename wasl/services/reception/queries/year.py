"""A year at some offices: visits (acts) and people (each once) apart, by what they were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Min, Q, QuerySet

from wasl.base.network.models import Office
from wasl.kernel.actors import Actor
from wasl.kernel.periods import year as period_of
from wasl.services.reception import access
from wasl.services.reception.models import Visit
from wasl.services.reception.models.visit import VisitQuerySet
from wasl.services.reception.queries import narrowing
from wasl.services.reception.rules import year as rules
from wasl.spine.people.models import Person
from wasl.spine.people.queries import counted_key

NONE = rules.NONE
OF_THE_VISIT = ("office", "reason", "guichet", "month")
OF_THE_PERSON = ("sex", "group", "country", "age")


@dataclass(frozen=True, slots=True)
class YearLine:
    """One code of a dimension: the visits under it, and the people, each once."""

    code: str
    visits: int
    people: int


@dataclass(frozen=True, slots=True)
class YearFigures:
    """`visits` are acts, `known` those of known people, `people` each known person once through merges and links.

    `lines`: dimension (office, sex, group, country, age, reason, guichet, month) → its lines, by code. Visits sum to
    `visits` in each but `reason`; people sum to `people` in sex, group, country and age.
    """

    year: int
    visits: int
    known: int
    people: int
    lines: dict[str, dict[str, YearLine]]

    @property
    def anonymous(self) -> int:
        """Visits of which nobody knows whose they were."""
        return self.visits - self.known


def offices_read(actor: Actor) -> list[Office]:
    """The offices whose visits the actor reads, open or closed."""
    return list(Office.objects.covered_by(actor, access.READERS).order_by("name", "pk"))


def visits_of_year(visits: VisitQuerySet, year: int, office: int | None = None) -> VisitQuerySet:
    """Those of the calendar year that stand, at one office where it is given."""
    period = period_of(year)
    rows = visits.standing().filter(day__gte=period.start, day__lte=period.end)
    return rows.filter(office_id=office) if office else rows


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a person who came, and under which key they are counted."""

    pk: int
    unit: UUID
    sex: str
    group: str
    country: str
    age: str


def year_figures(visits: VisitQuerySet, year: int, office: int | None = None) -> YearFigures:
    """The figures of a year in two queries, whatever their number. `visits`: those the reader may read."""
    rows = visits_of_year(visits, year, office)
    known = {one.pk: one for one in _known_of(rows, year)}
    acts: dict[str, Counter[str]] = {name: Counter() for name in (*OF_THE_VISIT, *OF_THE_PERSON)}
    units: dict[str, dict[str, set[UUID]]] = {name: {} for name in OF_THE_VISIT}
    total = of_known = 0
    fields = (
        "person_id", "office_id", "guichet_id", "reason_codes", "day", "sex", "nationality_group", "age_band",
    )  # fmt: skip
    for person, place, guichet, reasons, day, sex, group, band in rows.order_by().values_list(*fields):
        total += 1
        codes = {
            "office": (str(place),),
            "guichet": (str(guichet or NONE),),
            "month": (str(day.month),),
            "reason": tuple(code for code in reasons.split(",") if code) or (NONE,),
        }
        one = known.get(person) if person else None
        for name, under in codes.items():
            for code in under:
                acts[name][code] += 1
                if one:
                    units[name].setdefault(code, set()).add(one.unit)
        of_known += one is not None
        acts["sex"][one.sex if one else sex] += 1
        acts["group"][one.group if one else group or NONE] += 1
        acts["country"][one.country if one else NONE] += 1
        acts["age"][one.age if one else band] += 1
    people = {name: {code: len(found) for code, found in units[name].items()} for name in OF_THE_VISIT}
    shown = _shown(known.values())
    people |= {name: Counter(getattr(one, name) for one in shown) for name in OF_THE_PERSON}
    lines = {
        name: {code: YearLine(code, count, people[name].get(code, 0)) for code, count in counts.items()}
        | {code: YearLine(code, 0, n) for code, n in people[name].items() if code not in counts}
        for name, counts in acts.items()
    }
    return YearFigures(year, total, of_known, len(shown), lines)


def _known_of(rows: VisitQuerySet, year: int) -> Iterable[_Known]:
    came = Person.objects.filter(pk__in=narrowing.people_in(rows).values("person_id")).order_by()
    fields = ("pk", "sex", "nationality_id", "nationality__group", "birth_date")
    for pk, sex, country, group, birth, unit in came.values_list(*fields, counted_key("party__key")):
        band = rules.band_reached(birth.year if birth else None, year)
        yield _Known(pk, unit, sex, group or NONE, country or NONE, band)


def _shown(known: Iterable[_Known]) -> list[_Known]:
    """One record for each person counted: the oldest of theirs among those who came."""
    first: dict[UUID, _Known] = {}
    for one in sorted(known, key=lambda one: one.pk):
        first.setdefault(one.unit, one)
    return list(first.values())


def people_of_year(year_visits: narrowing.Rows, narrowed: narrowing.Rows | None = None) -> QuerySet[Person]:
    """Each person of these visits once: of several records counted as one, the oldest among those who came.

    With `narrowed` (some of `year_visits`), only whoever made one of them.
    """
    unit = counted_key("person__party__key")
    came = narrowing.people_in(year_visits).annotate(unit=unit)
    shown = Person.objects.filter(pk__in=came.values("unit").annotate(first=Min("person_id")).values("first"))
    if narrowed is None:
        return shown
    units = narrowing.people_in(narrowed).annotate(unit=unit).values("unit")
    return shown.annotate(unit=counted_key("party__key")).filter(unit__in=units)


def person_of_age(rows: QuerySet[Person], band: str, year: int) -> QuerySet[Person]:
    """Those who reached an age of the band in that year."""
    bounds = rules.age_bounds(band)
    if bounds is None:
        return rows.filter(Q(birth_date=None) | Q(birth_date__gt=date(year, 12, 31)))
    lowest, highest = bounds
    rows = rows.filter(birth_date__lte=date(year - (lowest or 0), 12, 31))
    return rows if highest is None else rows.filter(birth_date__gte=date(year - highest, 1, 1))


def visits_read(actor: Actor) -> VisitQuerySet:
    """The visits that the actor reads."""
    return Visit.objects.visible_to(actor)
