"""Figures as pages show them: words for codes, hidden cells, what each source states."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wasl.base.programmes.queries import stated, unit_words
from wasl.base.reference.enums import CountryGroup
from wasl.base.reference.models import Sector
from wasl.kernel.ui import words
from wasl.measure.indicators.enums import CountBy, LegalForm, PeriodRule, Sex, Split
from wasl.measure.indicators.queries import Compiled, Figure, joined
from wasl.measure.indicators.rules import hidden, published, share
from wasl.spine.facts.enums import AgeBand

Words = Mapping[str, str | Promise]
OF_PEOPLE = (CountBy.PERSON, CountBy.PARTY)


@dataclass(frozen=True)
class CellTable:
    """One split of a figure: (name, number or None where hidden, share of the figure), and whether any is hidden."""

    split: str
    title: str
    cells: list[tuple[str, Decimal | None, Decimal | None]]
    hides: bool
    is_amount: bool


def cell_tables(made: Compiled, *, small_cells: bool) -> list[CellTable]:
    """The splits of a figure; cells of people under five are hidden unless `small_cells`."""
    hides_any = made.definition.count_by in OF_PEOPLE and not small_cells
    return [_cell_table(made, split, hide=hides_any) for split in made.splits]


def _cell_table(made: Compiled, split: str, *, hide: bool) -> CellTable:
    held = made.cells(split)
    total = sum(held.values(), Decimal(0))
    shown: dict[str, Decimal | None] = dict(held)
    if hide:
        safe = published({name: int(value) for name, value in held.items()})
        shown = {name: None if value is None else Decimal(value) for name, value in safe.items()}
    labels = _labels(split)
    cells = [
        (str(labels.get(name, name)) or _("not known"), value, None if value is None else share(value, total))
        for name, value in shown.items()
    ]
    return CellTable(
        split=split,
        title=str(Split(split).label),
        cells=cells,
        hides=None in shown.values(),
        is_amount=made.definition.count_by == CountBy.AMOUNT,
    )


def _labels(split: str) -> Words:
    known: dict[str, Words] = {
        Split.SEX: dict(Sex.choices),
        Split.NATIONALITY_GROUP: dict(CountryGroup.choices),
        Split.AGE_BAND: dict(AgeBand.choices),
        Split.LEGAL_FORM: dict(LegalForm.choices),
    }
    if split == Split.SECTOR:
        return {row.code: row.label for row in Sector.objects.all()}
    return known.get(split, {})


@dataclass(frozen=True)
class Line:
    """A figure on the page: what was counted, what was aimed at and what was published, each in its own words."""

    figure: Figure
    value: str
    unit: str
    value_mad: str
    targets: list[tuple[Any, str]]
    published: list[tuple[Any, str]]
    share: Decimal | None


def line_of(figure: Figure) -> Line:
    """The figure in words; the share is of the target."""
    is_amount = figure.definition.count_by == CountBy.AMOUNT
    return Line(
        figure=figure,
        value=words.money(figure.value, figure.unit) if is_amount else number_of(figure),
        unit="" if is_amount else unit_words(figure.unit, figure.value),
        value_mad=words.money(figure.value_mad, "MAD")
        if figure.value_mad is not None and figure.unit != "MAD"
        else "",
        targets=[(target, stated(target)) for target in figure.targets],
        published=[(each, stated(each)) for each in figure.published_all],
        share=share(figure.value, figure.target) if figure.target and figure.low is None else None,
    )


def number_of(figure: Figure) -> str:
    """What was counted: one number, or both bounds of a range."""
    if figure.low is None:
        return words.number(figure.value)
    bounds = {"low": words.number(figure.low), "high": words.number(figure.value)}
    return _("between %(low)s and %(high)s") % bounds


def plain_value(made: Compiled) -> str:
    """What a list adds up to, in words."""
    value = made.value()
    return words.money(value, "MAD") if made.definition.count_by == CountBy.AMOUNT else words.number(value)


def joined_words(made: Compiled, value: Decimal) -> str:
    """What merges and links change in a figure, in a sentence; "" when they change nothing."""
    found = joined(made)
    if found is None:
        return ""
    parts = [
        (found.merges, ngettext("%(count)s merge", "%(count)s merges", found.merges)),
        (found.links, ngettext("%(count)s link", "%(count)s links", found.links)),
    ]
    said = {
        "why": ", ".join(text % {"count": words.number(count)} for count, text in parts if count),
        "without": words.number(value + found.more),
        "count": words.number(found.people),
    }
    if made.counts_people:
        text = ngettext(
            "%(count)s person registered more than once counts once (%(why)s): without that, %(without)s.",
            "%(count)s people registered more than once count once (%(why)s): without that, %(without)s.",
            found.people,
        )
    else:
        text = ngettext(
            "%(count)s file opened more than once counts once (%(why)s): without that, %(without)s.",
            "%(count)s files opened more than once count once (%(why)s): without that, %(without)s.",
            found.people,
        )
    said_first = _("What is first is looked for under all their registrations.")
    first = made.definition.period_rule == PeriodRule.FIRST_TIME
    return f"{text % said} {said_first}" if first else text % said


@dataclass(frozen=True)
class Partners:
    """What each partner counts: (id, name, number or None where hidden)."""

    counts: list[tuple[int, str, int | None]]


def partners_of(figure: Figure, *, small_cells: bool) -> Partners | None:
    """The counts of the partners behind a figure, small ones hidden unless `small_cells`; None with one partner."""
    if figure.spread is None:
        return None
    numbers = [one.value for one in figure.spread.partners]
    hide = [False] * len(numbers) if small_cells else hidden(numbers)
    return Partners(
        [
            (one.organisation, one.label, None if is_hidden else one.value)
            for one, is_hidden in zip(figure.spread.partners, hide, strict=True)
        ]
    )


def range_words(figure: Figure) -> str:
    """Why a figure is a range, in a sentence; "" where it is one number."""
    if figure.spread is None or figure.low is None:
        return ""
    said = {
        "low": words.number(figure.spread.low),
        "high": words.number(figure.spread.high),
        "names": ", ".join(
            f"\u2068{name}\u2069" for name in figure.spread.apart
        ),  # each in its own direction
    }
    if figure.definition.count_by == CountBy.PERSON:
        return (
            _(
                "Between %(low)s and %(high)s people: %(names)s have no agreement in force between all of them to"
                " compare their people. Somebody whom two of them helped may count once with each."
            )
            % said
        )
    return (
        _(
            "Between %(low)s and %(high)s files: %(names)s have no agreement in force between all of them to compare"
            " their people. A file that two of them hold may count once with each."
        )
        % said
    )
