"""From a definition to the rows that make it up: the one query behind a figure, its cells and its list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet, Sum

from wasl.kernel.actors import Actor
from wasl.kernel.scope import scope
from wasl.measure.indicators import access
from wasl.measure.indicators.enums import CountBy, PeriodRule, Split
from wasl.measure.indicators.models import Definition
from wasl.measure.indicators.rules import Days, days_of
from wasl.spine.facts.models import Fact, FactPerson
from wasl.spine.people.queries import counted_key

ZERO = Decimal(0)
SUMS = (CountBy.QUANTITY, CountBy.AMOUNT)
CLAUSE_FIELDS = {
    "kinds": "kind__in",
    "reasons": "reason__in",
    "strands": "strand__code__in",
    "legal_forms": "legal_form__in",
    "party_kinds": "party__kind__in",
}
PERSON_SPLITS = {
    Split.SEX: "sex",
    Split.NATIONALITY_GROUP: "nationality_group",
    Split.AGE_BAND: "age_band",
    Split.OFFICE: "fact__office__name",
    Split.LEGAL_FORM: "fact__legal_form",
    Split.SECTOR: "fact__sector",
}
FACT_SPLITS = {Split.OFFICE: "office__name", Split.LEGAL_FORM: "legal_form", Split.SECTOR: "sector"}


@dataclass(frozen=True)
class Units:
    """What people and groups are counted from: rows of facts, the field of their key, the field of the day."""

    rows: QuerySet[Any]
    key: str
    day: str

    def counted(self) -> QuerySet[Any]:
        """The rows, each with the key under which its person or group counts (`counted`)."""
        rows: QuerySet[Any] = self.rows.order_by().annotate(counted=counted_key(self.key))
        return rows

    def grouped(self) -> QuerySet[Any, Any]:
        """One line for each person or group, whatever the keys they were recorded under."""
        rows: QuerySet[Any, Any] = self.counted().values("counted")
        return rows

    @property
    def holder(self) -> str:
        """The field of the organisation that recorded the act."""
        return self.day.removesuffix("happened_on") + "organisation_id"


@dataclass(frozen=True)
class Compiled:
    """The rows of a figure: one row for each unit counted, or one for each fact where quantities are summed.

    `units` is what they were picked from where people or groups are counted, None elsewhere.
    """

    definition: Definition
    days: Days
    rows: QuerySet[Any]
    units: Units | None = None

    def value(self) -> Decimal:
        """The figure. Amounts in MAD."""
        match self.definition.count_by:
            case CountBy.QUANTITY:
                return Decimal(self.rows.aggregate(total=Sum("quantity"))["total"] or ZERO)
            case CountBy.AMOUNT:
                return Decimal(self.rows.aggregate(total=Sum("amount_mad"))["total"] or ZERO)
            case _:
                return Decimal(self.rows.count())

    def total(self) -> tuple[Decimal, bool]:
        """The figure, and whether several organisations recorded what it counts: then it may be a range. One query.

        Where the last acts of everybody are of one organisation, it knows them all and nobody counts twice.
        """
        if self.units is None:
            return self.value(), False
        holder = self.units.holder
        found = self.rows.order_by().aggregate(n=Count("pk"), first=Min(holder), last=Max(holder))
        return Decimal(found["n"]), found["first"] != found["last"]

    def cells(self, split: str) -> dict[str, Decimal]:
        """The figure divided by one split: code or name → part; the parts sum to the figure."""
        field = self.split_field(split)
        grouped = self.rows.order_by().values_list(field)
        match self.definition.count_by:
            case CountBy.QUANTITY:
                pairs = grouped.annotate(total=Sum("quantity"))
            case CountBy.AMOUNT:
                pairs = grouped.annotate(total=Sum("amount_mad"))
            case _:
                pairs = grouped.annotate(total=Count("pk"))
        return {str(name or ""): Decimal(total or ZERO) for name, total in pairs.order_by(field)}

    def split_field(self, split: str) -> str:
        known: Mapping[Split, str] = PERSON_SPLITS if self.counts_people else FACT_SPLITS
        return known[Split(split)]

    @property
    def splits(self) -> list[str]:
        """The splits of the definition that its rows can answer."""
        known: Mapping[Split, str] = PERSON_SPLITS if self.counts_people else FACT_SPLITS
        return [split for split in self.definition.splits if Split(split) in known]

    @property
    def counts_people(self) -> bool:
        return self.definition.count_by == CountBy.PERSON


def compiled(definition: Definition, as_of: date, *, seen_by: Actor | None = None) -> Compiled:
    """The rows of a figure as of a day: acts up to that day, as known now.

    `seen_by` keeps only acts of the offices where this actor may open such a list; the figure itself never does.
    """
    days = days_of(definition.period_rule, definition.period_start, definition.period_end, as_of)
    facts = facts_of(definition, days)
    if seen_by is not None:
        roles = access.openers(definition.count_by)
        own = access.narrowed(seen_by, roles, definition.programme_id)
        facts = facts.filter(scope(own, roles, office="office_id"))
    units = units_of(definition, facts)
    return Compiled(definition, days, _rows(definition, facts, units, days), units)


def facts_of(definition: Definition, days: Days) -> QuerySet[Fact]:
    """The standing facts that count, up to the last day; from the first day too, but for "first time"."""
    facts = Fact.objects.standing().filter(programmes__programme_id=definition.programme_id)
    facts = facts.filter(meets(definition.clauses), happened_on__lte=days.last)
    looks_back = definition.period_rule == PeriodRule.FIRST_TIME and definition.count_by not in SUMS
    if days.first is not None and not looks_back:
        facts = facts.filter(happened_on__gte=days.first)
    return facts


def meets(clauses: Sequence[Mapping[str, Sequence[str]]]) -> Q:
    """Condition on facts: some clause is met; without any clause no fact counts."""
    found = Q(pk__in=[])
    for clause in clauses:
        asked = {CLAUSE_FIELDS[name]: list(codes) for name, codes in clause.items() if codes}
        if asked:
            found |= Q(**asked)
    return found


def units_of(definition: Definition, facts: QuerySet[Fact]) -> Units | None:
    """What people or groups are counted from; None for records and sums."""
    match definition.count_by:
        case CountBy.PERSON:
            people = FactPerson.objects.filter(
                fact__in=facts.order_by().values("pk"), person_key__isnull=False
            )
            return Units(people, "person_key", "fact__happened_on")
        case CountBy.PARTY:
            return Units(facts.filter(party__isnull=False), "party__key", "happened_on")
        case _:
            return None


def _rows(definition: Definition, facts: QuerySet[Fact], units: Units | None, days: Days) -> QuerySet[Any]:
    if units is not None:
        picked = _once(units.grouped(), units.day, definition, days)
        counted: type[Any] = units.rows.model
        rows: QuerySet[Any] = counted._default_manager.filter(pk__in=picked.values("pick"))
        return rows
    if definition.count_by == CountBy.SOURCE:
        records = facts.order_by().values("source_kind", "source_id")
        return Fact.objects.filter(pk__in=_once(records, "happened_on", definition, days).values("pick"))
    return facts


def _once(units: QuerySet[Any, Any], day: str, definition: Definition, days: Days) -> QuerySet[Any, Any]:
    """One row for each unit: the last one recorded, so that what is known of it is what was known last."""
    picked: QuerySet[Any, Any] = units.annotate(pick=Max("pk"))
    if definition.period_rule != PeriodRule.FIRST_TIME or days.first is None:
        return picked
    firsts: QuerySet[Any, Any] = picked.annotate(first=Min(day))
    return firsts.filter(first__gte=days.first)


def picked_of_many(made: Compiled) -> QuerySet[Any, Any]:
    """Of the rows of a figure, the ids of those whose person or group was recorded under several keys."""
    assert made.units is not None
    many = made.units.grouped().annotate(keys=Count(made.units.key, distinct=True)).filter(keys__gt=1)
    return _once(many, made.units.day, made.definition, made.days).values("pick")
