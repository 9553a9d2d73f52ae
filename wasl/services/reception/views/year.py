"""The year at a glance, and the people behind its numbers."""

from __future__ import annotations

import io

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.tables import respond
from wasl.kernel.tables.export import XLSX
from wasl.kernel.web import Request, actor_of, page
from wasl.kernel.xlsx import write_rows
from wasl.services.reception import access, yearly
from wasl.services.reception.books import EARLIEST, people_table_for, years
from wasl.services.reception.queries import year as queries


@require_safe
@page(access.may_read)
def year(request: Request) -> HttpResponseBase:
    """People and visits of a year, apart, at one or all of the offices one reads."""
    today = clock.today()
    asked = request.GET.get("year", "")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 else today.year
    number = min(max(number, EARLIEST), today.year)
    offices = queries.offices_read(request.actor)
    office = next((one for one in offices if str(one.pk) == request.GET.get("office", "")), None)
    chosen = office.pk if office else None
    figures = queries.year_figures(queries.visits_read(request.actor), number, chosen)
    links = yearly.Links(number, chosen)
    parts = yearly.parts_of(figures, links)
    if request.GET.get("export") == "xlsx":
        check(access.may_export(request.actor))
        return _workbook(request, figures, parts)
    context = {
        "figures": figures,
        "parts": parts,
        "chart": yearly.month_chart(figures, today),
        "offices": offices,
        "office": office,
        "chosen": chosen,
        "year": number,
        "years": [code for code, _label in years()],
        "visits_url": links.visits(),
        "known_url": links.visits(known="yes"),
        "anonymous_url": links.visits(known="no"),
        "people_url": links.people(),
        "may_export": access.may_export(request.actor),
        "as_of": today,
    }
    return render(request, "reception/year.html", context)


def _workbook(request: Request, figures: queries.YearFigures, parts: list[yearly.Part]) -> HttpResponse:
    rows = yearly.sheet_rows(figures, parts)
    out = io.BytesIO()
    headings = [_("Table"), _("Line"), _("Visits (acts)"), _("Known people (each once)")]
    write_rows(out, headings, rows, sheet_name=str(figures.year), right_to_left=get_language_bidi())
    record(by=request.actor, verb="reception.export_year", kind="reception.visit", reason=str(figures.year))
    response = HttpResponse(out.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="accueil-{figures.year}.xlsx"'
    response["Cache-Control"] = "no-store"
    return response


@require_safe
@page(access.may_read)
def year_people(request: Request) -> HttpResponseBase:
    """Each person of a year, once."""
    return respond(
        request,
        people_table_for(request),
        queries.visits_read(request.actor),
        template="reception/year_people.html",
        title=_("People of the year"),
        on_export=_note_export,
    )


def _note_export(request: HttpRequest, count: int) -> None:
    record(by=actor_of(request), verb="reception.export_people", kind="people.person", reason=str(count))
