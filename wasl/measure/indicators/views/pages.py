"""The figures of a programme, and what one figure is made of."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render

from wasl.base.audit.actions import record
from wasl.base.programmes.models import Programme
from wasl.base.programmes.queries import stated
from wasl.kernel import clock
from wasl.kernel.forms.dates import read_date
from wasl.kernel.installation.state import is_demo
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, actor_of, page
from wasl.measure.indicators import access, charts, queries
from wasl.measure.indicators.enums import CountBy
from wasl.measure.indicators.models import Definition
from wasl.measure.indicators.presenting import (
    cell_tables,
    joined_words,
    line_of,
    partners_of,
    plain_value,
    range_words,
)
from wasl.measure.indicators.tables import (
    AmountLines,
    FactLines,
    Lines,
    PartyLines,
    PeopleLines,
    by_partner,
    fact_lines,
    people_lines,
)
from wasl.spine.funding import queries as funding


@page(access.may_see)
def programmes(request: Request) -> HttpResponseBase:
    """The programmes whose figures one sees; straight to the figures when there is one."""
    found = list(queries.programmes_read(request.actor).prefetch_related("donors__organisation"))
    if len(found) == 1:
        return HttpResponseRedirect(f"{found[0].code}/")
    return render(request, "indicators/programmes.html", {"programmes": found})


@page(access.may_see)
def programme(request: Request, code: str) -> HttpResponseBase:
    """Counted figures, targets and published figures, each in its own column with its source."""
    shown = get_object_or_404(queries.programmes_read(request.actor), code=code)
    as_of = _as_of(request)
    figures = queries.figures(shown, as_of)
    targets, published = queries.left_out(shown, figures)
    return render(
        request,
        "indicators/programme.html",
        {
            "programme": shown,
            "as_of": as_of,
            "is_today": as_of == clock.today(),
            "lines": [line_of(figure) for figure in figures],
            "charts": charts.figure_charts(figures),
            "gauges": [_gauge(gauge) for gauge in funding.gauges(shown, as_of)],
            "other_targets": [(each, stated(each)) for each in targets],
            "other_published": [(each, stated(each)) for each in published],
            "invented": is_demo(),
        },
    )


@page(access.may_see)
def figure(request: Request, code: str, indicator: str) -> HttpResponseBase:
    """The receipt of a figure: its definition, its cells and, for who may see them, its lines."""
    shown = get_object_or_404(queries.programmes_read(request.actor), code=code)
    definition = get_object_or_404(Definition.objects.in_force(), programme=shown, code=indicator)
    as_of = _as_of(request)
    context = _receipt(request, shown, definition, as_of)
    if not access.may_open_list(request.actor, definition.count_by, shown.pk):
        return render(request, "indicators/figure.html", context)
    made = queries.compiled(definition, as_of, seen_by=request.actor)
    table, rows = _lines(made, request)
    partners = context["partners"]
    if partners is not None:
        own = request.actor.organisations(*access.openers(definition.count_by))
        context["own_partners"] = own
        table = by_partner(table, made, [(pk, name) for pk, name, _n in partners.counts if pk in own])
    return respond(
        request,
        table,
        rows,
        template="indicators/figure.html",
        context=context | {"seen": plain_value(made)},
        on_export=partial(_note_export, definition),
    )


def _receipt(request: Request, shown: Programme, definition: Definition, as_of: date) -> dict[str, Any]:
    made = queries.compiled(definition, as_of)
    small = access.sees_small_cells(request.actor, shown.pk)
    found = queries.figures(shown, as_of, only=definition)[0]
    return {
        "programme": shown,
        "definition": definition,
        "line": line_of(found),
        "as_of": as_of,
        "is_today": as_of == clock.today(),
        "splits": cell_tables(made, small_cells=small),
        "small_cells": small,
        "joined": joined_words(made, found.value),
        "range": range_words(found),
        "partners": partners_of(found, small_cells=small),
        "own_partners": frozenset(),
        "invented": is_demo(),
        "table": None,
        "seen": None,
    }


def _lines(made: queries.Compiled, request: Request) -> tuple[type[Lines], Any]:
    if made.counts_people:
        return PeopleLines, people_lines(made, request.actor)
    known = {CountBy.AMOUNT: AmountLines, CountBy.PARTY: PartyLines}
    return known.get(CountBy(made.definition.count_by), FactLines), fact_lines(made, request.actor)


def _note_export(definition: Definition, request: HttpRequest, count: int) -> None:
    record(
        by=actor_of(request),
        verb="indicators.export",
        object=definition,
        reason=f"{definition.code}: {count}",
    )


def _gauge(gauge: Any) -> dict[str, Any]:
    return {
        "gauge": gauge,
        "chart": charts.gauge_chart(gauge),
        "states": [
            (gauge.state(share), share * 100, amount)
            for share, amount in (
                (gauge.budgeted_share, gauge.budgeted),
                (gauge.committed_share, gauge.committed),
                (gauge.paid_share, gauge.paid),
            )
        ],
    }


def _as_of(request: Request) -> date:
    """The day asked for (?au=31/12/2021), today when none is or when it cannot be read."""
    text = request.GET.get("au", "").strip()
    found = read_date(text, today=clock.today()) if text else None
    return found.day_for("lte") if found else clock.today()
