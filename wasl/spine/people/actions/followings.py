"""Which office follows whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.people import access
from wasl.spine.people.enums import FollowingBasis, PartyKind
from wasl.spine.people.models import CollectiveMember, Following, Party, Person
from wasl.spine.people.models.party import followed_by

if TYPE_CHECKING:
    from wasl.base.network.models import Office
    from wasl.base.programmes.models import Programme


def programme_for(
    by: Actor, office: Office, programme: Programme | None, roles: tuple[str, ...] = access.WRITERS
) -> int | None:
    """The id of the programme under which `by`, in one of `roles`, may act at this office.

    The one given, else none; an actor who works there for one programme only follows for that one. RuleBroken when
    they work for several and name none; Refused when they may not write there.
    """
    wanted = programme.pk if programme else None
    organisation, place = office.organisation_id, office.pk
    check(by.may(roles, organisation=organisation, office=place, programme=wanted))
    if by.is_system or wanted is not None:
        return wanted
    limited: set[int] = set()
    for grant in by.granted(roles):
        if grant.covers(organisation, place, None):
            if grant.programmes is None:
                return None
            limited |= grant.programmes
    if len(limited) == 1:
        return limited.pop()
    raise RuleBroken(_("Say for which programme."), field="programme", code="programme")


def check_visible(by: Actor, parties: Iterable[int], readers: tuple[str, ...] = access.READERS) -> None:
    """Refused unless every one of these parties is visible to `by` in one of the roles `readers`."""
    if by.is_system:
        return
    wanted = set(parties)
    seen = Party.objects.filter(followed_by(by, readers=readers), pk__in=wanted).count()
    check(seen == len(wanted))


@transaction.atomic
def follow(
    *,
    by: Actor,
    office: Office,
    basis: str,
    person: Person | None = None,
    party: Party | None = None,
    programme: Programme | None = None,
    on: date | None = None,
) -> Following:
    """Let `office` follow a person or a party (for a programme or none) from the day `on` (today by default).

    Give `person` or `party`. Following a collective follows its members of that day too. Where the office already
    follows, the standing following is returned. Refused unless `by` may write at the office and sees the party.
    """
    pk = person.pk if person is not None else party.pk if party is not None else None
    if pk is None:
        raise ValueError("give a person or a party")
    programme_id = programme_for(by, office, programme)
    check_visible(by, [pk])
    day = on or clock.today()
    parties = [pk]
    if party is not None and party.kind == PartyKind.COLLECTIVE:
        members = CollectiveMember.objects.on(day).filter(collective_id=pk).order_by("pk")
        parties += members.values_list("person_id", flat=True)
    made = begin(by=by, parties=parties, office=office, programme_id=programme_id, basis=basis, on=day)
    if made:
        record(by=by, verb="people.follow", kind="people.party", object_ids=[row.party_id for row in made])
    first = next((row for row in made if row.party_id == pk), None)
    return first or Following.objects.get(_standing(office, programme_id), party_id=pk)


@transaction.atomic
def follow_taken_over(
    *, by: Actor, party: Party, office: Office, programme_id: int | None, basis: str, on: date
) -> None:
    """Let the office that takes over the pathway of a party follow it (a collective: its members of that day too).

    Whoever hands over need not work there: the room that hands over has checked who may.
    """
    members = CollectiveMember.objects.on(on).filter(collective_id=party.pk).order_by("pk")
    parties = [party.pk, *members.values_list("person_id", flat=True)]
    made = begin(by=by, parties=parties, office=office, programme_id=programme_id, basis=basis, on=on)
    if made:
        record(by=by, verb="people.follow", kind="people.party", object_ids=[row.party_id for row in made])


@transaction.atomic
def end_handed_on(
    *,
    by: Actor,
    parties: Iterable[int],
    office: Office,
    programme_id: int | None,
    on: date,
    bases: Iterable[str],
) -> None:
    """End, with the day `on` as its last, what an office that hands a pathway on followed on one of these bases: for
    its programme or for none. `follow_taken_over` begins it again when the pathway comes back.

    Whoever hands over need not work there: the room that hands over has checked who may.
    """
    ended = list(
        Following.objects.filter(
            Q(programme_id=programme_id) | Q(programme=None),
            office_id=office.pk,
            party_id__in=list(parties),
            basis__in=list(bases),
            ends_on=None,
        )
    )
    for row in ended:
        row.ends_on = max(on, row.starts_on)
        row.save(update_fields=["ends_on"])
    if ended:
        ids = [row.party_id for row in ended]
        record(by=by, verb="people.end_following", kind="people.party", object_ids=ids)


def begin(
    *, by: Actor, parties: list[int], office: Office, programme_id: int | None, basis: str, on: date
) -> list[Following]:
    """Write the followings that do not stand yet and return them; no check of access, for actions of this room."""
    FollowingBasis(basis)
    held = set(
        Following.objects.filter(_standing(office, programme_id), party_id__in=parties).values_list(
            "party_id", flat=True
        )
    )
    rows = [new(by, pk, office, programme_id, basis, on) for pk in dict.fromkeys(parties) if pk not in held]
    return Following.objects.bulk_create(rows)


def new(
    by: Actor, party_id: int, office: Office, programme_id: int | None, basis: str, on: date
) -> Following:
    """A following, not saved yet."""
    row = Following(
        party_id=party_id,
        organisation_id=office.organisation_id,
        office_id=office.pk,
        programme_id=programme_id,
        basis=basis,
        starts_on=on,
    )
    row.authored_by(by)
    return row


def _standing(office: Office, programme_id: int | None) -> Q:
    return Q(office_id=office.pk, programme_id=programme_id, ends_on=None)


@transaction.atomic
def end_following(*, by: Actor, following: Following, on: date | None = None) -> Following:
    """End a following on the day `on` (its last day, today by default). RuleBroken before its first day."""
    check(
        access.may_write_at(
            by,
            organisation=following.organisation_id,
            office=following.office_id,
            programme=following.programme_id,
        )
    )
    day = on or clock.today()
    if day < following.starts_on:
        raise RuleBroken(_("It cannot end before it began."), field="on", code="order")
    following.ends_on = day
    following.save(update_fields=["ends_on"])
    record(by=by, verb="people.end_following", kind="people.party", object_ids=[following.party_id])
    return following
