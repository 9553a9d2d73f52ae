"""What is to be done, for those who coordinate and those who only read."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.spine.cases import actions
from wasl.spine.cases.tests.factories import a_case
from wasl.spine.people.tests.factories import an_office, signed_in

pytestmark = pytest.mark.django_db


def test_whoever_coordinates_opens_the_case_from_what_is_to_do(client: Client) -> None:
    office = an_office()
    case = a_case(office)
    step = actions.add_plan_item(by=SYSTEM, case=case, title="CV", due_on=clock.today())
    signed_in(client, Role.COORDINATOR, office)
    page = client.get(reverse("cases:todo")).content.decode()
    assert case.get_absolute_url() in page
    assert step.finish_url not in page


def test_the_list_of_what_is_to_do_is_shown_to_those_it_opens_for(client: Client) -> None:
    office = an_office()
    signed_in(client, Role.MONITORING, office)
    assert f'href="{reverse("cases:todo")}"' not in client.get(reverse("cases:list")).content.decode()
    signed_in(client, Role.ADVISER, office)
    assert f'href="{reverse("cases:todo")}"' in client.get(reverse("cases:list")).content.decode()
