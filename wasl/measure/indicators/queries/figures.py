"""The figures of a programme: counted, beside their target and what was published, never mixed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from wasl.base.programmes.models import Programme, PublishedFigure, Target
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.periods import Period
from wasl.measure.indicators import access
from wasl.measure.indicators.enums import CountBy
from wasl.measure.indicators.models import Definition
from wasl.measure.indicators.queries.compile import ZERO, Compiled, compiled
from wasl.measure.indicators.queries.ranges import Range, Sharing, spread
from wasl.spine.funding import queries as funding
from wasl.spine.funding.rules import derive

MAD = "MAD"


@dataclass(frozen=True)
class Figure:
    """One figure. `value` is counted here; `target` and `published` are what others stated, None where nobody did.

    Amounts: `value`, `target` and `published` in `unit` (the donor's currency), `value_mad` in MAD. `period`: first and
    last day counted, both inclusive. `published_all` holds every published figure where sources disagree; `published`
    is the first. `spread` says between what and what the true number lies, None where one partner counted it all.
    """

    code: str
    label: str
    value: Decimal
    target: Decimal | None
    published: Decimal | None
    unit: str
    period: Period
    definition: Definition
    value_mad: Decimal | None = None
    targets: tuple[Target, ...] = ()
    published_all: tuple[PublishedFigure, ...] = ()
    spread: Range | None = None

    @property
    def low(self) -> Decimal | None:
        """The lower bound where the figure is a range; `value` is then the upper one. None where it is one number."""
        return Decimal(self.spread.low) if self.spread is not None and self.spread.open else None


def figures(programme: Programme, as_of: date, *, only: Definition | None = None) -> list[Figure]:
    """The figures of a programme as of a day, in the order of its pack. One query each, and three.

    Where several partners counted, up to four more each, and one. `only` asks for one of them alone.
    """
    targets = {row.code: row for row in programme.targets.select_related("source", "strand")}
    published = {row.code: row for row in programme.published_figures.select_related("source", "strand")}
    wanted = [only] if only else definitions(programme)
    sharing = Sharing(
        programme.pk, clock.today()
    )  # links count while an agreement of theirs is in force today
    return [_figure(programme, definition, as_of, targets, published, sharing) for definition in wanted]


def definitions(programme: Programme) -> list[Definition]:
    """The definitions in force, each knowing its programme."""
    rows = list(Definition.objects.in_force().filter(programme=programme).order_by("position", "code"))
    for row in rows:
        row.programme = programme
    return rows


def figures_rows(programme_code: str, as_of: date) -> list[dict[str, Any]]:
    """The same as plain rows {code, label, value, low, target, published, unit, period}, for the command line.

    Raises Programme.DoesNotExist when no programme has this code.
    """
    programme = Programme.objects.get(code=programme_code)
    names = ("code", "label", "value", "low", "target", "published", "unit", "period")
    return [{name: getattr(figure, name) for name in names} for figure in figures(programme, as_of)]


def _figure(
    programme: Programme,
    definition: Definition,
    as_of: date,
    targets: Mapping[str, Target],
    published: Mapping[str, PublishedFigure],
    sharing: Sharing,
) -> Figure:
    made = compiled(definition, as_of)
    value, several = made.total()
    own_targets = tuple(targets[code] for code in definition.targets if code in targets)
    own_published = tuple(published[code] for code in definition.published if code in published)
    is_amount = definition.count_by == CountBy.AMOUNT
    in_currency = converted(programme, made) if is_amount else None
    unit = definition.unit
    if is_amount:
        unit = MAD if in_currency is None else programme.currency
    return Figure(
        code=definition.code,
        label=definition.label,
        value=in_currency if in_currency is not None else value,
        target=own_targets[0].value if own_targets else None,
        published=own_published[0].value if own_published else None,
        unit=unit,
        period=Period(made.days.first, max(made.days.last, made.days.first or made.days.last)),
        definition=definition,
        value_mad=value if is_amount else None,
        targets=own_targets,
        published_all=own_published,
        spread=spread(made, sharing) if several else None,
    )


def converted(programme: Programme, made: Compiled) -> Decimal | None:
    """A sum of amounts in the programme's currency, each act at the rate of its day; None when no rate is known."""
    return in_currency(programme, made.rows.order_by().values_list("happened_on", "amount_mad"))


def in_currency(programme: Programme, amounts: Iterable[tuple[date, Decimal | None]]) -> Decimal | None:
    """Amounts in MAD with their days as one sum in the programme's currency; None when no rate is known."""
    rates: dict[date, Decimal | None] = {}
    total = ZERO
    for day, amount in amounts:
        if day not in rates:
            found = funding.rate_on(programme.pk, programme.currency, day)
            rates[day] = found.rate if found else None
        rate = rates[day]
        if rate is None:
            return None
        total += derive(amount or ZERO, rate)
    return total


def programmes_read(actor: Actor) -> QuerySet[Programme]:
    """The programmes whose figures the actor sees."""
    return Programme.objects.visible_to(access.narrowed(actor, access.READERS))


def left_out(programme: Programme, shown: Iterable[Figure]) -> tuple[list[Target], list[PublishedFigure]]:
    """Targets and published figures that no indicator is compared with: shown apart, as not counted here."""
    codes_targets = {target.code for figure in shown for target in figure.targets}
    codes_published = {each.code for figure in shown for each in figure.published_all}
    return (
        list(programme.targets.exclude(code__in=codes_targets).select_related("source")),
        list(programme.published_figures.exclude(code__in=codes_published).select_related("source")),
    )
