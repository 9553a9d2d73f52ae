"""The sections of this room on the page of a person or a collective."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from wasl.base.documents.queries import counts_of
from wasl.kernel import clock
from wasl.kernel.web import Request
from wasl.spine.people import access, slots
from wasl.spine.people.enums import PaperState, PartyKind
from wasl.spine.people.models import Collective, CollectiveMember, Consent, NameWritten, Paper, Party, Tie
from wasl.spine.people.queries.files import PAPER_FILES
from wasl.spine.people.queries.papers import same_number


def sections_of(request: Request, party: Party) -> list[tuple[slots.Panel, SafeString]]:
    """Every section that has something to say to this reader, in order, each with its HTML.

    A template gets the context of its panel, and `party`.
    """
    found = []
    for fill in slots.person_panels:
        panel = fill(request, party)
        if panel is not None:
            html = render_to_string(panel.template, {**panel.context, "party": party}, request)
            found.append((panel, html))
    return found


def members(request: Request, party: Party) -> slots.Panel | None:
    """For a collective: who is in it, and who was."""
    if party.kind != PartyKind.COLLECTIVE:
        return None
    rows = CollectiveMember.objects.filter(collective_id=party.pk)
    rows = rows.select_related("person__party", "person__nationality").order_by("ends_on", "starts_on", "pk")
    today = clock.today()
    present = [row for row in rows if row.ends_on is None or row.ends_on >= today]
    past = [row for row in rows if row.ends_on is not None and row.ends_on < today]
    may = access.may_write_collectives(request.actor)
    return slots.Panel(
        _("Members"),
        "people/panels/members.html",
        {"present": present, "past": past, "may_change": may},
        reverse("people:member_add", args=[party.pk]) if may else "",
        _("Add a member"),
    )


def collectives(request: Request, party: Party) -> slots.Panel | None:
    """For a person: the collectives the reader may see."""
    if party.kind != PartyKind.PERSON:
        return None
    visible = Collective.objects.visible_to(request.actor)
    rows = CollectiveMember.objects.filter(person_id=party.pk, collective__in=visible)
    memberships = list(rows.select_related("collective"))
    if not memberships:
        return None
    return slots.Panel(_("Collectives"), "people/panels/collectives.html", {"memberships": memberships})


def identity(request: Request, party: Party) -> slots.Panel | None:
    """For a person: how to reach them, names as written."""
    if party.kind != PartyKind.PERSON:
        return None
    context = {
        "person": party.person,
        "names": list(NameWritten.objects.filter(person_id=party.pk)),
        "may_write": access.may_write(request.actor),
    }
    return slots.Panel(_("Contact and identity"), "people/panels/identity.html", context)


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper on the page: whether it has ended, whether its number stands on another file too, its scans."""

    paper: Paper
    ended: bool
    shared: bool
    scans: int


def papers(request: Request, party: Party) -> slots.Panel | None:
    """For a person, to who sees papers: those held, then those of before; their numbers hidden but for the end."""
    if party.kind != PartyKind.PERSON or not access.may_see_papers(request.actor):
        return None
    rows = list(
        Paper.objects.filter(person_id=party.pk).select_related("country").order_by("-valid_to", "-pk")
    )
    shared = same_number(request.actor, party.person) if rows else {}
    scans = counts_of(PAPER_FILES, [row.pk for row in rows])
    today = clock.today()
    lines = [
        PaperLine(
            row, row.valid_to is not None and row.valid_to < today, row.pk in shared, scans.get(row.pk, 0)
        )
        for row in rows
    ]
    held = [line for line in lines if line.paper.state == PaperState.HELD]
    context = {"held": held, "past": [line for line in lines if line not in held]}
    href = reverse("people:paper_add", args=[party.pk])
    return slots.Panel(_("Papers"), "people/panels/papers.html", context, href, _("Add a paper"))


def compartments(request: Request, party: Party) -> slots.Panel | None:
    """For a person: the consents that stand."""
    if party.kind != PartyKind.PERSON:
        return None
    context = {
        "consents": list(Consent.objects.on(clock.today()).filter(person_id=party.pk)),
        "may_consent": access.may_record_consent(request.actor),
    }
    return slots.Panel(_("Consent"), "people/panels/compartments.html", context)


def ties(request: Request, party: Party) -> slots.Panel | None:
    """For a person: household and family among the people the reader may see."""
    if party.kind != PartyKind.PERSON:
        return None
    visible = Party.objects.visible_to(request.actor)
    rows = Tie.objects.filter(
        Q(party=party, other__in=visible) | Q(other=party, party__in=visible), ends_on=None
    )
    found = [
        (row.get_kind_display(), row.other if row.party_id == party.pk else row.party)
        for row in rows.select_related("party", "other")
    ]
    may = access.may_write(request.actor)
    href = reverse("people:tie_add", args=[party.pk]) if may else ""
    if not found and not may:
        return None
    return slots.Panel(_("Household and family"), "people/panels/ties.html", {"ties": found}, href, _("Add"))
