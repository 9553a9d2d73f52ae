"""What this room shows on the page of a party, and on the home page."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.frames import Card
from wasl.kernel.web import Request, actor_of
from wasl.spine.cases import access, slots
from wasl.spine.cases.models import Case
from wasl.spine.cases.queries.counts import overdue_steps
from wasl.spine.people.models import Party
from wasl.spine.people.slots import PageAction, Panel


def cases(request: Request, party: Party) -> Panel | None:
    """The cases of the party that the reader may open, open ones first."""
    if not access.may_read(request.actor):
        return None
    rows = Case.objects.visible_to(request.actor).filter(party=party).with_shown().with_next()
    found = list(rows.order_by("-status", "-opened_on", "-pk"))
    if not found:
        return None
    return Panel(_("Case files"), "cases/panels/cases.html", {"cases": found, "today": clock.today()})


def open_button(request: Request, party: Party) -> PageAction | None:
    """The button that opens a case, for advisers."""
    if not access.may_write(request.actor):
        return None
    href = f"{reverse('cases:open')}?{urlencode({'party': party.pk})}"
    return PageAction(_("Open a case"), href, "folder")


def overdue_card(request: HttpRequest) -> Card | None:
    """Steps of my cases that are overdue."""
    actor = actor_of(request)
    if not access.may_serve(actor):
        return None
    count = overdue_steps(actor, clock.today())
    if not count:
        return None
    return Card(
        _("Overdue steps"), _("in the plans of your cases"), reverse("cases:mine"), count, "attention"
    )


def sections_of(request: Request, case: Case) -> list[tuple[Panel, str]]:
    """What upper rooms hang on the page of a case, rendered; a template gets the context of its panel, and `case`."""
    found: list[tuple[Panel, str]] = []
    for fill in slots.panels:
        panel = fill(request, case)
        if panel is not None:
            html = render_to_string(panel.template, {**panel.context, "case": case}, request)
            found.append((panel, html))
    return found


def reaches(actor: Actor, party_id: int, roles: Sequence[str]) -> bool:
    """Whether a case of the party lies where the actor holds one of these roles: its compartments may be opened."""
    return Case.objects.within(actor, tuple(roles)).filter(party_id=party_id).exists()
