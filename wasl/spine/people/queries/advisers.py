"""Who advises whom, as the rooms above say; and who may be told of somebody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects

from wasl.base.accounts.models import Membership, User
from wasl.base.accounts.queries import actor_for
from wasl.kernel import clock
from wasl.kernel.actors import Actor, Role
from wasl.spine.people import access, slots
from wasl.spine.people.models import Following, Party, Renewal

Place = tuple[int, int, int | None]  # organisation, office, programme


def advisers_of(party_ids: Collection[int], day: date) -> dict[int, list[int]]:
    """The users who advise each party on that day; a party nobody advises is left out."""
    found: dict[int, list[int]] = defaultdict(list)
    for ask in slots.advisers:
        for party, users in ask(list(party_ids), day).items():
            found[party] += [user for user in users if user not in found[party]]
    return dict(found)


def advised_by(user: int | None, day: date) -> QuerySet[Any, Any]:
    """Ids of the parties a user (None: anybody) advises on that day, as a subquery."""
    found = [ask(user, day) for ask in slots.advised]
    parties = Party.objects.filter(pk__in=found[0]) if found else Party.objects.none()
    for more in found[1:]:
        parties |= Party.objects.filter(pk__in=more)
    return parties.order_by().values("pk")


def advisers_beside(actor: Actor) -> dict[int, str]:
    """The advisers of the organisations the actor works for: user id → name, sorted by name."""
    held = Membership.objects.valid_on(clock.today()).filter(role=Role.ADVISER)
    if not actor.is_system:
        held = held.filter(organisation__in=actor.organisations(*access.RESIDENCE))
    users = User.objects.filter(pk__in=held.values("user_id"), is_active=True)
    return dict(sorted(((user.pk, user.display_name) for user in users), key=lambda pair: pair[1]))


def with_advisers(rows: list[Renewal]) -> list[Renewal]:
    """The same rows, each with `adviser_names` and the offices that follow its person; five queries at most."""
    advised = advisers_of({row.person_id for row in rows}, clock.today())
    users = User.objects.filter(pk__in={user for users in advised.values() for user in users})
    names = {user.pk: user.display_name for user in users}
    for row in rows:
        row.adviser_names = [names[user] for user in advised.get(row.person_id, ())]
    standing = Following.objects.filter(ends_on=None).select_related("office")
    prefetch_related_objects(rows, Prefetch("person__party__followings", standing))
    return rows


class Readers:
    """The users who may be told of titles on a day, and what each may see."""

    def __init__(self, day: date) -> None:
        held = Membership.objects.valid_on(day).filter(role__in=access.RESIDENCE, user__is_active=True)
        users = User.objects.filter(pk__in=held.values("user_id")).order_by("pk")
        self.actors: dict[int, Actor] = {user.pk: actor_for(user) for user in users}

    def may_see(self, user: int, places: Iterable[Place], roles: Sequence[str] = access.RESIDENCE) -> bool:
        """Whether one of these roles of the user covers one of the places that follow somebody."""
        actor = self.actors.get(user)
        return actor is not None and any(
            grant.covers(organisation, office, None)
            and (grant.programmes is None or programme in grant.programmes)
            for grant in actor.granted(roles)
            for organisation, office, programme in places
        )

    def advisers_at(self, places: Collection[Place]) -> list[int]:
        """The advisers of the offices that follow somebody."""
        return [user for user in self.actors if self.may_see(user, places, (Role.ADVISER,))]


def recipients(person_ids: Collection[int], readers: Readers, day: date) -> dict[int, list[int]]:
    """The users to tell of each person: their advisers who may still see them, else all advisers of their offices."""
    standing = Following.objects.filter(Q(ends_on=None) | Q(ends_on__gte=day), party_id__in=person_ids)
    places: dict[int, set[Place]] = defaultdict(set)
    for party, *place in standing.values_list("party_id", "organisation_id", "office_id", "programme_id"):
        places[party].add((place[0], place[1], place[2]))
    advised = advisers_of(person_ids, day)
    found = {}
    for person, where in places.items():
        own = [user for user in advised.get(person, ()) if readers.may_see(user, where)]
        found[person] = own or readers.advisers_at(where)
    return found
