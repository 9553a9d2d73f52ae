"""Titles and papers to renew: those of the people one follows, and one's own weekly lists."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, actor_of, page
from wasl.spine.people import access
from wasl.spine.people.models import RenewalNotice
from wasl.spine.people.queries.renewals import renewals_near
from wasl.spine.people.queries.thresholds import thresholds_on
from wasl.spine.people.tables import NoticesTable, RenewalsTable


@page(access.may_see_renewals)
def renewals(request: Request) -> HttpResponseBase:
    """The titles that end soon or ended lately, of the people the reader follows."""
    today = clock.today()
    rows = renewals_near(request.actor, today).select_related("person__party")
    return respond(
        request,
        RenewalsTable,
        rows,
        template="people/renewals.html",
        title=_("Titles and papers to renew"),
        context={"limits": thresholds_on(today)},
        on_export=_note_export,
    )


def _note_export(request: HttpRequest, count: int) -> None:
    record(by=actor_of(request), verb="people.export", kind="people.renewal", reason=f"{count}")


@page(access.may_see_renewals)
def weekly(request: Request) -> HttpResponseBase:
    """The lines written to the reader, week by week, as they were told; to be marked as seen."""
    rows = RenewalNotice.objects.of(request.actor).select_related("person__party")
    return respond(request, NoticesTable, rows, template="people/weekly.html", title=_("My weekly list"))
