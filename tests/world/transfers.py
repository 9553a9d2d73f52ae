"""In each place: a transfer prepared, one proposed to the partner of the place, one proposed to the place itself."""

from __future__ import annotations

from tests.world.people import person
from tests.world.places import NICKNAMES, Place, World
from wasl.base.network.actions import create_guichet, create_organisation, open_office
from wasl.base.network.models import Office
from wasl.base.programmes.models import Partner
from wasl.kernel.actors import SYSTEM
from wasl.services.transfers import actions
from wasl.services.transfers.models import Transfer
from wasl.spine.cases.actions import open_case
from wasl.spine.people.actions import create_person


def build(world: World) -> None:
    for place in world:
        partner = _partner(place)
        world.add("transfer_partner", place, place.label("beyond"))
        draft = _sent(place, "transfer_prepared", partner)
        world.add("transfer_prepared", place, pk=draft.pk)
        sent = _proposed(_sent(place, "transfer", partner))
        world.add("transfer", place, pk=sent.pk)
        received = _proposed(_received(place, partner))
        world.add("transfer_received", place, received.reference, pk=received.pk)


def _partner(place: Place) -> Office:
    """An office of an organisation that works with this place alone."""
    owner = create_organisation(
        by=SYSTEM,
        code=f"{NICKNAMES[place.name].lower()}-beyond",
        name=place.label("beyond"),
        kinds=["operator"],
    )
    code = f"{owner.code}-office"
    return open_office(
        by=SYSTEM, organisation=owner, code=code, name=place.label("yonder"), province="MA-RAB"
    )


def _sent(place: Place, kind: str, partner: Office) -> Transfer:
    case = open_case(
        by=SYSTEM, party=person(place, kind.replace("_", "")).party, guichet=place.guichet, office=place.office,
        programme=place.programme,
    )  # fmt: skip
    return actions.prepare(
        by=SYSTEM,
        case=case,
        receiver=partner.organisation,
        along=["identity"],
        reason="Moves",
        office=partner,
    )


def _received(place: Place, partner: Office) -> Transfer:
    """To the place's own office, in its programme."""
    Partner.objects.get_or_create(
        programme=place.programme, organisation=place.organisation, defaults={"role": "implementing"}
    )
    guichet = create_guichet(by=SYSTEM, organisation=partner.organisation, kind="other", name_fr="Guichet")
    someone = create_person(
        by=SYSTEM, office=partner, family_name=place.label("incoming"), given_names="Somebody",
        programme=place.programme,
    )  # fmt: skip
    case = open_case(
        by=SYSTEM, party=someone.party, guichet=guichet, office=partner, programme=place.programme
    )
    return actions.prepare(
        by=SYSTEM,
        case=case,
        receiver=place.organisation,
        along=["identity"],
        reason="Comes",
        office=place.office,
    )


def _proposed(transfer: Transfer) -> Transfer:
    return actions.propose(by=SYSTEM, transfer=transfer, means="signed", language="fr")
