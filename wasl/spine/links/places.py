"""What links hang in the frames of other rooms."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.base.documents.slots import file_owners
from wasl.kernel import clock, frames
from wasl.kernel.actors import Actor
from wasl.kernel.frames import Card, NavItem
from wasl.kernel.web import Request, actor_of
from wasl.spine.links import access, queries
from wasl.spine.links.actions.agreements import FILES
from wasl.spine.links.models import SharingAgreement
from wasl.spine.matching.slots import link_action
from wasl.spine.people import slots
from wasl.spine.people.enums import PartyKind
from wasl.spine.people.models import Party
from wasl.spine.people.slots import PageAction, Panel

PANEL = "links/parts/panel.html"


def fill() -> None:
    """Called once, when the app is ready."""
    slots.same_person.fill("links", queries.same_person)
    links = NavItem(_("Links"), "links:list", "link", access.may_decide, "work")
    agreements = NavItem(_("Sharing"), "links:agreements", "shield", access.may_see_agreements, "house")
    frames.navigation.fill("links", links, order=35)
    frames.navigation.fill("links.agreements", agreements, order=80)
    frames.home_cards.fill("links", to_decide_card, order=60)
    frames.home_cards.fill("links.agreements", to_confirm_card, order=65)
    file_owners.fill(FILES, may_open_files)
    slots.person_panels.fill("links", person_panel, order=225)
    slots.page_actions.fill("links.known", known_action, order=70)
    slots.search_buttons.fill("links.known", known_button, order=10)
    link_action.fill("action", join_action)
    slots.holdings.fill("links", queries.holdings, order=225)


def may_open_files(actor: Actor, agreement_id: int) -> bool:
    """Who sees an agreement opens its papers."""
    return SharingAgreement.objects.visible_to(actor).filter(pk=agreement_id).exists()


def to_decide_card(request: HttpRequest) -> Card | None:
    """Links that wait for the data-protection officer."""
    actor = actor_of(request)
    if not access.may_decide(actor) or actor.is_system:
        return None
    count = queries.to_decide(actor).count()
    if not count:
        return None
    return Card(
        _("Links to decide"),
        _("Persons who may be known to another organisation too wait for your decision."),
        reverse("links:list") + "?waits=yes",
        count,
        "attention",
    )


def to_confirm_card(request: HttpRequest) -> Card | None:
    """Agreements that wait for the second organisation."""
    actor = actor_of(request)
    if not access.may_see_agreements(actor):
        return None
    count = len(queries.waiting_agreements(actor))
    if not count:
        return None
    return Card(
        _("Sharing agreements to confirm"),
        _("Another organisation recorded an agreement that binds yours."),
        reverse("links:agreements"),
        count,
        "attention",
    )


def person_panel(request: Request, party: Party) -> Panel | None:
    """For the data-protection officer: where this person is linked, or proposed to be."""
    if party.kind != PartyKind.PERSON or not access.may_decide(request.actor):
        return None
    today = clock.today()
    links = [
        (link, queries.other_names(link), queries.idle(link, today))
        for link in queries.links_of(request.actor, party)
    ]
    if not links:
        return None
    across = any(not link.is_inside for link, _names, _idle in links)
    title = _("Links with other organisations") if across else _("Records linked without merging")
    return Panel(title, PANEL, {"links": links})


def join_action(request: Request, one: int, other: int) -> PageAction | None:
    """For the data-protection officer, of two records that may not be merged: the way to link them, or to the link."""
    if not access.may_decide(request.actor) or request.actor.is_system:
        return None
    organisation = queries.organisation_of_both(request.actor, one, other)
    if organisation is None or not queries.known_to_others(organisation, one, other):
        return None
    held = queries.inside_link(organisation, one, other)
    if held is not None:
        return PageAction(_("See the link"), held.get_absolute_url(), icon="link", tone="outline-primary")
    href = reverse("links:join", args=[one, other])
    return PageAction(_("Link without merging"), href, icon="link", tone="outline-primary")


def known_action(request: Request, party: Party) -> PageAction | None:
    """At the desk: ask whether this person is known elsewhere."""
    if party.kind != PartyKind.PERSON or not access.may_ask(request.actor):
        return None
    address = f"{reverse('links:known')}?personne={party.pk}"
    return PageAction(_("Known elsewhere?"), address, icon="link", tone="outline-primary")


def known_button(request: Request) -> PageAction | None:
    """Beside the search and the form that registers: ask before a file is opened."""
    if not access.may_ask(request.actor):
        return None
    return PageAction(_("Known elsewhere?"), reverse("links:known"), icon="link", tone="outline-primary")
