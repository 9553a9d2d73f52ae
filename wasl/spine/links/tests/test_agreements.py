"""What must be recorded, and by whom, before two organisations may link and ask."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from wasl.base.audit.models import Entry
from wasl.base.documents.access import may_open
from wasl.base.documents.models import File
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Actor, Grant, Role
from wasl.kernel.errors import Refused, RuleBroken
from wasl.spine.links import actions, queries
from wasl.spine.links.actions.agreements import FILES
from wasl.spine.links.enums import Standing
from wasl.spine.links.models import SharingAgreement
from wasl.spine.links.tests.factories import in_force, recorded, somebody, terms, today
from wasl.spine.people.tests.factories import a_programme, an_organisation

pytestmark = pytest.mark.django_db
MAY_NOT = [role for role in Role if role not in (Role.PROTECTION, Role.ADMINISTRATOR)]


@pytest.mark.parametrize("role", MAY_NOT)
def test_other_roles_record_no_agreement(role: str) -> None:
    one, other = an_organisation(), an_organisation()
    with pytest.raises(Refused):
        actions.record_agreement(by=somebody(role, one), organisation=one, members=[other], **terms())


def test_nobody_records_an_agreement_for_an_organisation_of_others() -> None:
    one, other = an_organisation(), an_organisation()
    with pytest.raises(Refused):
        actions.record_agreement(
            by=somebody(Role.PROTECTION, other), organisation=one, members=[other], **terms()
        )


def test_an_agreement_opens_nothing_until_another_organisation_confirms_it() -> None:
    one, other = an_organisation(), an_organisation()
    agreement = recorded(one, other)
    assert queries.authorised(one.pk, other.pk, today()) is None
    actions.confirm_agreement(by=somebody(Role.COORDINATOR, other), agreement=agreement)
    assert queries.authorised(one.pk, other.pk, today()) == agreement
    assert queries.authorised(other.pk, one.pk, today()) == agreement


def test_neither_its_author_nor_a_colleague_nor_a_stranger_confirms_it() -> None:
    one, other, third = an_organisation(), an_organisation(), an_organisation()
    agreement = recorded(one, other)
    strangers = [somebody(Role.PROTECTION, one), somebody(Role.PROTECTION, third), SYSTEM]
    for by in [*strangers, somebody(Role.ADVISER, other)]:
        with pytest.raises(Refused):
            actions.confirm_agreement(by=by, agreement=agreement)
    agreement.refresh_from_db()
    assert agreement.confirmed_at is None


def test_who_recorded_it_does_not_confirm_it_with_another_hat() -> None:
    one, other = an_organisation(), an_organisation()
    both = Actor(9, "both", (Grant(Role.PROTECTION, one.pk), Grant(Role.PROTECTION, other.pk)))
    agreement = actions.record_agreement(by=both, organisation=one, members=[other], **terms())
    with pytest.raises(Refused):
        actions.confirm_agreement(by=both, agreement=agreement)


def test_an_organisation_that_did_not_sign_is_not_bound_nor_an_organisation_with_itself() -> None:
    one, other, third = an_organisation(), an_organisation(), an_organisation()
    in_force(one, other)
    assert queries.authorised(one.pk, third.pk, today()) is None
    assert queries.authorised(one.pk, one.pk, today()) is None


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"authorisation_number": " "}, "authorisation_number"),
        ({"valid_from": date(2019, 11, 30)}, "valid_from"),
        ({"signed_on": date(2020, 1, 2)}, "valid_from"),
        ({"valid_to": date(2019, 12, 31)}, "valid_to"),
    ],
)
def test_an_agreement_without_authorisation_or_out_of_order_is_refused(
    changed: dict[str, Any], field: str
) -> None:
    with pytest.raises(RuleBroken) as broken:
        recorded(an_organisation(), an_organisation(), **changed)
    assert broken.value.field == field


def test_an_agreement_with_oneself_is_refused() -> None:
    with pytest.raises(RuleBroken) as broken:
        recorded(an_organisation())
    assert broken.value.field == "members"


def test_both_papers_are_kept_and_open_to_the_members_alone() -> None:
    one, other, third = an_organisation(), an_organisation(), an_organisation()
    agreement = recorded(one, other)
    assert set(File.objects.of(FILES, agreement.pk).values_list("kind", flat=True)) == {
        "agreement",
        "authorisation",
    }

    def opens(role: str, organisation: Any) -> bool:
        return may_open(somebody(role, organisation), owner_kind=FILES, owner_id=agreement.pk)

    assert opens(Role.COORDINATOR, other)
    assert opens(Role.ADMINISTRATOR, one)
    assert not opens(Role.PROTECTION, third)
    assert not opens(Role.ADVISER, one)


def test_an_agreement_holds_from_its_first_day_to_its_last_included(moving_clock: Any) -> None:
    one, other = an_organisation(), an_organisation()
    in_force(one, other, valid_from=date(2020, 2, 1), valid_to=date(2020, 6, 30))

    def holds(day: date) -> bool:
        return queries.authorised(one.pk, other.pk, day) is not None

    assert [holds(date(2020, 1, 31)), holds(date(2020, 2, 1))] == [False, True]
    assert [holds(date(2020, 6, 30)), holds(date(2020, 7, 1))] == [True, False]


def test_any_member_ends_it_with_a_reason_and_from_that_day_it_holds_no_more() -> None:
    one, other = an_organisation(), an_organisation()
    agreement = in_force(one, other)
    with pytest.raises(RuleBroken):
        actions.end_agreement(by=somebody(Role.PROTECTION, other), agreement=agreement, reason=" ")
    with pytest.raises(Refused):
        actions.end_agreement(by=somebody(Role.COORDINATOR, other), agreement=agreement, reason="Fin")
    actions.end_agreement(by=somebody(Role.PROTECTION, other), agreement=agreement, reason="Fin du programme")
    assert queries.authorised(one.pk, other.pk, today()) is None
    assert queries.authorised(one.pk, other.pk, today() - timedelta(days=1)) == agreement
    with pytest.raises(RuleBroken):
        actions.end_agreement(by=somebody(Role.PROTECTION, one), agreement=agreement, reason="Encore")


def test_what_is_missing_is_said(moving_clock: Any) -> None:
    one, other = an_organisation(), an_organisation()

    def said() -> str:
        return str(queries.missing([one.pk], clock.today()))

    assert said() == str(queries.agreements.MISSING[""])
    agreement = recorded(one, other, valid_from=today(), valid_to=today() + timedelta(days=9))
    assert said() == str(queries.agreements.MISSING[Standing.WAITING])
    actions.confirm_agreement(by=somebody(Role.PROTECTION, other), agreement=agreement)
    assert queries.missing([one.pk], today()) is None
    assert queries.missing([one.pk], today() - timedelta(days=1)) is not None
    assert queries.missing([one.pk], today() + timedelta(days=10)) == queries.agreements.MISSING["expired"]


def test_pairs_may_link_by_each_agreement_in_force_and_only_for_its_programme() -> None:
    one, other, third = sorted((an_organisation() for _ in range(3)), key=lambda held: held.pk)
    assert queries.authorised_pairs(today()) == frozenset()
    agreement = in_force(one, other)
    assert queries.authorised_pairs(today()) == {(one.pk, other.pk)}
    in_force(one, other, third)
    all_three = {(one.pk, other.pk), (one.pk, third.pk), (other.pk, third.pk)}
    assert queries.authorised_pairs(today()) == all_three
    programme, elsewhere = a_programme(), a_programme()
    type(agreement).objects.exclude(pk=agreement.pk).update(programme=programme)
    assert queries.authorised_pairs(today(), programme.pk) == all_three
    assert queries.authorised_pairs(today(), elsewhere.pk) == {(one.pk, other.pk)}


def test_each_act_stands_in_the_journal() -> None:
    one, other = an_organisation(), an_organisation()
    agreement = in_force(one, other)
    actions.end_agreement(by=somebody(Role.PROTECTION, one), agreement=agreement, reason="Fin")
    verbs = Entry.objects.filter(kind="links.sharingagreement").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["links.record_agreement", "links.confirm_agreement", "links.end_agreement"]


def test_one_sees_the_agreements_of_one_s_own_organisations() -> None:
    one, other, third = (an_organisation() for _ in range(3))
    agreement = recorded(one, other)
    seen = [
        SharingAgreement.objects.visible_to(somebody(role, organisation)).filter(pk=agreement.pk).exists()
        for role, organisation in ((Role.COORDINATOR, other), (Role.PROTECTION, third), (Role.ADVISER, one))
    ]
    assert seen == [True, False, False]
