"""Parties of any kind."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.spine.people.actions.followings import new, programme_for
from wasl.spine.people.actions.keys import write_keys
from wasl.spine.people.enums import FollowingBasis, PartyKind
from wasl.spine.people.models import Party

if TYPE_CHECKING:
    from wasl.base.network.models import Office
    from wasl.base.programmes.models import Programme


def new_party(by: Actor, kind: str, label: str, organisation_id: int) -> Party:
    """Save a party of this kind under this label."""
    party = Party(kind=kind, label=label[:200], organisation_id=organisation_id)
    party.authored_by(by)
    party.save(force_insert=True)
    return party


@transaction.atomic
def create_organisation_party(
    *,
    by: Actor,
    office: Office,
    name: str,
    programme: Programme | None = None,
    basis: str = FollowingBasis.CASE,
    on: date | None = None,
) -> Party:
    """Register an organisation (a venture with legal personality, an association) as a party followed by `office`."""
    programme_id = programme_for(by, office, programme)
    party = new_party(by, PartyKind.ORGANISATION, name.strip(), office.organisation_id)
    new(by, party.pk, office, programme_id, basis, on or clock.today()).save(force_insert=True)
    write_keys(party.pk, [party.label])
    record(by=by, verb="people.create", object=party)
    return party
