"""Referrals of invented people to institutions plainly invented, for the demo, through the real actions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from wasl.base.accounts.demo import engage
from wasl.base.accounts.queries import actor_for
from wasl.base.network.actions import create_contact, create_offer, create_organisation
from wasl.base.network.models import ServiceOffer
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Actor, Role
from wasl.services.referrals import actions
from wasl.services.referrals.models import Referral
from wasl.spine.cases.models import Case

CODE = "institution-inventee"
REASON = "Souhaite suivre la formation ; disponible le matin."


def tell(*, adviser: Actor, today: date) -> None:
    """One institution with a member; referrals waiting, accepted, done, late, declined, withdrawn, being prepared."""
    rows = Case.objects.visible_to(adviser).open().filter(party__kind="person").with_shown()
    cases = [*rows.select_related("party__person", "organisation").order_by("pk")[:7]]
    if len(cases) < 7:
        return
    first = today - timedelta(days=45)
    with clock.moved_to(first):
        offer, member = _institution()
    _sent(adviser, cases[0], offer, first)
    done = _sent(adviser, cases[1], offer, today - timedelta(days=30))
    with clock.moved_to(today - timedelta(days=24)):
        done = actions.accept(
            by=member, referral=done, way="member", meeting_on=today - timedelta(days=18),
            meeting_place="10 h, atelier du rez-de-chaussée (inventé)",
        )  # fmt: skip
    with clock.moved_to(today - timedelta(days=17)):
        actions.say_outcome(
            by=member, referral=done, way="member", outcome="served", on=today - timedelta(days=18)
        )
    declined = _sent(adviser, cases[2], offer, today - timedelta(days=20))
    with clock.moved_to(today - timedelta(days=16)):
        actions.decline(by=member, referral=declined, way="member", reason="full")
    accepted = _sent(adviser, cases[3], offer, today - timedelta(days=9))
    with clock.moved_to(today - timedelta(days=4)):
        actions.accept(
            by=adviser, referral=accepted, way="told", meeting_on=today + timedelta(days=5),
            meeting_place="9 h 30, accueil (inventé)",
        )  # fmt: skip
    withdrawn = _sent(adviser, cases[4], offer, today - timedelta(days=8))
    with clock.moved_to(today - timedelta(days=6)):
        actions.withdraw(by=adviser, referral=withdrawn)
    _sent(adviser, cases[5], offer, today - timedelta(days=2))
    _draft(adviser, cases[6], offer, today)


def _institution() -> tuple[ServiceOffer, Actor]:
    """The invented institution, its contact, its service, and who answers for it."""
    owner = create_organisation(
        by=SYSTEM, code=CODE, name="Centre de formation des Deux Palmiers (inventé)", kinds=["institution"]
    )
    contact = create_contact(
        by=SYSTEM,
        organisation=owner,
        name="Accueil du centre (inventé)",
        email="accueil@deux-palmiers.example",
    )
    offer = create_offer(
        by=SYSTEM, organisation=owner, contact=contact, code="deux-palmiers-couture", kind="training",
        name_fr="Formation en couture (inventée)", name_ar="تكوين في الخياطة (مختلق)",
        name_en="Sewing course (invented)",
        conditions_fr="Avoir 18 ans ; se présenter avec un papier.", everywhere=True, verified_on=clock.today(),
    )  # fmt: skip
    user = engage(
        username="partenaire",
        name="Zineb Palmier (Deux Palmiers)",
        role=Role.PARTNER,
        organisation=owner,
        starts_on=clock.today(),
        confirmed_by=None,
    )
    return offer, actor_for(user)


def _draft(by: Actor, case: Case, offer: ServiceOffer, today: date, **known: Any) -> Referral:
    return actions.create(
        by=by,
        person=case.party.person,
        offer=offer,
        fields=["name", "phone", "birth_year", "language", "reason", "adviser"],
        expires_on=today + timedelta(days=60),
        case=case,
        contact=offer.contact,
        reason=REASON,
        **known,
    )


def _sent(by: Actor, case: Case, offer: ServiceOffer, day: date) -> Referral:
    """Sent on a day, said aloud before a witness."""
    with clock.moved_to(max(day, case.opened_on)):
        referral = _draft(by, case, offer, clock.today())
        return actions.send(
            by=by, referral=referral, means="spoken", witness="Agent communautaire (inventé)", language="fr"
        )
