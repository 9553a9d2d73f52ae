"""Collectives and their dated members."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.people import access, rules
from wasl.spine.people.actions.followings import begin, check_visible, programme_for
from wasl.spine.people.actions.keys import write_keys
from wasl.spine.people.actions.parties import new_party
from wasl.spine.people.enums import FollowingBasis, MemberRole, PartyKind
from wasl.spine.people.models import Collective, CollectiveMember, Following, Person

if TYPE_CHECKING:
    from wasl.base.network.models import Office
    from wasl.base.programmes.models import Programme


@transaction.atomic
def create_collective(
    *,
    by: Actor,
    office: Office,
    name: str,
    members: Sequence[tuple[Person, str]] = (),
    on: date | None = None,
    programme: Programme | None = None,
) -> Collective:
    """Form a collective of (person, role) members, all followed by `office` from the day `on` (today by default).

    How many members there must be is a rule of the call, not asked here. Refused unless `by` forms collectives at
    the office and sees every member; RuleBroken for an empty name, a member twice, a second spokesperson.
    """
    day = on or clock.today()
    check(access.may_write_collectives(by))
    programme_id = programme_for(by, office, programme, access.COLLECTIVES)
    check_visible(by, [person.pk for person, _role in members])
    if not name.strip():
        raise RuleBroken(_("A name is needed."), field="name", code="name")
    _check_members([(person.pk, role) for person, role in members])
    party = new_party(by, PartyKind.COLLECTIVE, name.strip(), office.organisation_id)
    collective = Collective(
        party=party, name=party.label, name_key=rules.sort_key(party.label)[:200], formed_on=day
    )
    collective.authored_by(by)
    collective.save(force_insert=True)
    CollectiveMember.objects.bulk_create([_member(by, collective, p, role, day) for p, role in members])
    parties = [party.pk, *(person.pk for person, _role in members)]
    basis = FollowingBasis.COLLECTIVE
    begin(by=by, parties=parties, office=office, programme_id=programme_id, basis=basis, on=day)
    write_keys(party.pk, [party.label])
    record(by=by, verb="people.create_collective", object=collective, organisation=office.organisation_id)
    return collective


@transaction.atomic
def add_member(
    *,
    by: Actor,
    collective: Collective,
    person: Person,
    role: str = MemberRole.MEMBER,
    on: date | None = None,
) -> CollectiveMember:
    """Add a member from the day `on` (today by default); the offices that follow the collective follow them too.

    Refused unless `by` forms collectives and sees both; RuleBroken when the person is a member already.
    """
    day = on or clock.today()
    check(access.may_write_collectives(by))
    check_visible(by, [collective.pk, person.pk])
    standing = list(CollectiveMember.objects.filter(collective=collective, ends_on=None).order_by("pk"))
    _check_members([*((row.person_id, row.role) for row in standing), (person.pk, role)])
    if day < collective.formed_on:
        raise RuleBroken(_("The collective did not exist yet on that day."), field="on", code="order")
    member = _member(by, collective, person, role, day)
    member.save(force_insert=True)
    for row in Following.objects.filter(party_id=collective.pk, ends_on=None).select_related("office"):
        basis = FollowingBasis.COLLECTIVE
        begin(
            by=by, parties=[person.pk], office=row.office, programme_id=row.programme_id, basis=basis, on=day
        )
    record(by=by, verb="people.add_member", object=collective, object_ids=[person.pk])
    return member


@transaction.atomic
def remove_member(
    *, by: Actor, collective: Collective, person: Person, on: date | None = None
) -> CollectiveMember:
    """End a membership on the day `on`, its last day (today by default). RuleBroken when there is none."""
    day = on or clock.today()
    check(access.may_write_collectives(by))
    check_visible(by, [collective.pk])
    member = CollectiveMember.objects.filter(collective=collective, person=person, ends_on=None).first()
    if member is None:
        raise RuleBroken(_("This person is not a member."), code="member")
    if day < member.starts_on:
        raise RuleBroken(_("It cannot end before it began."), field="on", code="order")
    member.ends_on = day
    member.save(update_fields=["ends_on"])
    record(by=by, verb="people.remove_member", object=collective, object_ids=[person.pk])
    return member


def _member(by: Actor, collective: Collective, person: Person, role: str, day: date) -> CollectiveMember:
    member = CollectiveMember(collective=collective, person=person, role=role, starts_on=day)
    member.authored_by(by)
    return member


def _check_members(members: Sequence[tuple[int, str]]) -> None:
    if len({person for person, _role in members}) < len(members):
        raise RuleBroken(_("This person is a member already."), field="person", code="member")
    if any(role not in MemberRole.values for _person, role in members):
        raise RuleBroken(_("Unknown role."), field="role", code="role")
    if [role for _person, role in members].count(MemberRole.LEAD) > 1:
        raise RuleBroken(_("A collective has one spokesperson."), field="role", code="lead")
