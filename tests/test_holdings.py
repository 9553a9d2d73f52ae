"""What is held on a person is told to them, by every room: no table that points at a person is forgotten."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Field, Model

from tests.support.house_plan import Room
from tests.world import the_world
from tests.world.places import OWN
from wasl.base.documents.access import COMPARTMENTS
from wasl.base.documents.slots import compartment_gates, file_owners
from wasl.kernel.actors import SYSTEM
from wasl.spine.people import slots
from wasl.spine.people.models import Party
from wasl.spine.people.slots import Holding
from wasl.spine.rights import bundle
from wasl.spine.rights.models import AccessRequest

SUBJECTS = {"people.party", "people.person", "people.collective"}

# A reference to a person → the code of the holding that tells it. Whoever adds a table adds its line, and its holding.
TOLD = {
    "people.following.party": "people.followings",
    "people.tie.party": "people.ties",
    "people.tie.other": "people.ties",
    "people.person.party": "people.identity",
    "people.staffperson.person": "people.staff",
    "people.collectivemember.person": "people.collectives",
    "people.contact.person": "people.contacts",
    "people.spokenlanguage.person": "people.languages",
    "people.householdmember.person": "people.households",
    "people.paper.person": "people.papers",
    "people.namewritten.person": "people.names",
    "people.reference.person": "people.references",
    "people.residencestatus.person": "people.residence",
    "people.consent.person": "people.consents",
    "people.renewalnotice.person": "people.renewals",
    "rights.opening.party": "rights.openings",
    "rights.personnote.person": "rights.notes",
    "rights.accessrequest.party": "rights.requests",
    "matching.duplicate.first": "matching.duplicates",
    "matching.duplicate.second": "matching.duplicates",
    "links.link.one": "links.links",
    "links.link.other": "links.links",
    "links.question.party": "links.questions",
    "links.knownanswer.party": "links.answers",
    "merging.merge.kept": "merging.merges",
    "merging.merge.absorbed": "merging.merges",
    "merging.merge.stands_in": "merging.merges",
    "funding.agreement.party": "funding.agreements",
    "funding.payee.party": "funding.payees",
    "cases.case.party": "cases.cases",
    "checklists.checklistrun.party": "checklists.runs",
    "appointments.appointment.party": "appointments.appointments",
    "reception.visit.person": "reception.visits",
    "calls.application.party": "calls.applications",
    "calls.applicationmember.person": "calls.memberships",
    "coaching.participant.person": "coaching.events",
    "ventures.venture.party": "ventures.ventures",
    "referrals.referral.person": "referrals.referrals",
    "transfers.transfer.person": "transfers.transfers",
    "ventures.venturemember.person": "ventures.members",
}
# A reference that tells nothing of its own → why.
NOT_TOLD = {
    "people.party.merged_into": "which record stands for which is told by the merges",
    "people.collective.party": "a collective is no person; its members are told their own part",
    "people.collectivemember.collective": "told from the side of the member",
    "people.searchkey.party": "made of the names and numbers told above, to find them",
    "people.renewal.person": "drawn again from the papers and statuses told above",
    "facts.fact.party": "facts are told by the person they count, also in a collective",
    "ventures.venture.organisation_party": "a business with legal personality is no person",
}
# Not foreign keys: what else names a person, and how it is told.
TOLD_OTHERWISE = {
    "facts.factperson.person_key": "facts.facts",
    "intake.created.object_id": "intake.rows",
    "audit.entry.objects_text": "rights.journal",
}


def references() -> Iterator[str]:
    """Every foreign key of the house that points at a person, a collective or a party."""
    for model in apps.get_models(include_auto_created=True):
        if Room.of(model.__module__) is None:
            continue
        for field in model._meta.get_fields():
            target = field.related_model
            if not isinstance(field, Field) or not isinstance(target, type) or not issubclass(target, Model):
                continue
            if target._meta.label_lower in SUBJECTS:
                yield f"{model._meta.label_lower}.{field.name}"


def test_every_table_that_points_at_a_person_is_told_or_says_why_not() -> None:
    found = set(references())
    known = TOLD.keys() | NOT_TOLD.keys()
    assert sorted(found - known) == [], "tell it in the slot people.holdings, or say here why not"
    assert sorted(known - found) == [], "these references are gone"
    assert not TOLD.keys() & NOT_TOLD.keys()


def test_every_kind_of_file_that_may_stand_in_a_compartment_has_a_gate() -> None:
    """A kind without one keeps its compartments closed to everybody: those listed here store nothing in one."""
    without = {kind for kind, _may in file_owners.items() if kind not in compartment_gates}
    assert without == {
        "funding.agreement",
        "funding.payee",
        "links.sharingagreement",
        "marketing.deliverable",
        "people.consent",
        "ventures.venture",
    }


@pytest.fixture
def told(db: None, settings: Any, tmp_path: Any) -> dict[str, list[Holding]]:
    """What all rooms hold on the persons of the first place of a small world, by person."""
    settings.MEDIA_ROOT = tmp_path
    world = the_world()
    here = world.places[OWN].organisation
    people = Party.objects.filter(kind="person", organisation=here, merged_into=None)
    return {party.label: bundle.held_on(SYSTEM, party, COMPARTMENTS.codes) for party in people.order_by("pk")}


def test_what_the_table_promises_is_told_in_a_world_where_everything_happened(
    told: dict[str, list[Holding]],
) -> None:
    codes = {one.code for holdings in told.values() for one in holdings}
    promised = {*TOLD.values(), *TOLD_OTHERWISE.values()}
    sparse = {"merging.merges", "links.links"}  # told only where there is something to tell
    assert sorted(promised - codes - sparse) == []
    for holdings in told.values():
        for one in holdings:
            assert {frozenset(row) for row in one.rows} <= {frozenset(one.columns)}, one.code


def test_nobody_reads_of_another_person_by_name(told: dict[str, list[Holding]]) -> None:
    wrong = []
    for label, holdings in told.items():
        values = " ".join(str(value) for one in holdings for row in one.rows for value in row.values())
        words = set(re.findall(r"\w+", values))
        wrong += [f"{label}: {other}" for other in told if other != label and other.split()[-1] in words]
    assert wrong == []


def test_every_holding_can_be_read_and_written_for_machines(told: dict[str, list[Holding]]) -> None:
    request = AccessRequest.objects.select_related("party__organisation").order_by("pk")[0]
    whole = [one for holdings in told.values() for one in holdings]
    data = json.loads(bundle.as_json(SYSTEM, request, whole, {}))
    assert len(data["holdings"]) == len(whole)
    assert bundle.as_pdf(SYSTEM, request, whole, {}).startswith(b"%PDF")


def test_the_slot_is_filled_by_every_room_that_points_at_a_person() -> None:
    rooms = {reference.split(".")[0] for reference in TOLD}
    assert rooms <= {key.split(".")[0] for key, _fill in slots.holdings.items()}
