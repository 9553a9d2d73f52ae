"""people duplicates: everybody is compared, and the numbers are said."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest
from click.testing import Result

from wasl.kernel.actors import SYSTEM
from wasl.spine.matching import actions
from wasl.spine.matching.models import Duplicate
from wasl.spine.people.tests.factories import a_person, an_office

Wasl = Callable[..., Result]
pytestmark = pytest.mark.django_db


def test_everybody_is_compared_and_what_waits_is_counted_in_words_and_for_programs(wasl: Wasl) -> None:
    office = an_office()
    for given in ("Ama Patricia", "Patricia Ama"):
        a_person(office, "Kouassi", given, birth_date=date(1994, 3, 7), nationality="CI")
    Duplicate.objects.all().delete()

    said = wasl("people", "duplicates")
    assert said.exit_code == 0, said.output
    code = office.organisation.code
    assert f"{code}: 1 pairs proposed, 0 refreshed, 0 withdrawn; 1 wait for a decision" in said.output

    actions.decide(
        by=SYSTEM, duplicate=Duplicate.objects.get(), decision="different", reason="Cousines", expected=1
    )
    told = json.loads(wasl("people", "duplicates", "--organisation", code, "--json").output)
    assert told == [
        {
            "organisation": code, "proposed": 0, "refreshed": 0, "withdrawn": 0, "brought_back": 0, "waiting": 0,
        }
    ]  # fmt: skip


def test_an_organisation_that_is_not_there_is_named(wasl: Wasl, db: None) -> None:
    said = wasl("people", "duplicates", "--organisation", "nowhere")

    assert said.exit_code == 2
    assert "nowhere" in said.output
