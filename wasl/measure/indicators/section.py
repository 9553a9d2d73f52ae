"""The section `indicators` of a pack."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Self

from django.utils.translation import gettext as _
from pydantic import Field, model_validator

from wasl.base.programmes.enums import FigureUnit
from wasl.base.programmes.models import Programme
from wasl.base.programmes.packs import Entry, Section, SectionFault, Text
from wasl.kernel.actors import Actor
from wasl.measure.indicators.actions import define
from wasl.measure.indicators.enums import CountBy, PeriodRule, Split
from wasl.spine.facts.enums import FactKind
from wasl.spine.people.enums import PartyKind

EMPTY = Text(fr="")
COUNT_BY = {
    FigureUnit.PERSON: CountBy.PERSON,
    FigureUnit.COLLECTIVE: CountBy.PARTY,
    FigureUnit.VENTURE: CountBy.SOURCE,
    FigureUnit.ACT: CountBy.SOURCE,
    FigureUnit.OFFICIAL: CountBy.PERSON,
    FigureUnit.AMOUNT: CountBy.AMOUNT,
}


class ClauseEntry(Entry):
    """Facts that meet every part of it count; an empty part asks nothing."""

    kinds: Annotated[list[FactKind], Field(min_length=1)]
    reasons: list[str] = []
    strands: list[str] = []
    legal_forms: list[str] = []
    party_kinds: list[PartyKind] = []


class IndicatorEntry(Entry):
    """An indicator: what one unit is, which facts count, over which days, beside what it stands."""

    code: str
    label: Text
    definition: Text = EMPTY
    unit: FigureUnit
    count_by: CountBy | None = None
    count: Annotated[list[ClauseEntry], Field(min_length=1)]
    period: PeriodRule = PeriodRule.IN_PERIOD
    period_start: date | None = None
    period_end: date | None = None
    by: list[Split] = []
    targets: list[str] = []
    published: list[str] = []
    stage: int | None = None

    @model_validator(mode="after")
    def _period_is_in_order(self) -> Self:
        if self.period_start and self.period_end and self.period_end < self.period_start:
            raise ValueError("period_end stands before period_start")
        return self

    def values(self, programme: Programme) -> dict[str, Any]:
        """Values of the definition; without its own, the period of the programme."""
        return {
            "code": self.code,
            **self.label.fields("label"),
            **self.definition.fields("words"),
            "unit": self.unit.value,
            "count_by": (self.count_by or COUNT_BY[self.unit]).value,
            "clauses": [clause.model_dump(mode="json") for clause in self.count],
            "period_rule": self.period.value,
            "period_start": self.period_start or programme.starts_on,
            "period_end": self.period_end or (None if self.period_start else programme.ends_on),
            "splits": [split.value for split in self.by],
            "targets": self.targets,
            "published": self.published,
            "stage": self.stage,
        }


def load(programme: Programme, data: Sequence[IndicatorEntry], by: Actor) -> int:
    """Writes the definitions; SectionFault for a target, a published figure or a strand the pack does not have."""
    known = {
        "targets": set(programme.targets.values_list("code", flat=True)),
        "published": set(programme.published_figures.values_list("code", flat=True)),
    }
    strands = set(programme.strands.values_list("code", flat=True))
    seen: set[str] = set()
    for number, entry in enumerate(data):
        if entry.code in seen:
            raise SectionFault(_("%(code)s is defined twice") % {"code": entry.code}, at=(number, "code"))
        seen.add(entry.code)
        for name, codes in known.items():
            for place, code in enumerate(getattr(entry, name)):
                _require(code, codes, (number, name, place))
        for clause_number, clause in enumerate(entry.count):
            for place, code in enumerate(clause.strands):
                _require(code, strands, (number, "count", clause_number, "strands", place))
    return define(by=by, programme=programme, wanted=[entry.values(programme) for entry in data])


def _require(code: str, known: set[str], at: tuple[str | int, ...]) -> None:
    if code not in known:
        raise SectionFault(_("%(code)s is not known") % {"code": code}, at=at)


SECTION = Section("indicators", list[IndicatorEntry], load)
