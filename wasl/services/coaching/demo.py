"""Invented sessions, diagnostics and an event for the demo, through the real actions."""

from __future__ import annotations

from datetime import date, timedelta

from wasl.base.accounts.models import User
from wasl.base.network.models import Office
from wasl.base.reference.models import Language, Province, Sector
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.services.coaching import actions
from wasl.services.coaching.models import Coach
from wasl.spine.cases.models import Case
from wasl.spine.people.models import Person


def tell(*, adviser: Actor, coordinator: Actor, coaches: list[User], office: Office, today: date) -> None:
    """Profiles of the coaches; two cases accompanied, one looked at twice on the grid; an event held, one planned."""
    sectors = list(Sector.objects.all()[:4])
    for place, user in enumerate(coaches):
        actions.write_profile(
            by=coordinator,
            user=user,
            organisation=office.organisation,
            kind="mentor" if place % 2 else "coach",
            sectors=sectors[place : place + 2],
            languages=Language.objects.filter(pk__in=("fra", "ara", "wol")[: place + 2]),
            provinces=Province.objects.filter(pk=office.province_id) if place else [],
            capacity=4 + place,
            about="Profil inventé pour la démonstration.",
        )
    cases = (
        Case.objects.within(adviser, ("adviser",)).open().filter(opened_on__lt=today - timedelta(days=100))
    )
    first, second = cases.filter(office=office).order_by("-pk")[:2]
    with clock.moved_to(today - timedelta(days=90)):
        actions.diagnose(
            by=adviser,
            case=first,
            levels={
                "idea": 1,
                "market": 1,
                "skills": 3,
                "papers": 0,
                "money": 0,
                "network": 1,
                "confidence": 2,
            },
            words="Sait coudre, n’a pas encore parlé à des clientes.",
        )
        for case, coach in zip((first, second), coaches, strict=False):
            profile = coach_of(coach, office)
            actions.assign_coach(by=adviser, case=case, coach=profile)
    _sessions(adviser, (first, second), coaches, today)
    with clock.moved_to(today - timedelta(days=8)):
        actions.diagnose(
            by=adviser,
            case=first,
            levels={
                "idea": 3,
                "market": 2,
                "skills": 3,
                "papers": 2,
                "money": 1,
                "network": 2,
                "confidence": 3,
            },
        )
    _events(coordinator, office, today)


def coach_of(user: User, office: Office) -> Coach:
    """The profile written above."""
    return Coach.objects.get(user=user, organisation=office.organisation)


def _sessions(adviser: Actor, cases: tuple[Case, Case], coaches: list[User], today: date) -> None:
    for case, coach, days in zip(cases, coaches, (60, 30), strict=False):
        with clock.moved_to(today - timedelta(days=days)):
            actions.record_session(
                by=adviser,
                case=case,
                coach=coach,
                minutes=75,
                decisions="Parler à cinq clients et noter leurs prix.",
                next_on=today - timedelta(days=days - 14),
                next_words="Liste des prix",
            )


def _events(coordinator: Actor, office: Office, today: date) -> None:
    people = list(Person.objects.visible_to(coordinator).select_related("party").order_by("-pk")[:5])
    with clock.moved_to(today - timedelta(days=20)):
        held = actions.plan_event(
            by=coordinator,
            office=office,
            kind="meeting",
            title="Rencontre avec des fournisseurs (inventée)",
            on=clock.today(),
            place="Salle du bureau",
        )
        rows = [actions.enrol(by=coordinator, event=held, person=person) for person in people]
        actions.hold_event(
            by=coordinator,
            event=held,
            expected=held.version,
            came=[row.pk for row in rows[:4]],
            partners=6,
            words="Deux premières commandes discutées.",
        )
    planned = actions.plan_event(
        by=coordinator,
        office=office,
        kind="visit",
        title="Visite d’un atelier (inventée)",
        on=today + timedelta(days=9),
    )
    for person in people[:2]:
        actions.enrol(by=coordinator, event=planned, person=person)
