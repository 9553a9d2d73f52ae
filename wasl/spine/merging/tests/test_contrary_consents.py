"""One record withdrew a consent, the other gives it: the later of the two prevails, and everybody is told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.spine.merging.tests.worlds import merged, unmerged
from wasl.spine.people import actions as people
from wasl.spine.people.models import Consent, Person
from wasl.spine.people.queries.consents import consented
from wasl.spine.people.tests.factories import a_person, an_office, signed_in

pytestmark = pytest.mark.django_db
AGAIN = "demandé de nouveau"


def ago(days: int) -> date:
    return clock.today() - timedelta(days=days)


def gives(person: Person, days: int, purpose: str = "partners") -> Consent:
    return people.record_consent(by=SYSTEM, person=person, purpose=purpose, on=ago(days))


def withdraws(person: Person, given: int, withdrawn: int, purpose: str = "partners") -> Consent:
    held = gives(person, given, purpose)
    return people.withdraw_consent(by=SYSTEM, consent=held, on=ago(withdrawn))


def page(client: Client, person: Person) -> str:
    return client.get(person.get_absolute_url()).content.decode()


@pytest.mark.parametrize("kept_withdrew", [True, False])
def test_the_later_withdrawal_prevails_and_is_told_until_it_is_asked_again(
    client: Client, kept_withdrew: bool
) -> None:
    office = an_office()
    kept, absorbed = a_person(office), a_person(office)
    withdrew, gave = (kept, absorbed) if kept_withdrew else (absorbed, kept)
    withdraws(withdrew, given=40, withdrawn=10)
    gives(gave, days=20)
    signed_in(client, Role.COORDINATOR, office)
    compare = client.get(reverse("merging:compare", args=[kept.pk, absorbed.pk])).content.decode()
    assert "prévaut" in compare

    merged(kept, absorbed)

    assert not consented(kept.party, "partners", clock.today())
    assert consented(kept.party, "partners", ago(15))
    assert AGAIN in page(client, kept)

    gives(kept, days=0)

    assert consented(kept.party, "partners", clock.today())
    assert AGAIN not in page(client, kept)


def test_undone_each_record_has_its_own_word_again(client: Client) -> None:
    office = an_office()
    kept, absorbed = a_person(office), a_person(office)
    withdraws(absorbed, given=40, withdrawn=10)
    gives(kept, days=20)
    signed_in(client, Role.COORDINATOR, office)
    unmerged(merged(kept, absorbed))
    assert consented(kept.party, "partners", clock.today())
    assert not consented(absorbed.party, "partners", clock.today())
    assert AGAIN not in page(client, kept)


def test_a_consent_given_after_the_withdrawal_holds_and_the_comparison_says_so(client: Client) -> None:
    office = an_office()
    kept, absorbed = a_person(office), a_person(office)
    withdraws(kept, given=40, withdrawn=30)
    gives(absorbed, days=20)
    signed_in(client, Role.COORDINATOR, office)
    compare = client.get(reverse("merging:compare", args=[kept.pk, absorbed.pk])).content.decode()
    assert "assurez-vous-en" in compare
    merged(kept, absorbed)
    assert consented(kept.party, "partners", clock.today())
    assert AGAIN not in page(client, kept)


def test_records_that_say_the_same_or_of_other_purposes_are_not_pointed_out(client: Client) -> None:
    office = an_office()
    kept, absorbed = a_person(office), a_person(office)
    gives(kept, days=20)
    gives(absorbed, days=10)
    withdraws(absorbed, given=40, withdrawn=30, purpose="image")
    signed_in(client, Role.COORDINATOR, office)
    compare = client.get(reverse("merging:compare", args=[kept.pk, absorbed.pk])).content.decode()
    assert "se contredisent" not in compare
