"""The sections of this room on the page of a person or a collective."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from wasl.base.documents.queries import counts_of
from wasl.kernel import clock
from wasl.kernel.web import Request
from wasl.spine.people import access, slots
from wasl.spine.people.enums import ContactKind, PaperState, PartyKind, TieKind
from wasl.spine.people.models import (
    Collective,
    CollectiveMember,
    Consent,
    Contact,
    NameWritten,
    Paper,
    Party,
    SpokenLanguage,
)
from wasl.spine.people.queries.files import PAPER_FILES
from wasl.spine.people.queries.households import household_of, ties_of
from wasl.spine.people.queries.papers import same_number
from wasl.spine.people.rules.phones import read_phone

DIALLED = (ContactKind.PHONE, ContactKind.EMERGENCY)


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


def search_buttons_of(request: Request) -> list[slots.PageAction]:
    """What else helps this reader to know whether somebody is known: beside the search, and while registering."""
    return [button for fill in slots.search_buttons if (button := fill(request)) is not None]


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
    """For a person: how to reach them."""
    if party.kind != PartyKind.PERSON:
        return None
    person = party.person
    lines = [
        (contact, contact.kind in DIALLED and not read_phone(contact.value).is_valid)
        for contact in Contact.objects.current().filter(person=person)
    ]
    may_write = access.may_write(request.actor)
    context = {
        "person": person,
        "doubtful": bool(person.phone) and not read_phone(person.phone).is_valid,
        "contacts": [line for line in lines if line[0].kind != ContactKind.EMERGENCY],
        "emergency": [line for line in lines if line[0].kind == ContactKind.EMERGENCY],
        "may_write": may_write,
    }
    href = reverse("people:contact_add", args=[party.pk]) if may_write else ""
    return slots.Panel(_("Contact"), "people/panels/identity.html", context, href, _("Add a contact"))


def names(request: Request, party: Party) -> slots.Panel | None:
    """For a person: their names as papers write them, the one shown marked."""
    if party.kind != PartyKind.PERSON:
        return None
    person, may_write = party.person, access.may_write(request.actor)
    written = list(NameWritten.objects.filter(person=person).select_related("paper"))
    if not written and not may_write:
        return None
    lines = [(row, f"{row.given_part} {row.family_part}".strip() == person.label) for row in written]
    href = reverse("people:name_add", args=[party.pk]) if may_write else ""
    context = {"names": lines, "may_write": may_write}
    return slots.Panel(_("Names as written"), "people/panels/names.html", context, href, _("Add a name"))


def languages(request: Request, party: Party) -> slots.Panel | None:
    """For a person: their languages, and the one letters are in."""
    if party.kind != PartyKind.PERSON:
        return None
    may_write = access.may_write(request.actor)
    rows = list(SpokenLanguage.objects.filter(person_id=party.pk).select_related("language"))
    if not rows and not may_write:
        return None
    href = reverse("people:languages", args=[party.pk]) if may_write else ""
    context = {"languages": rows, "person": party.person}
    return slots.Panel(_("Languages"), "people/panels/languages.html", context, href, _("Change"))


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
    household = household_of(request.actor, party.person)
    living = {member.person_id for member in household.present} if household else set()
    found = [
        one
        for one in ties_of(request.actor, party)
        if one.tie.kind != TieKind.HOUSEHOLD or one.other.pk not in living
    ]
    may = access.may_write(request.actor)
    if not found and household is None and not may:
        return None
    context = {"ties": found, "household": household, "may_write": may}
    href = reverse("people:tie_add", args=[party.pk]) if may else ""
    return slots.Panel(_("Household and family"), "people/panels/ties.html", context, href, _("Add a tie"))
