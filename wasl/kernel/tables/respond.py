"""The answer of a list page: the page, the following rows, an export, a choice of columns or acts on rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.shortcuts import render

from wasl.kernel.access import check
from wasl.kernel.frames import Text
from wasl.kernel.tables.bulk import perform
from wasl.kernel.tables.export import export_csv, export_xlsx
from wasl.kernel.tables.table import Table

OnExport = Callable[[HttpRequest, int], object]


def respond(
    request: HttpRequest,
    table_class: type[Table],
    queryset: QuerySet[Any, Any],
    *,
    template: str = "ui/list_page.html",
    title: Text = "",
    context: Mapping[str, Any] | None = None,
    on_export: OnExport | None = None,
) -> HttpResponseBase:
    """Answer a list page from the rows this actor may see.

    `on_export(request, count)` is called before anything of an export leaves. A POST does a bulk act on chosen rows
    among `queryset`. The template gets `table`, `title` and `context`.
    """
    table = table_class(request, queryset)
    if request.method == "POST":
        if not table.bulk:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        _bulk(table)
    elif table.param("choose"):
        table.choose_columns(request.GET.getlist(f"{table.prefix}columns"))
        return HttpResponseRedirect(request.path + table.url(columns=None, choose=None))
    elif table.export_name and table.param("export") in ("csv", "xlsx"):
        return _export(table, on_export)
    elif table.param("rows"):
        return render(request, "ui/table_rows.html", {"table": table})
    return render(request, template, {"title": title, **(context or {}), "table": table})


def _export(table: Table, on_export: OnExport | None) -> HttpResponse | HttpResponseBase:
    if table.param("export") == "xlsx":
        response, count = export_xlsx(table)
        try:
            if on_export:
                on_export(table.request, count)
        except BaseException:
            response.close()
            raise
        return response
    if on_export:
        on_export(table.request, table.filtered.order_by().count())
    return export_csv(table)


def _bulk(table: Table) -> None:
    asked = table.request.POST.get("bulk", "")
    action = next((one for one in table.bulk if one.code == asked), None)
    check(action is not None and action in table.offered_bulk)
    assert action is not None
    table.results = perform(action, table.request, table.queryset, table.request.POST.getlist("pk"))
