from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from wasl.base.audit.models import Entry
from wasl.base.network.actions import close_office, create_guichet, create_organisation, open_office
from wasl.base.network.models import Office, Organisation
from wasl.base.network.queries import offices_for, require_open
from wasl.base.network.tests.factories import a_guichet, an_actor, an_office, an_organisation
from wasl.kernel.actors import ANONYMOUS, SYSTEM, Role
from wasl.kernel.errors import Refused, RuleBroken

pytestmark = pytest.mark.django_db


@contextmanager
def broken(code: str) -> Iterator[None]:
    with pytest.raises(RuleBroken) as refusal:
        yield
    assert refusal.value.code == code


OTHERS = [role for role in Role if role != Role.ADMINISTRATOR]


@pytest.mark.parametrize("role", OTHERS)
def test_only_an_administrator_writes_the_network(role: str) -> None:
    office = an_office()
    actor = an_actor(role, office.organisation)
    with pytest.raises(Refused):
        create_organisation(by=actor, code="x", name="X")
    with pytest.raises(Refused):
        open_office(by=actor, organisation=office.organisation, code="y", name="Y", province="MA-RAB")
    with pytest.raises(Refused):
        close_office(by=actor, office=office)
    with pytest.raises(Refused):
        create_guichet(by=actor, organisation=office.organisation, kind="other", name_fr="Z")


def test_nobody_signed_in_is_refused() -> None:
    with pytest.raises(Refused):
        create_organisation(by=ANONYMOUS, code="x", name="X")


def test_an_administrator_is_refused_in_another_organisation() -> None:
    office = an_office()
    actor = an_actor(Role.ADMINISTRATOR, an_organisation())
    with pytest.raises(Refused):
        open_office(by=actor, organisation=office.organisation, code="y", name="Y", province="MA-RAB")
    with pytest.raises(Refused):
        close_office(by=actor, office=office)


def test_an_administrator_of_one_office_does_not_close_another() -> None:
    organisation = an_organisation()
    mine, other = an_office(organisation), an_office(organisation)
    actor = an_actor(Role.ADMINISTRATOR, organisation, offices=frozenset({mine.pk}))
    with pytest.raises(Refused):
        close_office(by=actor, office=other)
    assert close_office(by=actor, office=mine, closed_on=date(2026, 1, 31)).closed_on == date(2026, 1, 31)


def test_an_organisation_keeps_its_kinds_and_is_found_by_each() -> None:
    made = create_organisation(by=SYSTEM, code="both", name="Les deux", kinds=["association", "operator"])
    again = Organisation.objects.get(pk=made.pk)
    assert again.kinds == ["operator", "association"]
    assert again in Organisation.objects.of_kind("association")
    assert again in Organisation.objects.of_kind("operator")
    assert again not in Organisation.objects.of_kind("donor")


def test_a_code_is_given_once() -> None:
    office = an_office()
    with broken("code_taken"):
        create_organisation(by=SYSTEM, code=office.organisation.code, name="Autre")
    with broken("code_taken"):
        open_office(
            by=SYSTEM, organisation=office.organisation, code=office.code, name="Autre", province="MA-RAB"
        )
    a_guichet(office.organisation)
    with broken("code_taken"):
        a_guichet(office.organisation)


def test_a_closed_office_takes_nobody_after_its_last_day() -> None:
    office = an_office(opened_on=date(2019, 1, 1))
    office = close_office(by=SYSTEM, office=office, closed_on=date(2022, 6, 30), reason="Fin du bail")
    require_open(office, date(2022, 6, 30))
    for day in (date(2022, 7, 1), date(2018, 12, 31)):
        with broken("office_closed"):
            require_open(office, day)
    assert list(Office.objects.open_on(date(2022, 7, 1)).filter(pk=office.pk)) == []


def test_an_office_closes_once_and_not_before_it_opened() -> None:
    office = an_office(opened_on=date(2019, 1, 1))
    with broken("dates"):
        close_office(by=SYSTEM, office=office, closed_on=date(2018, 12, 31))
    close_office(by=SYSTEM, office=office, closed_on=date(2022, 6, 30))
    with broken("closed"):
        close_office(by=SYSTEM, office=office, closed_on=date(2023, 6, 30))


def test_the_database_itself_refuses_an_office_that_closes_before_it_opens() -> None:
    office = an_office(opened_on=date(2019, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Office.objects.filter(pk=office.pk).update(closed_on=date(2018, 1, 1))


def test_every_write_stands_in_the_journal() -> None:
    office = an_office()
    close_office(by=SYSTEM, office=office, closed_on=date(2026, 1, 1), reason="Déménagement")
    verbs = list(Entry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["network.create_organisation", "network.open_office", "network.close_office"]


def test_the_choices_of_a_form_are_the_open_offices_of_ones_role() -> None:
    organisation = an_organisation()
    mine = an_office(organisation, opened_on=date(2020, 1, 1))
    an_office(organisation, opened_on=date(2027, 1, 1))
    an_office()
    actor = an_actor(Role.RECEPTION, organisation)
    assert offices_for(actor, [Role.RECEPTION], on=date(2026, 1, 1)) == [mine]
    assert offices_for(actor, [Role.FINANCE], on=date(2026, 1, 1)) == []
