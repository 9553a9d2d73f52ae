"""What anybody may read of calls, without an account."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from wasl.services.calls import slots
from wasl.services.calls.models import Call
from wasl.services.calls.queries.presenting import closed_calls, coming_calls, open_calls
from wasl.services.calls.queries.public import sheet_of


@login_not_required
def open_list(request: HttpRequest) -> HttpResponse:
    """The calls that take applications, those to come, those closed with their results."""
    context = {"open": open_calls(), "coming": coming_calls(), "closed": closed_calls()}
    return render(request, "calls/public_list.html", context)


@login_not_required
def public_call(request: HttpRequest, code: str) -> HttpResponse:
    """The page of a published call."""
    call = get_object_or_404(Call.objects.published().with_place(), code=code)
    online = slots.apply_address.get("online")
    address = online(call) if online and (call.for_collectives or call.for_persons) else ""
    context = {"call": call, "sheet": sheet_of(call), "preview": False, "apply_address": address}
    return render(request, "calls/public_call.html", context)
