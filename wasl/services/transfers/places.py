"""What transfers hang in the frames of other rooms."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.base.audit.slots import kinds, verbs
from wasl.kernel import clock, frames
from wasl.kernel.frames import Card, NavItem
from wasl.kernel.web import Request, actor_of
from wasl.services.transfers import access
from wasl.services.transfers.actions.ending import case_closed, forget
from wasl.services.transfers.enums import VERBS, WAITING, Status
from wasl.services.transfers.models import Transfer
from wasl.services.transfers.queries import telling
from wasl.services.transfers.queries.delays import kept_closed
from wasl.spine.cases import slots as cases
from wasl.spine.cases.models import Case
from wasl.spine.merging import slots as merging
from wasl.spine.people import slots as people
from wasl.spine.people.enums import PartyKind
from wasl.spine.people.slots import PageAction, Panel

KIND = "transfers.transfer"


def fill() -> None:
    """Called once, when the app is ready."""
    place = NavItem(_("Transfers"), "transfers:list", "arrow", access.may_read, "work")
    frames.navigation.fill("transfers", place, order=54)
    frames.home_cards.fill("transfers.received", received_card, order=14)
    frames.home_cards.fill("transfers.overdue", overdue_card, order=36)
    frames.erasure.fill("transfers", forget)
    people.timeline.fill("transfers", telling.entries, order=55)
    people.holdings.fill("transfers", telling.held, order=330)
    cases.panels.fill("transfers", case_panel, order=45)
    cases.buttons.fill("transfers", case_button, order=45)
    cases.closed.fill("transfers", case_closed)
    cases.keeps_closed.fill("transfers", kept_closed)
    merging.words.fill(KIND, _("Transfers"))
    kinds.fill(KIND, pgettext_lazy("record", "Transfer"))
    for verb, words in VERBS.items():
        verbs.fill(verb, words)


def received_card(request: HttpRequest) -> Card | None:
    """Transfers that wait for an answer of the reader's side; whether some are late is said."""
    actor = actor_of(request)
    if not access.may_read(actor) or actor.is_system:
        return None
    waiting = Transfer.objects.received_by(actor).filter(status=Status.PROPOSED)
    count = waiting.count()
    if not count:
        return None
    late = waiting.overdue(clock.today()).exists()
    text = _("wait for your answer, some are late") if late else _("wait for your answer")
    href = f"{reverse('transfers:received')}?status={Status.PROPOSED.value}"
    return Card(_("Transfers received"), text, href, count, "attention")


def overdue_card(request: HttpRequest) -> Card | None:
    """Transfers that a partner has not answered in time."""
    actor = actor_of(request)
    if not access.may_read(actor) or actor.is_system:
        return None
    count = Transfer.objects.visible_to(actor).overdue(clock.today()).count()
    if not count:
        return None
    href = f"{reverse('transfers:list')}?watch=overdue"
    return Card(_("Transfers without an answer"), _("the partner is late"), href, count, "attention")


def case_button(request: Request, case: Case) -> PageAction | None:
    """Transfer this case to a partner, for who advises or coordinates where it is."""
    organisation, office, programme = case.place
    may = access.may_act_at(request.actor, organisation=organisation, office=office, programme=programme)
    if not may or case.is_closed or case.party.kind != PartyKind.PERSON:
        return None
    if Transfer.objects.filter(case=case, status__in=WAITING).exists():
        return None
    return PageAction(_("Transfer"), reverse("transfers:for_case", args=[case.pk]), "arrow")


def case_panel(request: Request, case: Case) -> Panel | None:
    """The transfers of a case, and the one it came by, where the reader may open them."""
    if not access.may_read(request.actor):
        return None
    sent = Transfer.objects.visible_to(request.actor).filter(case=case).with_shown()[:10]
    came = Transfer.objects.received_by(request.actor).filter(new_case=case).with_shown()[:1]
    rows = [*[(row, row.get_absolute_url()) for row in sent], *[(row, row.received_url) for row in came]]
    return Panel(_("Transfers"), "transfers/parts/panel.html", {"rows": rows}) if rows else None
