"""In each place: an agreement in every state that a page needs, known by its beneficiary; each programme's budget."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tests.world.people import person
from tests.world.places import Place, World
from wasl.base.documents.actions import store_bytes
from wasl.base.programmes.models import Programme
from wasl.kernel.actors import SYSTEM, Actor, Grant, Role
from wasl.spine.funding import actions
from wasl.spine.funding.models import Agreement
from wasl.spine.funding.tests import factories as money
from wasl.spine.people.models import Party


@dataclass(frozen=True)
class Staff:
    """Who signs and pays in a place: as many people as two signatures ask for."""

    finance: Actor
    other_finance: Actor
    coordinator: Actor


def build(world: World) -> None:
    budgeted: set[Programme] = set()
    for place in world:
        if place.programme not in budgeted:
            money.a_budget(place.programme, place.office)
            budgeted.add(place.programme)
        _agreements(world, place)
        world.add("budget", place, place.programme.name_fr, code=place.programme.code)


def staff(place: Place) -> Staff:
    def somebody(role: str, number: int) -> Actor:
        grant = Grant(role, place.organisation.pk)
        return Actor(id=8000 + number, label=f"{role} {number}", grants=(grant,))

    return Staff(somebody(Role.FINANCE, 1), somebody(Role.FINANCE, 2), somebody(Role.COORDINATOR, 3))


def _agreements(world: World, place: Place) -> None:
    who = staff(place)
    party = person(place, "grantee").party
    small = money.World(place.office, place.programme, party, who.finance, who.other_finance, who.coordinator)
    label = place.label("grantee")
    draft = agreement(who, place, party, signed=False)
    world.add("draft", place, label, pk=draft.pk)
    signed = agreement(who, place, party)
    world.add("agreement", place, label, pk=signed.pk)
    world.add("condition", place, label, pk=signed.tranches.get(number=5).conditions.get().pk)
    world.add("tranche", place, label, pk=signed.tranches.get(number=4).pk)
    payee = money.a_payee(small, holder=label)
    world.add("payee", place, label, pk=payee.pk)
    payment = money.a_payment(small, signed, payee, 1)
    world.add("payment", place, label, pk=payment.pk)
    requested = money.an_order(small, signed, payee, 2)
    world.add("order", place, label, pk=requested.pk)
    released = money.an_order(small, signed, payee, 3)
    actions.release_payment(by=who.coordinator, order=released)
    world.add("released", place, label, pk=released.pk)
    other = actions.register_payee(
        by=who.finance,
        office=place.office,
        party=party,
        mode="transfer",
        holder=label,
        account=f"0078100001234567890123{place.office.pk:02}",
    )
    world.add("account", place, label, pk=other.accounts.get().pk)
    file = store_bytes(
        by=SYSTEM,
        owner_kind="funding.agreement",
        owner_id=signed.pk,
        kind="letter",
        name="lettre.pdf",
        content=money.a_proof().read(),
        content_type="application/pdf",
    )
    world.add("file", place, label, pk=file.pk)


def agreement(who: Staff, place: Place, party: Party, *, signed: bool = True) -> Agreement:
    """Five tranches; the last waits for a condition."""
    part = Decimal("1000.00")
    tranches = [actions.TrancheSpec(part) for _number in range(4)]
    return actions.create_agreement(
        by=who.coordinator,
        party=party,
        programme=place.programme,
        line_code="6.1",
        amount=part * 5,
        tranches=[*tranches, actions.TrancheSpec(part, ["Devis reçu"])],
        office=place.office,
        signed_on=money.SIGNED if signed else None,
    )
