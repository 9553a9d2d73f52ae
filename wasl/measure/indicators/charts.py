"""Drawings of a programme's figures: a funnel where the pack names stages, bars against targets, bars of spending."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from wasl.kernel.charts import Chart, bar_chart, funnel_chart, target_chart
from wasl.kernel.ui import words
from wasl.measure.indicators.enums import CountBy
from wasl.measure.indicators.presenting import number_of
from wasl.measure.indicators.queries import Figure
from wasl.measure.indicators.rules import share
from wasl.spine.funding.rules import Gauge


def figure_charts(figures: Sequence[Figure]) -> list[Chart]:
    """The drawings that these figures allow, in the order of their importance; none where nothing was counted."""
    stages = sorted(
        (figure for figure in figures if figure.definition.stage),
        key=lambda figure: figure.definition.stage or 0,
    )
    aimed = [
        figure
        for figure in figures
        if figure.target is not None and figure.definition.count_by != CountBy.AMOUNT
    ]
    charts = []
    if len(stages) > 1 and stages[0].value:
        charts.append(_funnel(stages))
    if aimed:
        charts.append(_targets(aimed))
    if not charts and any(figure.value for figure in figures):
        counted = [figure for figure in figures if figure.definition.count_by != CountBy.AMOUNT]
        rows = [(_labelled(figure), figure.value) for figure in counted]
        charts.append(bar_chart(title=_("What was counted"), rows=rows, label=_("Figure")))
    return charts


def _labelled(figure: Figure) -> str:
    """The name of a bar and of its line in the table: a range says both bounds; the bar shows the upper one."""
    return figure.label if figure.low is None else f"{figure.label} ({number_of(figure)})"


def least_of(figure: Figure) -> Decimal:
    """What a figure stands for at least: a target is reached only when this reaches it."""
    return figure.value if figure.low is None else figure.low


def _funnel(stages: Sequence[Figure]) -> Chart:
    first, last = stages[0], stages[-1]
    title = _("Of %(first)s at the first stage, %(last)s reach the last one (%(share)s %%)") % {
        "first": number_of(first),
        "last": number_of(last),
        "share": words.number(share(last.value, first.value)),
    }
    rows = [(_labelled(figure), figure.value) for figure in stages]
    return funnel_chart(title=title, stages=rows, label=_("Stage"))


def _targets(aimed: Sequence[Figure]) -> Chart:
    reached = sum(1 for figure in aimed if figure.target is not None and least_of(figure) >= figure.target)
    title = _("%(reached)s of %(all)s targets reached by what is counted here") % {
        "reached": words.number(reached),
        "all": words.number(len(aimed)),
    }
    rows = [(_labelled(figure), figure.value, figure.target) for figure in aimed]
    return target_chart(title=title, rows=rows, label=_("Figure"))


def gauge_chart(gauge: Gauge) -> Chart:
    """Budgeted, committed and paid shares of one spending rule, in percent of the budget, told apart."""
    parts: list[tuple[str, Decimal]] = [
        (_("Budgeted"), gauge.budgeted_share * 100),
        (_("Committed"), gauge.committed_share * 100),
        (_("Paid"), gauge.paid_share * 100),
    ]
    limit = words.number(gauge.limit * 100)
    least = _("%(label)s: at least %(limit)s %% of the budget")
    most = _("%(label)s: at most %(limit)s %% of the budget")
    title = (least if gauge.at_least else most) % {"label": gauge.label, "limit": limit}
    return bar_chart(title=title, rows=parts, unit="%", label=_("Share of the budget"))
