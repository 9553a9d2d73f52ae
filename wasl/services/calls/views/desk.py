"""Filing at the desk: find who applies, fill the project, hand out the receipt."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record_read
from wasl.kernel import clock
from wasl.kernel.forms import form_page
from wasl.kernel.web import Request, page
from wasl.services.calls import access, actions
from wasl.services.calls.forms import FilingForm
from wasl.services.calls.models import Call
from wasl.services.calls.queries.presenting import open_calls
from wasl.services.calls.views.applications import show_code_once
from wasl.spine.people.models import Party
from wasl.spine.people.queries import members_on, search_parties


@page(access.may_file)
def choose_call(request: Request, party: int) -> HttpResponseBase:
    """To which open call this person or group applies."""
    found = get_object_or_404(Party.objects.visible_to(request.actor), pk=party)
    visible = set(Call.objects.visible_to(request.actor).values_list("pk", flat=True))
    calls = [call for call in open_calls() if call.pk in visible]
    rows = [(call, call.takes(found.kind)) for call in calls]
    return render(request, "calls/choose_call.html", {"party": found, "rows": rows})


@page(access.may_file)
def file(request: Request, pk: int) -> HttpResponseBase:
    """Choose who applies (`?q=`), then fill the application (`?party=`)."""
    call = get_object_or_404(Call.objects.visible_to(request.actor).with_place(), pk=pk)
    chosen = request.GET.get("party", "")
    if not chosen.isdecimal():
        return _choose_party(request, call)
    party = get_object_or_404(Party.objects.visible_to(request.actor), pk=chosen)
    members = members_on(party, clock.today())
    record_read(by=request.actor, verb="calls.read", kind="people.person", object_ids=[m.pk for m in members])

    def save(data: dict[str, Any]) -> str:
        agreed = [int(pk) for pk in data.pop("consenting")]
        application, issued = actions.submit_application(
            by=request.actor, call=call, party=party, consenting=agreed,
            **{**data, "own_contribution": data["own_contribution"] or 0},
        )  # fmt: skip
        show_code_once(request, application, issued.shown)
        return reverse("calls:receipt", args=[application.pk])

    zones = list(call.zones.all())
    return form_page(
        request,
        FilingForm,
        do=save,
        title=_("Application of %(name)s") % {"name": party.label},
        submit=_("File the application"),
        initial={
            "language": "fr",
            "zone": zones[0].pk if len(zones) == 1 else None,
            "legal_form": "undecided",
        },
        form_kwargs={"call": call, "members": [(person.pk, person.label) for person in members]},
        context={"subtitle": call.title, "call": call, "party": party},
        template="calls/file.html",
        cancel=call.get_absolute_url(),
    )


def _choose_party(request: Request, call: Call) -> HttpResponseBase:
    text = request.GET.get("q", "").strip()
    found = search_parties(request.actor, text) if text else []
    if found:
        record_read(
            by=request.actor, verb="people.search", kind="people.party", object_ids=[p.pk for p in found]
        )
    rows = [(party, call.takes(party.kind)) for party in found]
    return render(request, "calls/choose_party.html", {"call": call, "text": text, "rows": rows})
