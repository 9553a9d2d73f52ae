"""An application filed online: the candidates become people, the group a collective, the call receives it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from wasl.base.accounts.actions import IssuedAccess
from wasl.base.reference.models import Country
from wasl.doors.portal import rules
from wasl.doors.portal.models import Sending
from wasl.doors.portal.queries import somebody_applies_already
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.crypto import blind_index
from wasl.kernel.errors import RuleBroken
from wasl.services.calls import actions as calls
from wasl.services.calls.enums import Origin
from wasl.services.calls.models import Application, Call, CallZone
from wasl.spine.people import actions as people
from wasl.spine.people.enums import ConsentPurpose, FollowingBasis, MemberRole
from wasl.spine.people.models import Party, Person

#: who acts for a visitor: the house itself, within what this action lets through
PUBLIC = Actor(id=None, label="Page publique", kind="system")
CAME_FROM = "Page publique"
PLACE = "portal.sending"
SLOW_DOWN = _(
    "Many applications came from your connection in the last hour. Try again later, or come to the office."
)

ONCE = _("One of these people is already in an application to this call: come to the office.")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person as typed on the public page; `birth` is (first possible day, precision)."""

    family_name: str
    given_names: str
    sex: str
    birth: tuple[date, str] | None
    nationality: Country | None
    phone: str = ""


@transaction.atomic
def apply_online(
    *,
    call: Call,
    zone: CallZone,
    candidates: Sequence[Candidate],
    group_name: str = "",
    source: str,
    project: Mapping[str, Any],
) -> tuple[Application, IssuedAccess]:
    """File an application for one person, or for a group when `group_name` is given; each of them has agreed.

    `source` is where it came from (an address), kept unreadable for an hour. `project` holds title, summary, sector,
    legal_form, amount_requested, own_contribution (MAD), language. The candidates are registered anew, followed by the
    zone's office for the call's programme: whether some are known already is for the office to find, never for this
    page to say. RuleBroken: too many from one place ("pace"); one of them, by phone or by name and birth date, is in
    a standing application to this call ("already", without saying who or which); what `submit_application` refuses.
    """
    _slow_down(source)
    Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if somebody_applies_already(call, [_traits(one) for one in candidates]):
        raise RuleBroken(ONCE, code="already")
    persons = [_register(call, zone, one) for one in candidates]
    party: Party = persons[0].party
    if group_name:
        members = [(p, MemberRole.LEAD if i == 0 else MemberRole.MEMBER) for i, p in enumerate(persons)]
        group = people.create_collective(
            by=PUBLIC, office=zone.office, name=group_name, members=members, programme=call.programme
        )
        party = group.party
    return calls.submit_application(
        by=PUBLIC, call=call, party=party, zone=zone, origin=Origin.PUBLIC, everybody_consents=True, **project
    )


def _traits(one: Candidate) -> rules.Traits:
    birth, precision = one.birth or (None, "none")
    return rules.traits(
        family_name=one.family_name,
        given_names=one.given_names,
        birth_date=birth,
        birth_precision=precision,
        phone=one.phone,
    )


def _register(call: Call, zone: CallZone, one: Candidate) -> Person:
    birth, precision = one.birth or (None, "none")
    return people.create_person(
        by=PUBLIC,
        office=zone.office,
        programme=call.programme,
        family_name=one.family_name,
        given_names=one.given_names,
        sex=one.sex,
        birth_date=birth,
        birth_precision=precision,
        nationality=one.nationality,
        phone=one.phone,
        reason_new=CAME_FROM,
        basis=FollowingBasis.APPLICATION,
        consents=[ConsentPurpose.FILE, ConsentPurpose.CONTACT],
    )


def count_try(*, source: str) -> None:
    """Count an application refused because somebody applies already: who tries names and phones must slow down too."""
    Sending.objects.create(source_index=blind_index(source, PLACE))


def _slow_down(source: str) -> None:
    now = clock.now()
    Sending.objects.filter(at__lt=now - rules.WINDOW).delete()
    index = blind_index(source, PLACE)
    mine = Sending.objects.filter(source_index=index).count()
    if rules.too_many(from_source=mine, in_all=Sending.objects.count()):
        raise RuleBroken(SLOW_DOWN, code="pace")
    Sending.objects.create(at=now, source_index=index)
