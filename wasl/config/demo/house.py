"""The house of the demo: an invented institution in the directory; one of the staff who moved, one who left."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from wasl.base.accounts import demo as accounts
from wasl.base.accounts.actions import leave, move_member
from wasl.base.accounts.models import User
from wasl.base.accounts.queries import actor_for, held_work
from wasl.base.network.actions import create_contact, create_offer, create_organisation, verify_offer
from wasl.config.demo.crew import Crew
from wasl.kernel import clock
from wasl.kernel.actors import Role
from wasl.spine.cases import actions as cases
from wasl.spine.people.models import Person


def tell(crew: Crew, today: date) -> None:
    """A year ago two advisers came; one went to Tanger since, the other left and her case files were handed over."""
    with transaction.atomic():
        _directory(crew, today)
        _staff(crew, today)


def _directory(crew: Crew, today: date) -> None:
    """Contacts are invented, and stand at an invented institution alone: nobody telephones a real one by mistake."""
    by = crew.actor("coordination")
    with clock.moved_to(today - timedelta(days=430)):
        institution = create_organisation(
            by=crew.actor("administration"),
            code="guichet-invente",
            name="Guichet social inventé de Rabat",
            name_ar="شباك اجتماعي مختلق بالرباط",
            kinds=["institution"],
        )
        contact = create_contact(
            by=by,
            organisation=institution,
            name="Accueil (inventé)",
            phone="+212 500 00 00 00",
            email="accueil@guichet-invente.example",
        )
        offers = [
            create_offer(
                by=by,
                organisation=institution,
                contact=contact,
                code=f"guichet-invente-{kind}",
                kind=kind,
                name_fr=french,
                name_ar=arabic,
                name_en=english,
                conditions_fr="Service inventé pour la démonstration.",
                conditions_ar="خدمة مختلقة للعرض.",
                conditions_en="A service invented for the demo.",
                provinces=["MA-RAB"],
                answer_days=days,
                source="Démonstration",
            )
            for kind, french, arabic, english, days in (
                ("health", "Consultation de santé", "استشارة صحية", "Health consultation", 7),
                ("psychosocial", "Écoute et soutien", "الاستماع والدعم", "Listening and support", 15),
            )
        ]
        for offer in offers:
            verify_offer(by=by, offer=offer)
    with clock.moved_to(today - timedelta(days=20)):
        verify_offer(by=by, offer=offers[0])


def _staff(crew: Crew, today: date) -> None:
    boss, arrival = crew.actor("administration"), today - timedelta(days=360)
    rabat, tanger = crew.offices["rabat-ocean"], crew.offices["tanger-mdj"]
    organisation = crew.organisations["es-maroc"]

    def adviser(username: str, name: str) -> User:
        return accounts.engage(
            username=username,
            name=name,
            role=Role.ADVISER,
            organisation=organisation,
            starts_on=arrival,
            confirmed_by=None,
            offices=[rabat],
        )

    with clock.moved_to(arrival):
        moved, left = adviser("conseil-3", "Yassine Romarin"), adviser("conseil-4", "Meriem Safran")
    with clock.moved_to(today - timedelta(days=120)):
        _cases(crew, left, today - timedelta(days=120))
    with clock.moved_to(today - timedelta(days=60)):
        move_member(
            by=boss,
            membership=moved.memberships.get(),
            role=Role.ADVISER,
            offices=[tanger],
            reason="Renfort du bureau de Tanger",
        )
    with clock.moved_to(today - timedelta(days=30)):
        heirs = dict.fromkeys((line.key for line in held_work(organisation.pk, left)), crew.users["conseil"])
        leave(
            by=boss,
            user=left,
            organisation=organisation,
            reason="Départ vers une autre association",
            heirs=heirs,
        )


def _cases(crew: Crew, adviser: User, day: date) -> None:
    """Three case files that she opened."""
    actor = actor_for(adviser)
    people = Person.objects.visible_to(actor).order_by("pk")[5:8]
    for person in people.select_related("party"):
        cases.open_case(
            by=actor,
            party=person.party,
            guichet=crew.guichet("associations"),
            office=crew.offices["rabat-ocean"],
            on=day,
        )
