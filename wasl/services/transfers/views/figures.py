"""What was sent to each partner and received from it, over a period."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from wasl.kernel.tables import respond
from wasl.kernel.web import Request, page
from wasl.services.transfers import access
from wasl.services.transfers.forms import PeriodForm
from wasl.services.transfers.queries.figures import partners as partners_of
from wasl.services.transfers.tables import PartnersTable
from wasl.services.transfers.views.sent import note_export


@page(access.may_read)
def partners(request: Request) -> HttpResponseBase:
    """The figures of each partner, each opening to the transfers it counts."""
    form = PeriodForm({"start": request.GET.get("from", ""), "end": request.GET.get("to", "")})
    found = form.cleaned_data if form.is_valid() else {}
    start, end = found.get("start"), found.get("end")

    class Bound(PartnersTable):
        period = {name: day.isoformat() for name, day in (("from", start), ("to", end)) if day}

    return respond(
        request,
        Bound,
        partners_of(request.actor, start, end),
        template="transfers/partners.html",
        title=_("Transfers by partner"),
        on_export=note_export,
        context={"period_form": form, "tab": "partners"},
    )
