"""Who advises a person: by the open cases, one's own or those of one's collectives."""

from __future__ import annotations

from datetime import date

import pytest

from wasl.base.accounts.tests import factories as accounts
from wasl.kernel.actors import SYSTEM, Role
from wasl.spine.cases import actions
from wasl.spine.cases.models import Assignment
from wasl.spine.cases.tests.factories import a_case
from wasl.spine.people import actions as people
from wasl.spine.people.queries.advisers import advised_by, advisers_of
from wasl.spine.people.tests.factories import a_person, an_office

pytestmark = pytest.mark.django_db

DAY = date(2024, 4, 1)


def test_the_adviser_of_a_collective_advises_its_members() -> None:
    office = an_office()
    adviser = accounts.user(office.organisation)
    accounts.membership(adviser, Role.ADVISER, office.organisation, offices=[office])
    alone, member, nobody = (a_person(office, name, on=DAY) for name in ("Diallo", "Traoré", "Keita"))
    group = people.create_collective(
        by=SYSTEM, office=office, name="Couture", members=[(member, "lead")], on=DAY
    )
    for party in (alone.party, group.party):
        case = a_case(office, party, on=DAY)
        if not Assignment.objects.filter(case=case, user=adviser).exists():
            actions.assign(by=SYSTEM, case=case, user=adviser, role="adviser", on=DAY)
    asked = [alone.pk, member.pk, nobody.pk]
    assert advisers_of(asked, DAY) == {alone.pk: [adviser.pk], member.pk: [adviser.pk]}
    found = {row["pk"] for row in advised_by(adviser.pk, DAY)}
    assert {alone.pk, member.pk} <= found
    assert nobody.pk not in found
    assert {row["pk"] for row in advised_by(None, DAY)} == found


def test_a_closed_case_has_no_adviser() -> None:
    office = an_office()
    adviser = accounts.user(office.organisation)
    accounts.membership(adviser, Role.ADVISER, office.organisation, offices=[office])
    case = a_case(office, on=DAY)
    actions.assign(by=SYSTEM, case=case, user=adviser, role="adviser", on=DAY)
    assert advisers_of([case.party_id], DAY) == {case.party_id: [adviser.pk]}
    actions.close_case(by=SYSTEM, case=case, expected=case.version, reason="completed", on=DAY)
    assert advisers_of([case.party_id], DAY) == {}
