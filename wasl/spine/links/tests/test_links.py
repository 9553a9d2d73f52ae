"""A link from its proposal to its end, and what it does to counting."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wasl.base.audit.models import Entry
from wasl.base.network.models import Office
from wasl.kernel.actors import SYSTEM, Actor, Grant, Role
from wasl.kernel.errors import Refused, RuleBroken
from wasl.spine.links import actions, queries
from wasl.spine.links.enums import LinkState
from wasl.spine.links.models import Link
from wasl.spine.links.tests.factories import (
    agreement_of,
    confirmed,
    in_force,
    proposed,
    somebody,
    today,
    twice,
    two_offices,
)
from wasl.spine.people import actions as people
from wasl.spine.people.models import CountedAs, Party, Person
from wasl.spine.people.queries import counted_as
from wasl.spine.people.tests.factories import a_person, a_programme, an_office

pytestmark = pytest.mark.django_db
NOT_OFFICERS = [role for role in Role if role != Role.PROTECTION]


def officer(office: Office) -> Actor:
    return somebody(Role.PROTECTION, office.organisation)


def together(link: Link) -> bool:
    keys = set(Party.objects.filter(pk__in=[link.one_id, link.other_id]).values_list("key", flat=True))
    return len(set(counted_as(keys).values())) == 1


@pytest.mark.parametrize("role", NOT_OFFICERS)
def test_another_role_decides_no_link(role: str) -> None:
    here, there = two_offices()
    link = proposed(here, there)
    by = somebody(role, here.organisation)
    with pytest.raises(Refused):
        actions.confirm(by=by, link=link)
    with pytest.raises(Refused):
        actions.refuse(by=by, link=link, reason="Non")
    assert not Link.objects.visible_to(by).exists()


def test_the_officer_of_a_third_organisation_neither_sees_nor_decides_it() -> None:
    here, there = two_offices()
    link = proposed(here, there)
    stranger = officer(an_office())
    assert not Link.objects.visible_to(stranger).exists()
    with pytest.raises(Refused):
        actions.confirm(by=stranger, link=link)


def test_the_officer_of_one_office_alone_does_not_see_links_of_another() -> None:
    here, there = two_offices()
    link = proposed(here, there)
    elsewhere = somebody(Role.PROTECTION, here.organisation, an_office(here.organisation))
    assert not Link.objects.visible_to(elsewhere).exists()
    assert Link.objects.visible_to(somebody(Role.PROTECTION, here.organisation, here)).get() == link


def test_both_sides_confirm_before_the_person_counts_once() -> None:
    here, there = two_offices()
    link = proposed(here, there)
    assert link.evidence == "phone_birth"
    link = actions.confirm(by=officer(here), link=link)
    assert (link.state, together(link)) == (LinkState.PROPOSED, False)
    with pytest.raises(Refused):
        actions.confirm(by=officer(here), link=link)
    link = actions.confirm(by=officer(there), link=link)
    assert (link.state, together(link)) == (LinkState.CONFIRMED, True)
    with pytest.raises(RuleBroken):
        actions.confirm(by=officer(there), link=link)


def test_an_officer_of_both_organisations_confirms_at_once() -> None:
    here, there = two_offices()
    link = proposed(here, there)
    grants = tuple(Grant(Role.PROTECTION, office.organisation_id) for office in (here, there))
    link = actions.confirm(by=Actor(5, "both", grants), link=link)
    assert (link.state, together(link)) == (LinkState.CONFIRMED, True)


def test_one_side_refuses_and_it_is_not_proposed_again() -> None:
    here, there = two_offices()
    link = proposed(here, there)
    with pytest.raises(RuleBroken):
        actions.refuse(by=officer(there), link=link, reason="  ")
    actions.refuse(by=officer(there), link=link, reason="Une jumelle")
    with pytest.raises(RuleBroken) as broken:
        again(link)
    assert broken.value.code == "refused"


def again(link: Link) -> Link:
    return actions.propose(
        by=SYSTEM,
        one=link.other_id,
        one_organisation=link.other_organisation_id,
        other=link.one_id,
        other_organisation=link.one_organisation_id,
        agreement=agreement_of(link),
    )


def test_the_same_link_asked_again_from_the_other_side_is_the_same() -> None:
    link = proposed(*two_offices())
    assert again(link) == link


def test_an_ended_link_counts_no_more_and_may_be_proposed_again() -> None:
    here, there = two_offices()
    link = confirmed(here, there)
    with pytest.raises(RuleBroken):
        actions.refuse(by=officer(here), link=link, reason="Erreur")
    actions.end(by=officer(here), link=link, reason="Deux personnes")
    assert not together(link)
    assert not CountedAs.objects.exists()
    assert again(link) != link


def test_a_name_alone_links_nobody() -> None:
    here, there = two_offices()
    agreement = in_force(here.organisation, there.organisation)
    one, other = a_person(here, birth_date=date(1990, 5, 4)), a_person(there, birth_date=date(1990, 5, 4))
    with pytest.raises(RuleBroken) as broken:
        actions.propose(
            by=SYSTEM,
            one=one.pk,
            one_organisation=here.organisation_id,
            other=other.pk,
            other_organisation=there.organisation_id,
            agreement=agreement,
        )
    assert broken.value.code == "evidence"


def test_nothing_is_linked_without_an_agreement_in_force() -> None:
    here, there = two_offices()
    agreement = in_force(here.organisation, there.organisation)
    link = proposed(here, there, agreement)
    actions.end_agreement(by=officer(here), agreement=agreement, reason="Fin")
    with pytest.raises(RuleBroken):
        actions.confirm(by=officer(here), link=link)
    with pytest.raises(RuleBroken):
        proposed(here, there, agreement, phone="0655443322")


def test_a_confirmed_link_counts_no_more_when_its_agreement_ends() -> None:
    here, there = two_offices()
    link = confirmed(here, there)
    actions.end_agreement(by=officer(there), agreement=agreement_of(link), reason="Fin")
    link.refresh_from_db()
    agreement_of(link).refresh_from_db()
    assert (link.state, together(link), queries.idle(link, today())) == (LinkState.CONFIRMED, False, True)


def test_when_an_agreement_expires_the_daily_duty_ends_its_effect(moving_clock: Any) -> None:
    here, there = two_offices()
    last = today() + timedelta(days=3)
    link = confirmed(here, there, in_force(here.organisation, there.organisation, valid_to=last))
    assert (actions.settle_links(), together(link)) == (0, True)
    with moving_clock.moved_to(last + timedelta(days=1)):
        assert (actions.settle_links(), together(link)) == (1, False)
        assert actions.settle_links() == 0


def test_a_link_of_somebody_merged_holds_for_the_person_kept() -> None:
    here, there = two_offices()
    link = confirmed(here, there)
    kept = a_person(here, "Diallo", "M.")
    Party.objects.filter(pk=link.one_id).update(merged_into=kept.pk)
    people.recount([link.one_id, kept.pk])
    keys = Party.objects.filter(pk__in=[link.one_id, link.other_id, kept.pk]).values_list("key", flat=True)
    assert len(set(counted_as(keys).values())) == 1


def test_each_act_is_in_the_journal_of_the_organisation_that_did_it() -> None:
    here, there = two_offices()
    link = confirmed(here, there)
    actions.end(by=officer(there), link=link, reason="Erreur")
    acts = Entry.objects.filter(kind="links.link").order_by("pk").values_list("verb", "organisation_id")
    one, other = here.organisation_id, there.organisation_id
    assert list(acts) == [
        ("links.propose", one),
        ("links.confirm", one),
        ("links.confirm", other),
        ("links.end", other),
    ]


# ------------------------------------------------------------------ comparing the files


def compared(here: Office, there: Office, **changed: Any) -> list[tuple[int, int, str]]:
    agreement = in_force(here.organisation, there.organisation, **changed)
    seen: list[tuple[int, int]] = []
    actions.propose_all(
        by=officer(here), agreement=agreement, report=lambda done, total: seen.append((done, total))
    )
    assert all(done <= total for done, total in seen)
    return list(Link.objects.order_by("one_id").values_list("one_id", "other_id", "evidence"))


def test_comparing_proposes_the_same_paper_and_the_same_phone_with_the_birth_date() -> None:
    here, there = two_offices()
    by_phone = twice(here, there)
    by_paper = twice(here, there, paper="AB123456")
    a_person(here, "Camara", phone="0611111111", birth_date=date(1980, 1, 2))
    a_person(there, "Kamara", phone="0611111111", birth_date=date(1981, 1, 2))
    assert compared(here, there) == [
        (by_phone[0].pk, by_phone[1].pk, "phone_birth"),
        (by_paper[0].pk, by_paper[1].pk, "paper"),
    ]


def test_comparing_again_proposes_nothing_new_nor_what_was_refused() -> None:
    here, there = two_offices()
    twice(here, there)
    assert len(compared(here, there)) == 1
    link = Link.objects.get()
    actions.refuse(by=officer(there), link=link, reason="Non")
    assert actions.propose_all(by=officer(here), agreement=agreement_of(link), report=lambda d, t: None) == 0
    assert Link.objects.count() == 1


def test_comparing_leaves_out_what_may_not_or_need_not_be_linked() -> None:
    here, there = two_offices()
    twins = twice(here, there)
    Person.objects.filter(pk=twins[0].pk).update(sex="f")
    Person.objects.filter(pk=twins[1].pk).update(sex="m")
    objecting = twice(here, there, paper="CD123456")
    consent = people.record_consent(by=SYSTEM, person=objecting[1], purpose="partners")
    people.withdraw_consent(by=SYSTEM, consent=consent)
    own = twice(here, here, paper="EF123456")
    stranger = twice(here, an_office(), paper="GH123456")
    assert own
    assert stranger
    assert compared(here, there) == []


def test_an_agreement_of_a_programme_concerns_who_is_followed_for_it() -> None:
    here, there = two_offices()
    programme = a_programme()
    twice(here, there, paper="AB123456")
    inside = twice(here, there, paper="CD123456", programme=programme)
    found = compared(here, there, programme=programme)
    assert [pair[:2] for pair in found] == [(inside[0].pk, inside[1].pk)]


def test_only_the_officer_of_a_member_compares_and_only_while_it_is_in_force() -> None:
    here, there = two_offices()
    agreement = in_force(here.organisation, there.organisation)
    strangers = [officer(an_office()), somebody(Role.ADMINISTRATOR, here.organisation)]
    for by in strangers:
        with pytest.raises(Refused):
            actions.propose_all(by=by, agreement=agreement, report=lambda d, t: None)
    actions.end_agreement(by=officer(here), agreement=agreement, reason="Fin")
    with pytest.raises(RuleBroken):
        actions.propose_all(by=officer(here), agreement=agreement, report=lambda d, t: None)


# ------------------------------------------------------------------ whatever happens

steps = st.lists(
    st.tuples(st.sampled_from(["confirm", "refuse", "end", "expire"]), st.sampled_from([0, 1, 2])), max_size=8
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps=steps)
def test_two_persons_count_once_exactly_while_both_sides_and_the_agreement_say_so(steps: Any) -> None:
    with transaction.atomic():
        here, there = two_offices()
        link = proposed(here, there)
        officers = [officer(here), officer(there), officer(an_office())]
        said: set[int] = set()
        closed = expired = False
        for step, who in steps:
            try:
                if step == "expire":
                    actions.end_agreement(by=officers[who], agreement=agreement_of(link), reason="Fin")
                    expired = True
                elif step == "confirm":
                    actions.confirm(by=officers[who], link=link)
                    said.add(who)
                else:
                    act = actions.refuse if step == "refuse" else actions.end
                    act(by=officers[who], link=link, reason="Non")
                    closed = True
            except (Refused, RuleBroken):
                continue
            assert who != 2
            assert together(link) == (said == {0, 1} and not closed and not expired)
        transaction.set_rollback(True)
