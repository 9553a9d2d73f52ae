"""The screens of marketing: who is refused, what is shown, how many questions the list asks."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wasl.kernel.actors import SYSTEM, Role
from wasl.services.marketing import actions
from wasl.services.marketing.models import Deliverable
from wasl.services.marketing.tests.factories import a_deliverable
from wasl.spine.people.tests.factories import an_office, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.MENTOR, Role.FINANCE, Role.DONOR, Role.PROTECTION])
def test_roles_without_marketing_are_refused(client: Client, role: str) -> None:
    office = an_office()
    row = a_deliverable(office)
    signed_in(client, role, office)
    for address in (reverse("marketing:deliverables"), row.get_absolute_url()):
        assert client.get(address).status_code == 403, address


def test_another_office_finds_no_such_work(client: Client) -> None:
    row = a_deliverable(an_office())
    signed_in(client, Role.ADVISER, an_office())
    for name in ("deliverable", "file", "measure"):
        assert client.get(reverse(f"marketing:{name}", args=[row.pk])).status_code == 404
    assert client.get(reverse("marketing:move", args=[row.pk, "deliver"])).status_code == 404


def test_work_is_handed_over_from_its_page_and_measured_before_and_after(client: Client) -> None:
    office = an_office()
    row = a_deliverable(office)
    actions.measure(
        by=SYSTEM, deliverable=row, what="orders", moment="before", value=Decimal(40), on=row.asked_on
    )
    signed_in(client, Role.ADVISER, office)
    address = reverse("marketing:move", args=[row.pk, "deliver"])
    client.get(address)
    sent = client.post(address, {"on": "05/03/2024", "minutes": "45", "version": row.version, "words": ""})
    assert sent.status_code == 303
    client.post(
        reverse("marketing:measure", args=[row.pk]),
        {"what": "orders", "moment": "after", "value": "50", "on": "05/04/2024", "told_by": ""},
    )
    text = client.get(row.get_absolute_url()).content.decode()
    assert "+25" in text
    assert Deliverable.objects.get().service is not None


def test_the_list_asks_as_much_for_thirty_pieces_of_work_as_for_one(client: Client) -> None:
    office = an_office()
    signed_in(client, Role.ADVISER, office)
    client.get(reverse("marketing:deliverables"))  # the session asks once for itself
    counts = []
    for more in (1, 29):
        for _number in range(more):
            a_deliverable(office)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("marketing:deliverables"))
        counts.append(len(asked))
    assert counts[0] == counts[1]
