"""A small world for the tests of calls: a programme with two zones, its staff, a published call, groups that apply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from wasl.base.accounts.models import User
from wasl.base.accounts.queries import actor_for
from wasl.base.accounts.tests import factories as accounts
from wasl.base.network.models import Office, Organisation
from wasl.base.programmes.models import Partner, Programme, Strand, Zone
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Actor, Role
from wasl.services.calls import actions
from wasl.services.calls.models import Application, Call, CallZone, Committee, Review
from wasl.spine.people import actions as people
from wasl.spine.people.models import Collective, Person

_numbers = count(1)
ADULT = {"birth_date": date(1990, 5, 5), "birth_precision": "day", "nationality": "MA"}


@dataclass
class Scene:
    """Where the tests play: one organisation with one office, one programme, one published call."""

    organisation: Organisation
    office: Office
    programme: Programme
    zone: Zone
    strand: Strand
    call: Call
    staff: dict[str, User] = field(default_factory=dict)

    @property
    def call_zone(self) -> CallZone:
        return self.call.zones.get()

    def user(self, role: str, name: str = "") -> User:
        """A fresh user with this role here."""
        someone = accounts.user(self.organisation, name or f"{role} {next(_numbers)}")
        accounts.membership(someone, role, self.organisation, starts_on=date(2015, 1, 1))
        return someone

    def actor(self, role: str) -> Actor:
        """The one actor of this role, made at first use."""
        if role not in self.staff:
            self.staff[role] = self.user(role)
        return actor_for(self.staff[role])


def a_scene(*, published: bool = True, **details: Any) -> Scene:
    """A call open since ten days for another ten, envelope 100,000 MAD, grants of 10,000 to 40,000."""
    organisation = accounts.organisation()
    office = accounts.office(organisation)
    programme = accounts.programme()
    Partner.objects.create(programme=programme, organisation=organisation, role="lead")
    zone = Zone.objects.create(programme=programme, code="rabat", name_fr="Rabat", organisation=organisation)
    strand = Strand.objects.create(programme=programme, code="start_up", name_fr="Start-up collective")
    regular = details.pop("regular_stay", False)
    call = actions.create_call(
        by=SYSTEM,
        programme=programme,
        office=office,
        code=details.pop("code", f"CALL-{next(_numbers)}"),
        title_fr=details.pop("title_fr", "Appel d'essai"),
        envelope=details.pop("envelope", Decimal(100_000)),
        min_amount=details.pop("min_amount", Decimal(10_000)),
        max_amount=details.pop("max_amount", Decimal(40_000)),
        opens_on=details.pop("opens_on", clock.today() - timedelta(days=10)),
        closes_on=details.pop("closes_on", clock.today() + timedelta(days=10)),
        strand=strand,
        zones=[actions.ZoneChoice(zone, organisation, office, regular_stay=regular)],
        **details,
    )
    if published:
        actions.publish_call(by=SYSTEM, call=call)
    return Scene(organisation, office, programme, zone, strand, call)


def a_person(scene: Scene, **known: Any) -> Person:
    number = next(_numbers)
    values = {"family_name": f"Nom{number}", "given_names": f"Prénom{number}", **ADULT, **known}
    return people.create_person(by=SYSTEM, office=scene.office, **values)


def a_group(
    scene: Scene, size: int = 3, members: Sequence[Person] = (), *, followed: bool = True
) -> Collective:
    """A collective of `size` members; `followed`: for the programme already."""
    persons = [*members, *(a_person(scene) for _ in range(size - len(members)))]
    return people.create_collective(
        by=SYSTEM,
        office=scene.office,
        name=f"Groupe {next(_numbers)}",
        members=[(person, "member") for person in persons],
        on=clock.today() - timedelta(days=400),
        programme=scene.programme if followed else None,
    )


def an_application(
    scene: Scene, *, amount: int = 30_000, group: Collective | None = None, **values: Any
) -> Application:
    """An application of a group that everybody agreed to: eligible under the rules of the template."""
    party = (group or a_group(scene)).party
    application, _issued = actions.submit_application(
        by=values.pop("by", SYSTEM),
        call=scene.call,
        zone=scene.call_zone,
        party=party,
        title=values.pop("title", f"Projet {next(_numbers)}"),
        amount_requested=Decimal(amount),
        everybody_consents=values.pop("everybody_consents", True),
        **values,
    )
    return application


def marked(scene: Scene, application: Application, *points: int) -> list[Review]:
    """Reviews by two fresh reviewers (or as many as points are given), the same points for every criterion."""
    reviews = []
    for value in points or (4, 4):
        review = actions.assign_reviewer(
            by=SYSTEM, application=application, reviewer=scene.user(Role.REVIEWER)
        )
        grid = {criterion.code: Decimal(value) for criterion in scene.call.criteria.all()}
        reviews.append(actions.submit_review(by=SYSTEM, review=review, points=grid))
    return reviews


def a_committee(scene: Scene, size: int = 3, quorum: int = 2) -> tuple[Committee, list[User]]:
    users = [scene.user(Role.COMMITTEE) for _ in range(size)]
    committee = actions.compose_committee(
        by=SYSTEM, call=scene.call, members=users, chair=users[0], quorum=quorum
    )
    return committee, users


def close(scene: Scene) -> None:
    """The call no longer takes applications: its closing day was yesterday."""
    yesterday = clock.today() - timedelta(days=1)
    Call.objects.filter(pk=scene.call.pk).update(closes_on=yesterday)
    scene.call.refresh_from_db()


def ranked(scene: Scene, committee: Committee) -> Committee:
    """The ranking drawn up after the closing day."""
    close(scene)
    committee.call.refresh_from_db()
    actions.draw_up_ranking(by=SYSTEM, committee=committee)
    return committee


def approved(committee: Committee, users: Sequence[User]) -> None:
    for user in users:
        actions.approve_ranking(by=actor_for(user), committee=committee)


def decided(scene: Scene, applications: Sequence[Application]) -> Committee:
    """The whole way: marks, committee, ranking, votes, decision."""
    for application in applications:
        if not application.reviews.exists():
            marked(scene, application)
    committee, users = a_committee(scene)
    ranked(scene, committee)
    approved(committee, users)
    actions.decide(by=actor_for(users[0]), committee=committee)
    for application in applications:
        application.refresh_from_db()
    scene.call.refresh_from_db()
    return committee
