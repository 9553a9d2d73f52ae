"""The list of programmes, and the page of one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from wasl.base.programmes import access, queries
from wasl.base.programmes.models import Programme, PublishedFigure, Target
from wasl.base.programmes.slots import programme_panels
from wasl.base.programmes.tables import ProgrammeTable
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, page


@page(access.may_see)
def programmes(request: Request) -> HttpResponseBase:
    """Programmes in which one's organisation takes part, or named in one's role."""
    rows = Programme.objects.visible_to(request.actor).prefetch_related("donors__organisation")
    return respond(
        request,
        ProgrammeTable,
        rows,
        template="programmes/programmes.html",
        title=_("Programmes"),
    )


@page(access.may_see)
def programme(request: Request, code: str) -> HttpResponseBase:
    """Donors, partners, zones and strands; what was planned and what was published, told apart."""
    shown = queries.programme_page(request.actor, code)
    if shown is None:
        raise Http404
    panels = [panel for fill in programme_panels if (panel := fill(request, shown)) is not None]
    return render(
        request,
        "programmes/programme.html",
        {
            "programme": shown,
            "targets": _lines(shown.targets.all()),
            "published": _lines(shown.published_figures.all()),
            "coverages": [each for each in shown.coverages.all() if not each.withdrawn],
            "panels": panels,
        },
    )


def _lines(figures: Iterable[Target | PublishedFigure]) -> list[dict[str, Any]]:
    return [
        {
            "figure": figure,
            "text": queries.stated(figure),
            "kind": figure.get_kind_display() if isinstance(figure, PublishedFigure) else "",
            "is_target": isinstance(figure, Target) or figure.kind == "target",
        }
        for figure in figures
    ]
