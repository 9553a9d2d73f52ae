"""What this room shows on the page of a person, and on the home page."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.base.documents.enums import Compartment
from wasl.kernel.actors import Actor
from wasl.kernel.frames import Card
from wasl.kernel.web import Request, actor_of
from wasl.spine.people.enums import PartyKind
from wasl.spine.people.models import Party
from wasl.spine.people.slots import PageAction, Panel
from wasl.spine.rights import access, queries
from wasl.spine.rights.models import AccessRequest, Opening

LATEST = 5


def compartments(request: Request, party: Party) -> Panel | None:
    """What is kept apart: each compartment the reader opens, open or closed; never whether something stands in it."""
    if party.kind != PartyKind.PERSON:
        return None
    actor = request.actor
    codes = [code for code in access.opened_by(actor) if queries.reached_by(actor, party.pk, code)]
    may_note = access.may_note(actor)
    if not codes and not may_note:
        return None
    standing = queries.standing_of(actor, party.pk)
    context = {
        "doors": [(code, Compartment(code).label, standing.get(code)) for code in codes],
        "residence": Compartment.STATUS,
    }
    href = reverse("rights:note_add", args=[party.pk]) if may_note else ""
    return Panel(_("Kept apart"), "rights/panels/compartments.html", context, href, _("Write a note"))


def openings(request: Request, party: Party) -> Panel | None:
    """For those who watch: the latest openings of this person's compartments."""
    if party.kind != PartyKind.PERSON or not access.may_watch(request.actor):
        return None
    rows = Opening.objects.visible_to(request.actor).filter(party=party)[:LATEST]
    asked = AccessRequest.objects.visible_to(request.actor).filter(party=party)[:LATEST]
    context = {"openings": list(rows), "requests": list(asked)}
    return Panel(_("Rights of the person"), "rights/panels/rights.html", context)


def ask_button(request: Request, party: Party) -> PageAction | None:
    """The button that records a request of access."""
    if party.kind != PartyKind.PERSON or not access.may_ask(request.actor):
        return None
    href = reverse("rights:ask", args=[party.pk])
    return PageAction(_("Right of access"), href, "file", "outline-secondary")


def requests_card(request: HttpRequest) -> Card | None:
    """The requests of access that wait for their answer; in another tone when the last day of some is past or near."""
    actor = actor_of(request)
    if not access.may_ask(actor):
        return None
    count = AccessRequest.objects.visible_to(actor).waiting().count()
    if not count:
        return None
    pressing = queries.late_or_soon(actor).exists()
    text = _("to answer, some late or due in three days") if pressing else _("to answer")
    href = reverse("rights:requests") + ("?pressing=yes" if pressing else "?waiting=yes")
    return Card(_("Access requests"), text, href, count, "attention" if pressing else "info")


def file_gate(actor: Actor, request_id: int, compartment: str) -> str | None:
    """Where the file of a request is opened: the gate of the first of its compartments that stands closed."""
    found = AccessRequest.objects.filter(pk=request_id).first()
    if found is None:
        return ""
    gates = (queries.gate(actor, found.party_id, code) for code in {compartment, *found.compartments})
    return next((gate for gate in gates if gate), None)


def may_open_file(actor: Actor, request_id: int) -> bool:
    """Who sees the request and opens all its compartments, until the file expires."""
    found = AccessRequest.objects.visible_to(actor).filter(pk=request_id).first()
    return found is not None and found.file_stands and access.may_open_all(actor, found.compartments)
