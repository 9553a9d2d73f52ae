"""Home, programmes and their published results."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from wasl.doors.portal.queries import (
    SHOWN_FIRST,
    figure_lines,
    offices_open,
    ordered_programmes,
    published_programmes,
)
from wasl.services.calls.queries.presenting import coming_calls, open_calls


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """Where to apply, where to find one's file, what the programmes have reached, where to come."""
    calls = open_calls()
    programmes = [
        {"programme": programme, "results": figure_lines(programme)[0][:SHOWN_FIRST]}
        for programme in ordered_programmes(calls)
    ]
    context = {
        "calls": calls,
        "coming": coming_calls(),
        "programmes": programmes,
        "offices": offices_open(),
        "signed_in": request.user.is_authenticated,
    }
    return render(request, "portal/home.html", context)


@login_not_required
def programmes(request: HttpRequest) -> HttpResponse:
    """Every programme with what was published of it."""
    shown = [
        {"programme": programme, "results": figure_lines(programme)[0]}
        for programme in published_programmes()
    ]
    return render(request, "portal/programmes.html", {"programmes": shown})


@login_not_required
def programme(request: HttpRequest, code: str) -> HttpResponse:
    """One programme: who pays, who works where, what was planned, what was reached, each figure with its source."""
    found = next((one for one in published_programmes() if one.code == code), None)
    if found is None:
        raise Http404
    results, targets = figure_lines(found)
    return render(
        request, "portal/programme.html", {"programme": found, "results": results, "targets": targets}
    )
