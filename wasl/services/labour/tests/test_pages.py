"""The screens of labour law: who is refused, what stands behind the gate, what is printed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wasl.base.procedures.load import load_law
from wasl.kernel.actors import SYSTEM, Role
from wasl.services.labour import actions, queries
from wasl.services.labour.models import LabourMatter
from wasl.services.labour.tests.factories import a_draft, a_matter
from wasl.spine.cases.tests.factories import a_case
from wasl.spine.people.tests.factories import a_person, an_office, signed_in
from wasl.spine.rights.tests.factories import an_opening

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.mark.parametrize(
    "role", [Role.RECEPTION, Role.COORDINATOR, Role.MONITORING, Role.MENTOR, Role.FINANCE]
)
def test_roles_that_do_not_open_the_legal_compartment_are_refused(client: Client, role: str) -> None:
    office = an_office()
    matter = a_matter(office)
    signed_in(client, role, office)
    for address in (reverse("labour:matters"), matter.get_absolute_url(), reverse("labour:models")):
        assert client.get(address).status_code == 403, address


def test_a_matter_is_shown_once_the_compartment_is_opened_with_a_reason(client: Client) -> None:
    office = an_office()
    matter = a_matter(office, facts="Trois mois impayés")
    adviser = signed_in(client, Role.ADVISER, office)
    turned = client.get(matter.get_absolute_url())
    assert turned.status_code == 302
    assert "legal" in turned["Location"]
    an_opening(adviser, matter.case.party, "legal")
    assert "Trois mois impayés" in client.get(matter.get_absolute_url()).content.decode()


def test_the_list_and_the_case_name_the_matter_and_tell_nothing_of_it(client: Client) -> None:
    office = an_office()
    matter = a_matter(office, employer="Garage Secret", facts="Faits secrets")
    signed_in(client, Role.ADVISER, office)
    for address in (reverse("labour:matters"), matter.case.get_absolute_url()):
        text = client.get(address).content.decode()
        assert matter.reference in text, address
        assert "ecret" not in text.replace("secretariat", ""), address


def test_the_list_asks_as_much_for_thirty_matters_as_for_one(client: Client) -> None:
    office = an_office()
    signed_in(client, Role.ADVISER, office)
    client.get(reverse("labour:matters"))  # the session asks once for itself
    counts = []
    for more in (1, 29):
        for _number in range(more):
            actions.add_step(by=SYSTEM, matter=a_matter(office), kind="talk", due_on=date(2024, 5, 1))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("labour:matters"))
        counts.append(len(asked))
    assert LabourMatter.objects.count() == 30
    assert counts[0] == counts[1]


def test_a_matter_is_not_concluded_by_a_result_nobody_chose(client: Client) -> None:
    office = an_office()
    matter = a_matter(office)
    signed_in(client, Role.ADVISER, office)
    address = reverse("labour:conclude", args=[matter.pk])
    answer = client.post(
        address, {"result": "", "on": "01/06/2024", "submission": "c1", "version": matter.version}
    )
    assert answer.status_code == 200
    matter.refresh_from_db()
    assert matter.status == "open"


def test_a_contract_is_printed_in_french_and_in_arabic_and_nowhere_else(client: Client) -> None:
    office = an_office()
    draft = a_draft(office, employer="Société <script> {job}")
    signed_in(client, Role.ADVISER, office)
    for language in ("fr", "ar"):
        answer = client.get(reverse("labour:paper", args=[draft.pk, language]))
        assert answer.content.startswith(b"%PDF")
    assert client.get(reverse("labour:paper", args=[draft.pk, "en"])).status_code == 404


def test_a_low_wage_warns_with_the_number_of_the_law_and_is_not_refused(client: Client) -> None:
    load_law()
    office = an_office()
    person = a_person(office, "Baobab", "Awa", nationality="MA")
    draft = a_draft(office, case=a_case(office, person.party), wage=Decimal(3000))
    (odd,) = queries.oddities_of(draft)
    assert (odd.code, odd.amount) == ("wage_low", Decimal("3422.72"))
    signed_in(client, Role.ADVISER, office)
    text = client.get(draft.get_absolute_url()).content.decode()
    assert "2.25.983" in text


def test_a_contract_of_hours_in_part_is_measured_in_part() -> None:
    load_law()
    office = an_office()
    person = a_person(office, "Baobab", "Awa", nationality="MA")
    draft = a_draft(
        office, case=a_case(office, person.party), wage=Decimal("1711.36"), weekly_hours=Decimal(22)
    )
    assert queries.oddities_of(draft) == []
