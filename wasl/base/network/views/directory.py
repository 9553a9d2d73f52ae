"""The directory of services, and the page of one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record
from wasl.base.network import access, queries
from wasl.base.network.tables import DirectoryTable, opening_status, territory, verification_status
from wasl.kernel import clock
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, actor_of, page


@page(access.may_see)
def directory(request: Request) -> HttpResponseBase:
    """Where people may be sent, for what, under which conditions."""
    return respond(
        request,
        DirectoryTable,
        queries.directory(),
        template="network/directory.html",
        title=_("Directory of services"),
        on_export=_note_export,
    )


def _note_export(request: HttpRequest, count: int) -> None:
    record(by=actor_of(request), verb="network.export", kind="network.serviceoffer", reason=f"{count}")


@page(access.may_see)
def offer(request: Request, pk: int) -> HttpResponseBase:
    """A service: who it is for, where, how it is asked for, and how sure that is."""
    shown = get_object_or_404(queries.directory(), pk=pk)
    contact = shown.contact
    return render(
        request,
        "network/offer.html",
        {
            "offer": shown,
            "territory": territory(shown),
            "opening": opening_status(shown),
            "verification": verification_status(shown),
            "doubt": queries.verification_of(shown, clock.today()),
            "contact": contact if contact is not None and contact.holds_on(clock.today()) else None,
            "may_see_contacts": access.may_see_contacts(request.actor),
            "may_keep": access.may_keep(request.actor, shown.organisation),
        },
    )
