"""Small worlds of money for the tests of this room and of those above."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from wasl.base.network.models import Office
from wasl.base.programmes.models import Partner, Programme
from wasl.kernel.actors import SYSTEM, Actor, Grant, Role
from wasl.spine.funding import actions
from wasl.spine.funding.actions import LineSpec, TrancheSpec
from wasl.spine.funding.enums import Mode
from wasl.spine.funding.models import Agreement, Payee, Payment, PaymentOrder
from wasl.spine.people.models import Party
from wasl.spine.people.tests.factories import a_person, a_programme, an_office

D = Decimal
SIGNED = date(2022, 3, 1)
LINES = (
    LineSpec("1", D("60000.00"), "Ressources humaines", kind="staff", invented=True),
    LineSpec("6", D("140000.00"), "Bénéficiaires", kind="heading"),
    LineSpec("6.1", D("100000.00"), "Fonds de start-up", kind="startup_fund", parent="6"),
    LineSpec("6.2", D("40000.00"), "Bourses de travail", kind="stipend", parent="6"),
)


@dataclass(frozen=True)
class World:
    office: Office
    programme: Programme
    party: Party
    finance: Actor
    other_finance: Actor
    coordinator: Actor


def a_proof(name: str = "ordre.pdf") -> BytesIO:
    """A small PDF, as a bank would give it."""
    proof = BytesIO(b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n")
    proof.name = name
    return proof


def somebody(role: str, office: Office, id: int, **grant: Any) -> Actor:  # noqa: A002
    return Actor(id=id, label=f"{role}-{id}", grants=(Grant(role, office.organisation_id, **grant),))


def a_budget(programme: Programme, office: Office) -> None:
    """Version 1 in EUR, signed on 1 January 2022, and a rate of 10 MAD for one EUR."""
    Partner.objects.get_or_create(
        programme=programme, organisation_id=office.organisation_id, defaults={"role": "lead"}
    )
    actions.sign_budget(
        by=SYSTEM, programme=programme, number=1, signed_on=date(2022, 1, 1), lines=LINES, currency="EUR"
    )
    actions.record_rate(
        by=SYSTEM,
        programme=programme,
        from_currency="EUR",
        rate=D(10),
        on=date(2022, 1, 1),
        method="usual_practice",
    )


def a_world() -> World:
    office = an_office()
    programme = a_programme()
    a_budget(programme, office)
    return World(
        office=office,
        programme=programme,
        party=a_person(office, "Traoré", "Awa").party,
        finance=somebody(Role.FINANCE, office, 11),
        other_finance=somebody(Role.FINANCE, office, 12),
        coordinator=somebody(Role.COORDINATOR, office, 13),
    )


def an_agreement(world: World, *parts: str, signed: bool = True, **given: Any) -> Agreement:
    """An agreement with tranches of these amounts in MAD (60 000 and 40 000 by default), without conditions."""
    amounts = [D(part) for part in parts or ("60000.00", "40000.00")]
    fields: dict[str, Any] = {
        "party": world.party,
        "programme": world.programme,
        "line_code": "6.1",
        "amount": sum(amounts, D(0)),
        "tranches": [TrancheSpec(amount) for amount in amounts],
        "office": world.office,
        "signed_on": SIGNED if signed else None,
    }
    fields.update(given)
    return actions.create_agreement(by=world.coordinator, **fields)


def a_payee(world: World, *, account: str = "007810000123456789012345", **given: Any) -> Payee:
    """A payee whose account the second person has confirmed."""
    fields: dict[str, Any] = {"party": world.party, "mode": Mode.TRANSFER, "holder": "Awa Traoré", **given}
    payee = actions.register_payee(by=world.finance, office=world.office, account=account, **fields)
    actions.confirm_account(by=world.other_finance, account=payee.accounts.get())
    return payee


def an_order(world: World, agreement: Agreement, payee: Payee, number: int = 1, **given: Any) -> PaymentOrder:
    tranche = agreement.tranches.get(number=number)
    return actions.order_payment(by=world.finance, tranche=tranche, payee=payee, **given)


def a_payment(world: World, agreement: Agreement, payee: Payee, number: int = 1, **given: Any) -> Payment:
    """Asked by finance, released by coordination, paid by the other finance officer."""
    order = an_order(world, agreement, payee, number, **given)
    actions.release_payment(by=world.coordinator, order=order)
    return actions.record_payment(by=world.other_finance, order=order, proof=a_proof())
