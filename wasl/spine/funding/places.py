"""What funding hangs in the frames of other rooms."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wasl.base.documents.slots import file_owners
from wasl.base.programmes.packs import pack_sections
from wasl.kernel import clock, frames
from wasl.kernel.actors import Actor
from wasl.kernel.money import format_money
from wasl.kernel.web import Request, actor_of
from wasl.spine.facts.slots import sources
from wasl.spine.funding import access, pack, queries
from wasl.spine.funding.enums import OrderStatus
from wasl.spine.funding.models import Agreement, Payee, Payment, PaymentOrder
from wasl.spine.funding.queries import holdings
from wasl.spine.funding.tables import TONES
from wasl.spine.merging.slots import words
from wasl.spine.people import evidence
from wasl.spine.people import slots as people
from wasl.spine.people.models import Party


def fill() -> None:
    """Called once, when the app is ready."""
    frames.navigation.fill(
        "funding",
        frames.NavItem(gettext_lazy("Funding"), "funding:agreements", "wallet", access.may_read, "money"),
        order=50,
    )
    frames.navigation.fill(
        "funding.orders",
        frames.NavItem(gettext_lazy("Payments"), "funding:orders", "cash", access.may_read, "money"),
        order=51,
    )
    frames.navigation.fill(
        "funding.budgets",
        frames.NavItem(gettext_lazy("Budgets"), "funding:budgets", "table", access.may_read, "money"),
        order=52,
    )
    frames.home_cards.fill("funding.sign", _to_sign, order=20)
    frames.home_cards.fill("funding.pay", _to_pay, order=21)
    frames.checks.fill("funding", queries.health)
    people.person_panels.fill("funding", _panel, order=70)
    people.timeline.fill("funding", _timeline)
    words.fill("funding.agreement", gettext_lazy("Agreements"))
    words.fill("funding.payee", gettext_lazy("Payees"))
    sources.fill("funding.agreement", queries.expected_commitments)
    sources.fill("funding.amendment", queries.expected_changes)
    sources.fill("funding.payment", queries.expected_payments)
    evidence.provide(
        queries.GRANTS,
        gettext_lazy("Funding agreements already signed"),
        "agreement",
        queries.grants_received,
    )
    pack_sections.fill(pack.SECTION.name, pack.SECTION)
    file_owners.fill("funding.agreement", _may_open_agreement)
    file_owners.fill("funding.payee", _may_open_payee)
    people.holdings.fill("funding", holdings.held, order=600)


def _may_open_agreement(actor: Actor, pk: int) -> bool:
    return Agreement.objects.visible_to(actor).filter(pk=pk).exists()


def _may_open_payee(actor: Actor, pk: int) -> bool:
    return Payee.objects.visible_to(actor).filter(pk=pk).exists()


def _to_sign(request: HttpRequest) -> frames.Card | None:
    actor = actor_of(request)
    if not access.may_sign(actor):
        return None
    count = PaymentOrder.objects.to_sign_by(actor).count()
    if not count:
        return None
    return frames.Card(
        _("Payments to release"),
        ngettext("One order waits for a second signature.", "Orders wait for a second signature.", count),
        f"{reverse('funding:orders')}?status={OrderStatus.REQUESTED}",
        count,
        "attention",
    )


def _to_pay(request: HttpRequest) -> frames.Card | None:
    actor = actor_of(request)
    if not access.may_pay(actor):
        return None
    count = PaymentOrder.objects.visible_to(actor).filter(status=OrderStatus.RELEASED).count()
    if not count:
        return None
    return frames.Card(
        _("Payments to make"),
        _("Released orders wait to be paid and to have their proof."),
        f"{reverse('funding:orders')}?status={OrderStatus.RELEASED}",
        count,
        "info",
    )


def _panel(request: Request, party: Party) -> people.Panel | None:
    """Agreements of the party, for those who read money."""
    if not access.may_read(request.actor):
        return None
    rows = Agreement.objects.visible_to(request.actor).with_shown().filter(party=party).order_by("-pk")
    agreements = [(agreement, TONES[agreement.status]) for agreement in rows]
    return (
        people.Panel(_("Funding"), "funding/panels/party.html", {"agreements": agreements})
        if agreements
        else None
    )


def _timeline(actor: Actor, party_ids: Sequence[int]) -> list[people.TimelineEntry]:
    """Signatures and payments of the parties, for those who read money (2 queries)."""
    if not access.may_read(actor):
        return []
    visible = Agreement.objects.visible_to(actor).filter(party_id__in=list(party_ids))
    entries = [
        people.TimelineEntry(
            clock.at_noon(agreement.signed_on),
            _("Agreement %(reference)s") % {"reference": agreement.reference},
            format_money(agreement.total, "MAD"),
            agreement.get_absolute_url(),
            "pen",
            "info",
        )
        for agreement in visible.committing()
        if agreement.signed_on
    ]
    payments = Payment.objects.filter(order__tranche__agreement__in=visible.values("pk"))
    return entries + [
        people.TimelineEntry(
            clock.at_noon(payment.paid_on),
            _("Payment of %(reference)s") % {"reference": payment.order.reference},
            format_money(payment.amount, "MAD"),
            reverse("funding:order", args=[payment.order_id]),
            "money",
            "success",
        )
        for payment in payments.select_related("order")
    ]
