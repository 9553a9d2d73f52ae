"""The procedures, explained step by step with their sources and doubts."""

from __future__ import annotations

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from wasl.base.procedures import access
from wasl.base.procedures.models import Procedure
from wasl.base.procedures.queries import guide
from wasl.base.procedures.tables import ProcedureTable
from wasl.kernel import clock
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, page


@page(access.may_see)
def procedures(request: Request) -> HttpResponseBase:
    """The procedures that hold today."""
    return respond(
        request,
        ProcedureTable,
        Procedure.objects.on(clock.today()).with_steps_counted(),
        template="procedures/procedures.html",
        title=_("Procedures"),
    )


@page(access.may_see)
def procedure(request: Request, code: str) -> HttpResponseBase:
    """One procedure: conditions, steps, papers, delays, costs; earlier versions by `?version=`."""
    versions = list(Procedure.objects.filter(code=code).order_by("-version"))
    if not versions:
        raise Http404
    today = clock.today()
    asked = request.GET.get("version", "")
    chosen = next((one for one in versions if str(one.version) == asked), None)
    begun = [one for one in versions if one.valid_from is None or one.valid_from <= today]
    shown = chosen or (begun or versions)[0]
    context = {
        "guide": guide(shown, today),
        "versions": versions,
        "current": begun[0] if begun else None,
        "today": today,
    }
    return render(request, "procedures/procedure.html", context)
