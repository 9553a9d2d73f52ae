"""Merging and taking apart is the identity on every table, in any order, and keeps what was added meanwhile."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from wasl.kernel.actors import SYSTEM
from wasl.kernel.errors import RuleBroken
from wasl.spine.merging import rules
from wasl.spine.merging.models import Merge
from wasl.spine.merging.queries import obstacles, plan_of
from wasl.spine.merging.tests.worlds import differences, fresh, merged, picture, unmerged
from wasl.spine.people import actions, queries
from wasl.spine.people.models import Following, NameWritten, Person, Tie
from wasl.spine.people.tests.factories import a_person, an_office

Things = list[tuple[int, str, int]]
Pairs = list[tuple[int, int]]

PEOPLE = 4
NAMES = [("Diallo", "Mamadou"), ("Jallow", "Mamadu"), ("Diallo", "Mamadou"), ("ديالو", "مامادو")]
PHONES = ["0612345678", "", "0612345678", "0798765432"]
BIRTHS = [date(1990, 5, 5), None, date(1990, 1, 1), date(1991, 6, 6)]

who = st.integers(0, PEOPLE - 1)
pairs = st.lists(st.tuples(who, who), min_size=1, max_size=4)
kinds = st.sampled_from(["name", "paper", "consent", "tie", "office", "group", "phone"])
things = st.lists(st.tuples(who, kinds, who), max_size=9)
sides = st.dictionaries(st.sampled_from(list(rules.FIELDS)), st.sampled_from(["kept", "absorbed"]))
randoms = st.randoms(use_true_random=False)


class Taken(TestCase):
    """Four records of perhaps one person, with what hangs on them."""

    def setUp(self) -> None:
        self.office = an_office()
        self.others = [an_office(self.office.organisation) for _ in range(2)]
        self.people = [
            a_person(self.office, *NAMES[i], phone=PHONES[i], birth_date=BIRTHS[i]) for i in range(PEOPLE)
        ]
        self.neighbour = a_person(self.office, "Kone", "Awa")
        self.group = actions.create_collective(by=SYSTEM, office=self.office, name="Les Jardins")

    def hang(self, things: Things) -> None:
        """Rows on the persons, some of them alike on two."""
        for index, kind, other in things:
            self.hang_one(fresh(self.people[index]), kind, other)

    def hang_one(self, person: Person, kind: str, other: int) -> None:
        match kind:
            case "name":
                actions.record_name(by=SYSTEM, person=person, text=f"Nom {other}")
            case "paper":
                actions.record_paper(by=SYSTEM, person=person, kind="passport", number=f"P{other}")
            case "consent":
                purpose = ["file", "contact"][other % 2]
                actions.record_consent(by=SYSTEM, person=person, purpose=purpose)
            case "tie":
                someone = self.neighbour if self.people[other] == person else self.people[other]
                actions.tie(by=SYSTEM, party=person.party, other=someone.party, kind="household")
            case "office":
                actions.follow(by=SYSTEM, person=person, office=self.others[other % 2], basis="case")
            case "group":
                if not self.group.members.filter(person=person).exists():
                    actions.add_member(by=SYSTEM, collective=self.group, person=person)
            case "phone":
                preferred = not person.contacts.filter(is_preferred=True).exists()
                person.contacts.get_or_create(
                    kind="phone", value=f"06{other}", defaults={"is_preferred": preferred}
                )

    def merge_some(self, wanted: Pairs, choices: dict[str, str]) -> list[Merge]:
        """Merge who stands for these today; two who must first settle something are left."""
        done = []
        for one, other in wanted:
            stands = queries.standing([self.people[one].pk, self.people[other].pk])
            if len(set(stands.values())) < 2:
                continue
            kept, absorbed = (Person.objects.get(pk=pk) for pk in stands.values())
            if obstacles(kept.pk, absorbed.pk, plan_of(kept.pk, absorbed.pk)):
                with pytest.raises(RuleBroken), transaction.atomic():
                    merged(kept, absorbed, choices)
            else:
                done.append(merged(kept, absorbed, choices))
        return done


class Identity(Taken):
    @settings(max_examples=40)
    @given(things=things, wanted=pairs, choices=sides, order=randoms)
    def test_merges_undone_in_any_order_leave_every_table_as_it_was(
        self, things: Things, wanted: Pairs, choices: dict[str, str], order: Random
    ) -> None:
        self.hang(things)
        before = picture()
        done = self.merge_some(wanted, choices)
        order.shuffle(done)
        for one in done:
            unmerged(one)
        assert differences(before, picture()) == {}

    @settings(max_examples=25)
    @given(things=things, wanted=pairs, choices=sides, order=randoms)
    def test_what_was_added_meanwhile_is_all_that_remains_and_stays_with_who_was_kept(
        self, things: Things, wanted: Pairs, choices: dict[str, str], order: Random
    ) -> None:
        self.hang(things)
        before = picture()
        done = self.merge_some(wanted, choices)
        added = set()
        for pk in set(queries.standing([one.pk for one in self.people]).values()):
            person = Person.objects.select_related("party").get(pk=pk)
            name = actions.record_name(by=SYSTEM, person=person, text=f"Ajouté {pk}")
            paper = actions.record_paper(by=SYSTEM, person=person, kind="receipt", number=f"A{pk}")
            held = actions.record_residence(
                by=SYSTEM, person=person, status="card", valid_from=date(2024, 1, 1)
            )
            added |= {(row._meta.label_lower, row.pk, pk) for row in (name, paper, held)}
        order.shuffle(done)
        for one in done:
            unmerged(one)
        left = differences(before, picture())
        for written_anew in ("people.searchkey", "people.renewal"):
            left.pop(written_anew, None)
        assert all(gone == [] for gone, _new in left.values())
        new = {(label, row[0]): row for label, (_gone, rows) in left.items() for row in rows}
        assert set(new) == {(label, row) for label, row, _person in added}
        assert all(person in new[label, row] for label, row, person in added)

    @settings(max_examples=30)
    @given(things=things, wanted=pairs, choices=sides, order=randoms)
    def test_at_every_moment_a_record_has_all_that_those_it_is_made_of_had(
        self, things: Things, wanted: Pairs, choices: dict[str, str], order: Random
    ) -> None:
        self.hang(things)
        offices = {one.pk: self.offices_of(one.pk) for one in self.people}
        names = {one.pk: self.names_of(one.pk) for one in self.people}
        papers = {one.pk: self.papers_of(one.pk) for one in self.people}
        done = self.merge_some(wanted, choices)
        order.shuffle(done)
        for step in [None, *done]:
            if step is not None:
                unmerged(step)
            stands = queries.standing([one.pk for one in self.people])
            for root in set(stands.values()):
                parts = [pk for pk, where in stands.items() if where == root]
                assert self.offices_of(root) == set().union(*(offices[pk] for pk in parts))
                assert self.names_of(root) == set().union(*(names[pk] for pk in parts))
                assert self.papers_of(root) == set().union(*(papers[pk] for pk in parts))

    def offices_of(self, pk: int) -> set[int]:
        return set(Following.objects.filter(party_id=pk, ends_on=None).values_list("office_id", flat=True))

    def names_of(self, pk: int) -> set[str]:
        written = NameWritten.objects.filter(person_id=pk).values_list("text", flat=True)
        return {Person.objects.get(pk=pk).label, *written}

    def papers_of(self, pk: int) -> set[str]:
        return set(Person.objects.get(pk=pk).papers.values_list("number_index", flat=True))

    @settings(max_examples=25)
    @given(wanted=pairs, random=randoms)
    def test_who_is_counted_as_whom_does_not_depend_on_the_order_of_merges(
        self, wanted: Pairs, random: Random
    ) -> None:
        keys = [one.party.key for one in self.people]
        done = self.merge_some(wanted, {})
        first = queries.counted_as(keys)
        for one in reversed(done):
            unmerged(one)
        assert queries.counted_as(keys) == {key: key for key in keys}
        mixed = [(b, a) if random.random() < 0.5 else (a, b) for a, b in wanted]
        random.shuffle(mixed)
        self.merge_some(mixed, {})
        assert queries.counted_as(keys) == first


@pytest.mark.django_db
def test_a_tie_of_the_two_records_is_of_nobody_while_they_are_one_and_is_back_afterwards() -> None:
    office = an_office()
    one, other = a_person(office), a_person(office)
    actions.tie(by=SYSTEM, party=one.party, other=other.party, kind="household")
    made = merged(one, other)
    assert Tie.objects.filter(party=one.party, other=other.party).exists()
    assert not Tie.objects.filter(party=one.party, other=one.party).exists()
    unmerged(made)
    assert Tie.objects.get().other == other.party
