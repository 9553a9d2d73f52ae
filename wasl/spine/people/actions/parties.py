"""Parties of any kind, and the keys under which they are found."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.spine.people import rules
from wasl.spine.people.actions.followings import new, programme_for
from wasl.spine.people.enums import FollowingBasis, KeyKind, PartyKind
from wasl.spine.people.models import Party, SearchKey

if TYPE_CHECKING:
    from wasl.base.network.models import Office
    from wasl.base.programmes.models import Programme


def new_party(by: Actor, kind: str, label: str, organisation_id: int) -> Party:
    """Save a party of this kind under this label."""
    party = Party(kind=kind, label=label[:200], organisation_id=organisation_id)
    party.authored_by(by)
    party.save(force_insert=True)
    return party


def write_keys(party_id: int, names: list[str], phone: str = "") -> None:
    """Write the search keys of a party that has none yet."""
    keys = rules.keys_of(names)
    rows = [SearchKey(party_id=party_id, kind=KeyKind.TOKEN, key=key) for key in keys.tokens]
    rows += [SearchKey(party_id=party_id, kind=KeyKind.SKELETON, key=key) for key in keys.skeletons]
    digits = rules.phone_key(phone)
    if len(digits) >= 4:
        rows.append(SearchKey(party_id=party_id, kind=KeyKind.PHONE, key=digits))
    SearchKey.objects.bulk_create(rows)


def rewrite_keys(party_id: int, names: list[str], phone: str = "") -> None:
    """Write the search keys of a party again, after a change of name or phone."""
    SearchKey.objects.filter(party_id=party_id).delete()
    write_keys(party_id, names, phone)


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
