"""Who merges whom, what is refused and in which words, what follows."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wasl.base.accounts.tests import factories as accounts
from wasl.base.audit.models import Entry
from wasl.kernel import clock, frames
from wasl.kernel.actors import SYSTEM, Actor, Grant, Role
from wasl.kernel.errors import Conflict, Refused, RuleBroken
from wasl.spine.matching.models import Duplicate
from wasl.spine.merging import actions
from wasl.spine.merging.models import Merge
from wasl.spine.merging.tests.worlds import fresh, merged, picture, unmerged
from wasl.spine.people import actions as people
from wasl.spine.people import queries
from wasl.spine.people.models import (
    Collective,
    Consent,
    Following,
    NameWritten,
    Party,
    Person,
    ResidenceStatus,
)
from wasl.spine.people.tests.factories import a_person, a_programme, an_actor, an_office, an_organisation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in ("adviser", "coordinator", "protection")]
)
def test_only_advisers_coordinators_and_protection_merge(role: str) -> None:
    office = an_office()
    one, other = a_person(office), a_person(office)
    with pytest.raises(Refused):
        merged(one, other, by=an_actor(role, office))


@pytest.mark.parametrize("role", [Role.ADVISER, Role.COORDINATOR, Role.PROTECTION])
def test_they_merge_and_undo_within_their_office_and_nowhere_else(role: str) -> None:
    office, elsewhere = an_office(), an_office()
    one, other = a_person(office), a_person(office)
    with pytest.raises(Refused):
        merged(one, other, by=an_actor(role, elsewhere))
    made = merged(one, other, by=an_actor(role, office))
    with pytest.raises(Refused):
        unmerged(made, by=an_actor(role, elsewhere))
    assert not unmerged(made, by=an_actor(role, office)).stands


def test_a_record_of_another_programme_is_out_of_reach() -> None:
    office, mine, theirs = an_office(), a_programme(), a_programme()
    one, other = a_person(office, programme=mine), a_person(office, programme=theirs)
    with pytest.raises(Refused):
        merged(one, other, by=an_actor(Role.COORDINATOR, office, programmes=frozenset({mine.pk})))


def test_an_adviser_does_not_change_the_file_of_another_office_but_the_coordinator_does() -> None:
    here = an_office()
    there = an_office(here.organisation)
    one, other = a_person(here), a_person(here)
    people.follow(by=SYSTEM, person=other, office=there, basis="case")
    with pytest.raises(Refused, match="Une autre antenne suit"):
        merged(one, other, by=an_actor(Role.ADVISER, here))
    both = Actor(1, "adviser", (Grant(Role.ADVISER, here.organisation_id, frozenset({here.pk, there.pk})),))
    unmerged(merged(one, other, by=both))
    merged(one, other, by=an_actor(Role.COORDINATOR, here))


def test_what_another_organisation_knows_is_never_merged_even_when_it_no_longer_follows() -> None:
    here, there = an_office(), an_office()
    one, other = a_person(here), a_person(here)
    following = people.follow(by=SYSTEM, person=other, office=there, basis="case")
    for _time in range(2):
        with pytest.raises(RuleBroken, match="peut les lier") as refusal:
            merged(one, other)
        assert refusal.value.code == "elsewhere"
        people.end_following(by=SYSTEM, following=following)


def test_a_record_is_not_merged_with_itself_nor_twice_nor_with_a_collective() -> None:
    office = an_office()
    one, other, third = (a_person(office) for _ in range(3))
    with pytest.raises(RuleBroken, match="c’est la même"):
        merged(one, one)
    merged(one, other)
    with pytest.raises(RuleBroken, match="déjà fusionnée"):
        merged(third, other)
    collective = people.create_collective(by=SYSTEM, office=office, name="Les Jardins")
    with pytest.raises(Refused):
        actions.merge(
            by=SYSTEM,
            kept=one,
            absorbed=Person(party=collective.party, family_name="Les Jardins"),
            choices={},
            reason="Vus",
            expected_kept=fresh(one).version,
            expected_absorbed=1,
        )


def test_a_reason_is_needed_to_merge_and_to_undo() -> None:
    office = an_office()
    one, other = a_person(office), a_person(office)
    with pytest.raises(RuleBroken, match="une seule personne") as refusal:
        merged(one, other, reason="  ")
    assert refusal.value.field == "reason"
    made = merged(one, other)
    with pytest.raises(RuleBroken, match="deux personnes"):
        actions.unmerge(by=SYSTEM, merge=made, reason=" ")


def test_a_merge_is_undone_once() -> None:
    office = an_office()
    made = merged(a_person(office), a_person(office))
    unmerged(made)
    with pytest.raises(RuleBroken, match="déjà annulée"):
        unmerged(made)


@pytest.mark.parametrize("changed", ["kept", "absorbed"])
def test_who_corrected_either_record_meanwhile_is_not_overwritten(changed: str) -> None:
    office = an_office()
    both = {"kept": a_person(office), "absorbed": a_person(office)}
    read = {name: fresh(person) for name, person in both.items()}
    people.update_person(by=SYSTEM, person=fresh(both[changed]), expected=1, address="Rue 12")
    before = picture()
    with pytest.raises(Conflict):
        actions.merge(by=SYSTEM, **read, choices={}, reason="Vus", expected_kept=1, expected_absorbed=1)
    assert picture() == before


def test_fields_are_taken_from_the_side_chosen_and_the_label_and_order_follow() -> None:
    office = an_office()
    one = a_person(office, "Diallo", "Mamadou", phone="0600000001", sex="m")
    other = a_person(office, "Jallow", "Mamadu", phone="0600000002", address="Rue 12")
    merged(one, other, {"name": "absorbed", "phone": "kept", "address": "absorbed"})
    now = fresh(one)
    assert (now.label, now.party.label, now.family_key) == ("Mamadu Jallow", "Mamadu Jallow", "jallow mamadu")
    assert (now.phone, now.address, now.sex) == ("0600000001", "Rue 12", "m")


def test_a_choice_nobody_knows_is_refused() -> None:
    office = an_office()
    for choices in ({"shoes": "kept"}, {"name": "both"}):
        with pytest.raises(RuleBroken, match="Choix inconnu"):
            merged(a_person(office), a_person(office), choices)


def test_every_spelling_finds_the_one_person_and_nobody_else() -> None:
    office = an_office()
    one = a_person(office, "Diallo", "Mamadou")
    other = a_person(office, "Jallow", "Mamadu", names_written=["ديالو مامادو"])
    made = merged(one, other, {"name": "absorbed"})
    for text in ("mamadou diallo", "jallow mamadu", "ديالو مامادو"):
        assert [found.person for found in queries.search(SYSTEM, text)] == [one], text
    unmerged(made)
    assert other in [found.person for found in queries.search(SYSTEM, "ديالو مامادو")]
    assert not NameWritten.objects.filter(person=one).exists()


def test_the_phone_that_was_not_kept_finds_the_one_person_still() -> None:
    office = an_office()
    one = a_person(office, "Diallo", "Mamadou", phone="0600000001")
    made = merged(one, a_person(office, "Jallow", "Mamadu", phone="0611223344"), {"phone": "kept"})
    assert [found.person for found in queries.search(SYSTEM, "0611223344")] == [one]
    unmerged(made)
    assert one not in [found.person for found in queries.search(SYSTEM, "0611223344")]


def test_a_double_stays_with_the_record_absorbed_and_everything_else_follows() -> None:
    office = an_office()
    one, other = a_person(office, consents=["file"]), a_person(office, consents=["file", "contact"])
    held = people.record_residence(by=SYSTEM, person=other, status="card", valid_from=clock.today())
    merged(one, other)
    assert set(Consent.objects.filter(person=one).values_list("purpose", flat=True)) == {"file", "contact"}
    assert list(Consent.objects.filter(person=other).values_list("purpose", flat=True)) == ["file"]
    assert ResidenceStatus.objects.get(pk=held.pk).person == one
    assert Following.objects.filter(party_id=one.pk, ends_on=None).count() == 1


def test_two_members_of_one_collective_are_settled_first_and_the_number_of_members_is_never_cut_by_itself() -> (
    None
):
    office = an_office()
    one, other = a_person(office), a_person(office)
    collective = people.create_collective(
        by=SYSTEM, office=office, name="Les Jardins", members=[(one, "lead"), (other, "member")]
    )
    with pytest.raises(RuleBroken, match="mettez d’abord fin") as refusal:
        merged(one, other)
    assert refusal.value.code == "settle"
    assert len(queries.members_on(collective.party, clock.today())) == 2
    people.remove_member(by=SYSTEM, collective=collective, person=other)
    merged(one, other)
    assert queries.members_on(collective.party, clock.today()) == [one]
    assert queries.members_of_many([collective.pk], clock.today()) == {collective.pk: [one.pk]}
    assert Collective.objects.with_counts(clock.today()).get().members_today == 1  # type: ignore[attr-defined]


def test_two_staff_who_each_declared_to_be_one_of_them_are_not_made_one() -> None:
    office = an_office()
    one, other = a_person(office), a_person(office)
    for person in (one, other):
        user = accounts.user(office.organisation)
        actor = Actor(user.pk, "staff", (Grant(Role.ADVISER, office.organisation_id),))
        people.declare_staff_person(by=actor, user=user, person=person)
    with pytest.raises(RuleBroken, match="membres de l’équipe"):
        merged(one, other)


def test_the_members_and_the_story_of_a_record_absorbed_are_those_of_the_record_kept() -> None:
    office = an_office()
    one, other = a_person(office), a_person(office)
    merged(one, other)
    absorbed = Party.objects.get(pk=other.pk)
    assert queries.members_on(absorbed, clock.today()) == [one]
    assert queries.members_of_many([other.pk], clock.today()) == {other.pk: [one.pk]}
    assert queries.party_ids_of(SYSTEM, one.party) == [one.pk, other.pk]


def test_the_pair_is_said_the_same_by_the_merge_and_waits_again_when_it_is_undone() -> None:
    office = an_office()
    one, other = a_person(office), a_person(office)
    made = merged(one, other)
    assert Duplicate.objects.get().state == "same"
    unmerged(made)
    assert Duplicate.objects.get().state == "open"


def test_the_journal_tells_who_and_which_fields_and_never_a_value() -> None:
    office = an_office()
    one, other = a_person(office), a_person(office, "Jallow", "Mamadu", phone="0612345678")
    merged(one, other, {"name": "absorbed", "phone": "absorbed"})
    entry = Entry.objects.get(verb="merging.merge")
    assert entry.object_ids == [str(one.pk), str(other.pk)]
    assert (entry.fields.split(), entry.organisation_id) == (["name", "phone"], office.organisation_id)
    everything = " ".join(f"{e.reason} {e.fields} {e.objects_text}" for e in Entry.objects.all())
    assert "0612345678" not in everything
    assert "Jallow" not in everything


def test_what_undoing_needs_is_kept_encrypted_and_erasing_the_person_empties_it() -> None:
    office = an_office()
    one, other = a_person(office, phone="0600000001"), a_person(office, phone="0600000002")
    made = merged(one, other, {"phone": "absorbed"}, reason="Elle a montré la carte B123")
    with connection.cursor() as cursor:
        cursor.execute("SELECT fields_text FROM merging_merge")
        stored = cursor.fetchone()[0]
    assert "0600000001" not in stored
    assert Merge.objects.get().changes["phone"].before == ("0600000001",)
    forget = frames.erasure.get("merging")
    assert forget is not None
    forget(other.pk, SYSTEM)
    made.refresh_from_db()
    assert (made.fields_text, made.reason) == ("", "—")
    unmerged(made)
    assert fresh(one).phone == "0600000002", "rows go back, what was erased does not"


def queries_of(rows: int) -> tuple[int, int]:
    """How many queries a merge and its undoing take when `rows` statuses hang on the record absorbed."""
    office = an_office()
    one, other = a_person(office), a_person(office, "Jallow", "Mamadu")
    held = [
        ResidenceStatus(person=other, status="card", valid_from=clock.today(), evidence=f"{number}")
        for number in range(rows)
    ]
    ResidenceStatus.objects.bulk_create(held)
    one, other = fresh(one), fresh(other)
    with CaptureQueriesContext(connection) as merging:
        made = merged(one, other)
    assert ResidenceStatus.objects.filter(person=one).count() == rows
    with CaptureQueriesContext(connection) as undoing:
        unmerged(made)
    assert ResidenceStatus.objects.filter(person=other).count() == rows
    return len(merging), len(undoing)


def test_a_merge_and_its_undoing_take_as_many_queries_for_five_hundred_rows_as_for_one() -> None:
    assert queries_of(500) == queries_of(1)


def test_nobody_of_another_organisation_or_office_sees_anything_new() -> None:
    here = an_office()
    there = an_office(here.organisation)
    elsewhere = an_office(an_organisation())
    one, other, stranger = a_person(here), a_person(here), a_person(elsewhere)
    actors = [an_actor(role, office) for role in Role for office in (there, elsewhere)]
    before = [seen(actor) for actor in actors]
    made = merged(one, other)
    assert [seen(actor) for actor in actors] == before
    assert stranger.pk in seen(an_actor(Role.ADVISER, elsewhere))["persons"]
    assert [seen(actor)["merges"] for actor in actors] == [set()] * len(actors)
    unmerged(made)
    assert [seen(actor) for actor in actors] == before


def seen(actor: Actor) -> dict[str, Any]:
    return {
        "persons": set(Person.objects.visible_to(actor).values_list("pk", flat=True)),
        "parties": set(Party.objects.visible_to(actor).values_list("pk", flat=True)),
        "found": {one.person.pk for one in queries.search(actor, "mamadou diallo", limit=50)},
        "merges": set(Merge.objects.visible_to(actor).values_list("pk", flat=True)),
    }
