"""One's own runs."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from wasl.kernel.actors import Actor
from wasl.kernel.background.models import Run
from wasl.kernel.web import Request, page

SHOWN = 50


def anyone_signed_in(actor: Actor) -> bool:
    """Whoever may ask for work may follow it; only one's own runs are found."""
    return actor.id is not None


@page(anyone_signed_in)
def runs(request: Request) -> HttpResponse:
    """The last pieces of work one asked for."""
    own = Run.objects.visible_to(request.actor)[:SHOWN]
    return render(request, "background/runs.html", {"runs": own})


@page(anyone_signed_in)
def run(request: Request, pk: int) -> HttpResponse:
    """How far one run is; the fragment asks again by itself until the end."""
    found = get_object_or_404(Run.objects.visible_to(request.actor), pk=pk)
    part = request.headers.get("HX-Request") == "true"
    template = "background/parts/progress.html" if part else "background/run.html"
    return render(request, template, {"run": found})
