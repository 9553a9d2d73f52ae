"""Businesses: founded with their members, registered, followed up; each step leaves its fact."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wasl.base.network.models import Office
from wasl.base.procedures.models import Parameter
from wasl.kernel.actors import SYSTEM, Role
from wasl.kernel.errors import Conflict, Refused, RuleBroken
from wasl.outcomes.ventures import actions, queries
from wasl.outcomes.ventures.models import Venture
from wasl.outcomes.ventures.tests.factories import STARTED, a_collective, a_venture, somebody
from wasl.spine.facts import queries as fact_queries
from wasl.spine.facts.models import Fact
from wasl.spine.people import evidence
from wasl.spine.people.queries import members_on
from wasl.spine.people.tests.factories import a_person, a_programme, an_office

D = Decimal
DAY = date(2023, 1, 31)


def of_months(venture: Venture, months: int):  # type: ignore[no-untyped-def]
    return venture.follow_ups.get(months=months)


# ---------------------------------------------------------------- who


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.DONOR, Role.AUDITOR, Role.MENTOR, Role.COMMITTEE])
def test_other_roles_found_and_register_nothing(office: Office, role: Role) -> None:
    by = somebody(role, office)
    with pytest.raises(Refused):
        actions.create_venture(
            by=by, party=a_person(office).party, name="Couture", legal_form="none", office=office
        )
    with pytest.raises(Refused):
        actions.register_venture(by=by, venture=a_venture(office, legal_form="sarl"), number="RC 1")


def test_an_adviser_of_another_organisation_sees_and_changes_nothing(office: Office) -> None:
    venture, stranger = a_venture(office), somebody(Role.ADVISER, an_office())
    assert not Venture.objects.visible_to(stranger).exists()
    with pytest.raises(Refused):
        actions.record_status(by=stranger, venture=venture, status="closed")


def test_nobody_founds_the_business_of_somebody_they_may_not_see(office: Office) -> None:
    party = a_person(an_office()).party
    with pytest.raises(Refused):
        actions.create_venture(
            by=somebody(Role.ADVISER, office), party=party, name="Couture", legal_form="none", office=office
        )


def test_a_grant_limited_to_a_programme_sees_its_ventures_alone(office: Office) -> None:
    mine, other = a_programme(), a_programme()
    venture = a_venture(office, programme=mine)
    a_venture(office, programme=other)
    a_venture(office)
    limited = somebody(Role.COORDINATOR, office, programmes=frozenset({mine.pk}))
    assert list(Venture.objects.visible_to(limited)) == [venture]


def test_a_mentor_follows_up_but_corrects_nothing(office: Office) -> None:
    venture, mentor = a_venture(office), somebody(Role.MENTOR, office)
    actions.record_follow_up(by=mentor, follow_up=of_months(venture, 3), found="active", on=date(2022, 4, 30))
    with pytest.raises(Refused):
        actions.update_venture(by=mentor, venture=venture, expected=1, name="Autre", legal_form="none")


# ---------------------------------------------------------------- founding


def test_members_are_carried_over_with_the_spokesperson_as_manager(office: Office) -> None:
    venture = a_venture(office, legal_form="sarl")
    assert list(venture.members.order_by("pk").values_list("role", flat=True)) == [
        "manager",
        "associate",
        "associate",
    ]
    alone = a_venture(office, a_person(office, "Kone").party, "auto_entrepreneur")
    assert alone.members.get().role == "manager"


def test_a_creation_schedules_its_follow_ups_and_leaves_its_fact(office: Office) -> None:
    venture = a_venture(office, legal_form="cooperative", sector="")
    assert [f.months for f in venture.follow_ups.order_by("due_on")] == [3, 6, 12, 24, 36]
    fact = Fact.objects.get()
    assert (fact.kind, fact.legal_form, fact.happened_on) == ("venture_created", "cooperative", STARTED)
    assert fact.people.count() == 3
    assert fact_queries.verify().ok


def test_a_business_has_a_name_and_has_started(office: Office) -> None:
    party = a_person(office).party
    for given, field in [({"name": " "}, "name"), ({"on": date(2999, 1, 1)}, "on")]:
        with pytest.raises(RuleBroken) as fault:
            a_venture(office, party, **given)  # type: ignore[arg-type]
        assert fault.value.field == field


def test_one_source_gives_one_business(office: Office) -> None:
    a_venture(office, source=office)
    with pytest.raises(Exception, match=r"(?i)unique"):
        a_venture(office, source=office)


# ---------------------------------------------------------------- members and forms


def test_too_few_members_for_a_cooperative_warn_and_refuse_nothing_while_unconfirmed(
    office: Office, parameters: None
) -> None:
    venture = a_venture(office, legal_form="cooperative")
    fault, text, confirmed = queries.form_fault("cooperative", 3, STARTED)
    assert (fault, confirmed) == ("too_few", False)
    assert "5" in text
    actions.register_venture(by=SYSTEM, venture=venture, number="LOCAL-12", registered_on=date(2022, 3, 1))


def test_a_confirmed_number_refuses(office: Office, parameters: None) -> None:
    Parameter.objects.filter(code="cooperative_min_members").update(confidence="official")
    venture = a_venture(office, legal_form="cooperative")
    with pytest.raises(RuleBroken) as fault:
        actions.register_venture(
            by=SYSTEM, venture=venture, number="LOCAL-12", registered_on=date(2022, 3, 1)
        )
    assert fault.value.code == "too_few"


def test_the_number_that_held_on_that_day_is_asked(parameters: None) -> None:
    assert queries.form_limits("cooperative", date(2010, 1, 1))[0].least == 7
    assert queries.form_limits("cooperative", date(2022, 1, 1))[0].least == 5
    assert queries.form_limits("none", date(2022, 1, 1))[0].least is None


# ---------------------------------------------------------------- registration


def test_a_registered_company_becomes_a_party_with_the_people_behind_it(office: Office) -> None:
    venture = a_venture(office, legal_form="sarl")
    actions.register_venture(
        by=SYSTEM, venture=venture, number="RC 4512", ice="001525713000021", registered_on=DAY
    )
    venture.refresh_from_db()
    party = venture.organisation_party
    assert party is not None
    assert party.kind == "organisation"
    assert party.get_absolute_url() == venture.get_absolute_url()
    assert len(members_on(party, DAY)) == 3
    assert Fact.objects.filter(kind="venture_registered", legal_form="sarl").count() == 1
    assert fact_queries.verify().ok


def test_the_auto_entrepreneur_s_status_has_its_own_fact_and_no_party(office: Office) -> None:
    venture = a_venture(office, a_person(office).party, "auto_entrepreneur")
    actions.register_venture(by=SYSTEM, venture=venture, number="AE-77", registered_on=DAY)
    venture.refresh_from_db()
    assert venture.organisation_party is None
    assert list(Fact.objects.order_by("pk").values_list("kind", flat=True)) == [
        "venture_created",
        "ae_status_obtained",
    ]


def test_an_activity_without_form_takes_one_when_it_registers(office: Office) -> None:
    venture = a_venture(office)
    with pytest.raises(RuleBroken):
        actions.register_venture(by=SYSTEM, venture=venture, number="1")
    actions.register_venture(by=SYSTEM, venture=venture, number="RC 1", legal_form="sarl", registered_on=DAY)
    venture.refresh_from_db()
    assert venture.legal_form == "sarl"


def test_the_same_registration_is_recorded_once_and_never_ahead(office: Office) -> None:
    venture = a_venture(office, legal_form="sarl")
    with pytest.raises(RuleBroken):
        actions.register_venture(by=SYSTEM, venture=venture, number="RC 1", registered_on=date(2999, 1, 1))
    actions.register_venture(by=SYSTEM, venture=venture, number="RC 1", registered_on=DAY)
    with pytest.raises(RuleBroken) as fault:
        actions.register_venture(by=SYSTEM, venture=venture, number="RC 1", registered_on=DAY)
    assert fault.value.code == "already"


def test_the_form_of_a_registered_business_is_not_corrected_by_hand(office: Office) -> None:
    venture = a_venture(office, legal_form="sarl")
    actions.register_venture(by=SYSTEM, venture=venture, number="RC 1", registered_on=DAY)
    with pytest.raises(RuleBroken) as fault:
        actions.update_venture(by=SYSTEM, venture=venture, expected=1, name="Autre", legal_form="gie")
    assert fault.value.code == "registered"


def test_two_people_at_one_business_are_told(office: Office) -> None:
    venture = a_venture(office)
    actions.update_venture(by=SYSTEM, venture=venture, expected=1, name="Atelier Bleu", legal_form="none")
    with pytest.raises(Conflict):
        actions.update_venture(by=SYSTEM, venture=venture, expected=1, name="Atelier Vert", legal_form="none")


# ---------------------------------------------------------------- follow-ups and survival


def test_a_follow_up_leaves_what_it_found(office: Office) -> None:
    venture = a_venture(office)
    actions.record_follow_up(
        by=SYSTEM,
        follow_up=of_months(venture, 12),
        found="active",
        on=DAY,
        turnover=D("84000.00"),
        jobs_created=2,
    )
    kinds = {f.kind: (f.quantity, f.unit, f.reason) for f in Fact.objects.exclude(kind="venture_created")}
    assert kinds == {"alive_at": (D(12), "month", "months_12"), "jobs_created": (D(2), "job", "")}
    assert fact_queries.verify().ok


def test_a_closed_business_is_not_alive_and_is_followed_no_more(office: Office) -> None:
    venture = a_venture(office)
    actions.record_follow_up(by=SYSTEM, follow_up=of_months(venture, 6), found="closed", on=date(2022, 8, 1))
    venture.refresh_from_db()
    assert venture.status == "closed"
    assert not Fact.objects.filter(kind="alive_at").exists()
    assert set(venture.follow_ups.exclude(months=6).values_list("status", flat=True)) == {"dropped"}
    assert list(Venture.objects.alive_on(date(2022, 7, 31))) == [venture]
    assert not Venture.objects.alive_on(date(2022, 8, 1)).exists()
    assert not Venture.objects.alive_on(date(2022, 1, 30)).exists()


def test_a_follow_up_is_told_once_neither_early_nor_ahead(office: Office) -> None:
    venture = a_venture(office)
    for day in (date(2022, 4, 1), date(2999, 1, 1)):
        with pytest.raises(RuleBroken) as fault:
            actions.record_follow_up(by=SYSTEM, follow_up=of_months(venture, 3), found="active", on=day)
        assert fault.value.code == "dates"
    actions.record_follow_up(by=SYSTEM, follow_up=of_months(venture, 3), found="active", on=date(2022, 4, 20))
    with pytest.raises(RuleBroken) as twice:
        actions.record_follow_up(
            by=SYSTEM, follow_up=of_months(venture, 3), found="active", on=date(2022, 4, 20)
        )
    assert twice.value.code == "workflow"


def test_a_change_recorded_late_does_not_overturn_a_later_one(office: Office) -> None:
    venture = a_venture(office)
    actions.record_status(by=SYSTEM, venture=venture, status="unreachable", on=date(2023, 1, 1))
    actions.record_status(by=SYSTEM, venture=venture, status="paused", on=date(2022, 6, 1))
    venture.refresh_from_db()
    assert venture.status == "unreachable"
    assert Venture.objects.in_status_on(date(2022, 7, 1), "paused").get() == venture


# ---------------------------------------------------------------- evidence, cost


def test_evidence_of_form_and_registration_is_known_on_each_day(office: Office) -> None:
    group = a_collective(office)
    member = members_on(group.party, DAY)[0]
    assert evidence.ask("venture_registered", group.party, DAY).state == "missing"
    venture = a_venture(office, group.party, "sarl")
    assert evidence.ask("venture_form", group.party, DAY).value == "sarl"
    assert evidence.ask("venture_registered", group.party, DAY).state == "no"
    actions.register_venture(by=SYSTEM, venture=venture, number="RC 1", registered_on=DAY)
    for party in (group.party, member.party):
        assert evidence.ask("venture_registered", party, DAY).state == "yes"
        assert evidence.ask("venture_registered", party, date(2022, 12, 31)).state == "no"
    assert evidence.ask("venture_form", group.party, date(2021, 12, 31)).state == "missing"


def test_founding_and_registering_cost_few_questions(office: Office) -> None:
    party = a_collective(office).party
    with CaptureQueriesContext(connection) as founding:
        venture = a_venture(office, party, "auto_entrepreneur")
    with CaptureQueriesContext(connection) as registering:
        actions.register_venture(by=SYSTEM, venture=venture, number="AE-1", registered_on=DAY)
    assert len(founding) <= 14, [q["sql"][:90] for q in founding]
    assert len(registering) <= 17, [q["sql"][:90] for q in registering]
