"""What referrals hang in the frames of other rooms."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.base.accounts.slots import Door, doors
from wasl.base.audit.slots import kinds, verbs
from wasl.base.messaging import slots as messaging
from wasl.kernel import clock, frames
from wasl.kernel.frames import Card, NavItem
from wasl.kernel.web import Request, actor_of
from wasl.services.referrals import access
from wasl.services.referrals.actions.duties import forget
from wasl.services.referrals.enums import PURPOSES, VERBS, Status
from wasl.services.referrals.models import Referral
from wasl.services.referrals.models.referral import ReferralQuerySet
from wasl.services.referrals.purposes import KIND, LINK
from wasl.services.referrals.queries import telling
from wasl.services.referrals.queries.facts import expected_facts
from wasl.spine.cases import slots as cases
from wasl.spine.cases.models import Case
from wasl.spine.facts.slots import sources
from wasl.spine.merging import slots as merging
from wasl.spine.people import slots as people
from wasl.spine.people.enums import PartyKind
from wasl.spine.people.models import Party
from wasl.spine.people.slots import PageAction, Panel

PANEL = "referrals/parts/panel.html"


def fill() -> None:
    """Called once, when the app is ready."""
    sent = NavItem(_("Referrals"), "referrals:list", "out", access.may_read, "work")
    received = NavItem(_("Referrals received"), "referrals:received", "mail", access.may_receive, "work")
    returns = NavItem(_("Returns of institutions"), "referrals:returns", "chart", access.may_read, "measure")
    frames.navigation.fill("referrals", sent, order=50)
    frames.navigation.fill("referrals.received", received, order=52)
    frames.navigation.fill("referrals.returns", returns, order=60)
    frames.public_links.fill(
        "referrals.withdraw",
        NavItem(_("Withdraw a consent"), "referrals:withdraw_by_person", "lock", lambda actor: True),
    )
    frames.home_cards.fill("referrals.overdue", overdue_card, order=35)
    frames.home_cards.fill("referrals.received", received_card, order=15)
    frames.erasure.fill("referrals", forget)
    doors.fill(LINK, Door(_("A referral to your institution"), lambda grant: reverse("referrals:code")))
    people.person_panels.fill("referrals", person_panel, order=70)
    people.page_actions.fill("referrals", person_action, order=50)
    people.timeline.fill("referrals", telling.entries, order=50)
    people.holdings.fill("referrals", telling.held, order=320)
    cases.panels.fill("referrals", case_panel, order=40)
    cases.buttons.fill("referrals", case_button, order=40)
    sources.fill(KIND, expected_facts)
    merging.words.fill(KIND, _("Referrals"))
    merging.collisions.fill("referrals_one_waiting", merging.Collision(settle=TWO_WAIT))
    kinds.fill(KIND, pgettext_lazy("record", "Referral"))
    for purpose, label in PURPOSES.items():
        messaging.purposes.fill(purpose, label)
    messaging.abouts.fill(KIND, lambda pk: reverse("referrals:referral", args=[pk]))
    for verb, words in VERBS.items():
        verbs.fill(verb, words)


TWO_WAIT = _(
    "A referral of both to the same service is being prepared or waits: settle one of the two first."
)


def overdue_card(request: HttpRequest) -> Card | None:
    """Answers that are late, for who writes referrals."""
    actor = actor_of(request)
    if not access.may_write(actor) or actor.is_system:
        return None
    count = Referral.objects.visible_to(actor).overdue(clock.today()).count()
    if not count:
        return None
    href = f"{reverse('referrals:list')}?watch=overdue"
    return Card(_("Referrals without an answer"), _("the institution is late"), href, count, "attention")


def received_card(request: HttpRequest) -> Card | None:
    """Referrals that wait for an answer of the reader's institution."""
    actor = actor_of(request)
    if not access.may_receive(actor) or actor.is_system:
        return None
    waiting = Referral.objects.received_by(actor).filter(status=Status.SENT, expires_on__gte=clock.today())
    count = waiting.count()
    if not count:
        return None
    href = f"{reverse('referrals:received')}?status={Status.SENT.value}"
    return Card(_("Referrals received"), _("wait for your answer"), href, count, "attention")


def person_action(request: Request, party: Party) -> PageAction | None:
    """Refer this person, for advisers."""
    if party.kind != PartyKind.PERSON or not access.may_write(request.actor):
        return None
    return PageAction(_("Refer"), reverse("referrals:for_person", args=[party.pk]), "out", "outline-primary")


def case_button(request: Request, case: Case) -> PageAction | None:
    """Refer the person of this case, for who advises where it is."""
    organisation, office, programme = case.place
    may = access.may_write_at(request.actor, organisation=organisation, office=office, programme=programme)
    if not may or case.is_closed or case.party.kind != PartyKind.PERSON:
        return None
    return PageAction(_("Refer"), reverse("referrals:for_case", args=[case.pk]), "out")


def person_panel(request: Request, party: Party) -> Panel | None:
    """The referrals of a person that the reader may open."""
    if party.kind != PartyKind.PERSON:
        return None
    return _panel(request, Referral.objects.filter(person=party.pk))


def case_panel(request: Request, case: Case) -> Panel | None:
    """The referrals of a case that the reader may open."""
    return _panel(request, Referral.objects.filter(case=case))


def _panel(request: Request, rows: ReferralQuerySet) -> Panel | None:
    if not access.may_read(request.actor):
        return None
    found = list(rows.visible_to(request.actor).with_shown()[:20])
    return Panel(_("Referrals"), PANEL, {"referrals": found}) if found else None
