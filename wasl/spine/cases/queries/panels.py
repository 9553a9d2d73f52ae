"""What this room shows on the page of a party, and on the home page."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from wasl.kernel import clock
from wasl.kernel.actors import Actor, Role
from wasl.kernel.frames import Card
from wasl.kernel.web import Request, actor_of
from wasl.spine.cases import access, slots
from wasl.spine.cases.enums import Status
from wasl.spine.cases.models import Assignment, Case
from wasl.spine.cases.queries.caseload import unadvised, with_next
from wasl.spine.cases.queries.counts import overdue_steps
from wasl.spine.cases.queries.reach import received
from wasl.spine.people import access as people_access
from wasl.spine.people.models import Party
from wasl.spine.people.slots import PageAction, Panel


def cases(request: Request, party: Party) -> Panel | None:
    """The cases of the party that the reader may open, open ones first."""
    if not access.may_read(request.actor):
        return None
    rows = with_next(Case.objects.visible_to(request.actor).filter(party=party).with_shown())
    found = list(rows.order_by("-status", "-opened_on", "-pk"))
    if not found:
        return None
    return Panel(_("Case files"), "cases/panels/cases.html", {"cases": found, "today": clock.today()})


def followers(request: Request, party: Party) -> Panel | None:
    """Who follows the party today inside the reader's organisation, and the way to the whole story."""
    rows = Assignment.objects.on(clock.today()).filter(case__party=party, case__status=Status.OPEN)
    if not request.actor.is_system:
        rows = rows.filter(case__organisation__in=request.actor.organisations(*people_access.READERS))
    found = list(rows.select_related("user", "case__office"))
    href = reverse("cases:followed", args=[party.pk])
    return Panel(
        _("Who follows"),
        "cases/panels/followers.html",
        {"followers": found},
        href,
        _("All, and those before"),
    )


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
        _("Overdue steps"), _("in the plans of your cases"), reverse("cases:todo"), count, "attention"
    )


def received_card(request: HttpRequest) -> Card | None:
    """How many cases handed over to me I have not acknowledged; whose, and the note, stand on a page that is logged."""
    count = received(actor_of(request)).count()
    if not count:
        return None
    words = _("read what your colleagues wrote for you")
    return Card(_("Handed over to you"), words, reverse("cases:received"), count, "attention")


def unadvised_card(request: HttpRequest) -> Card | None:
    """For coordinators: open cases that nobody advises."""
    actor = actor_of(request)
    rows = Case.objects.within(actor, (Role.COORDINATOR,)).open()
    count = unadvised(rows, clock.today()) if actor.has(Role.COORDINATOR) else 0
    if not count:
        return None
    href = f"{reverse('cases:list')}?adviser=none&status=open"
    return Card(_("Cases without adviser"), _("hand them over to somebody"), href, count, "attention")


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
