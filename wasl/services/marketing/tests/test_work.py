"""Marketing work from the wish to its approval: who is refused first."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from wasl.base.documents.models import File
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.kernel.errors import Conflict, Refused, RuleBroken
from wasl.services.marketing import actions
from wasl.services.marketing.models import Deliverable
from wasl.services.marketing.tests.factories import a_deliverable
from wasl.spine.cases import actions as cases
from wasl.spine.cases.models import ServiceRecord
from wasl.spine.cases.tests.factories import a_case
from wasl.spine.facts.models import Fact
from wasl.spine.people.tests.factories import an_actor, an_office

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.COORDINATOR, Role.MENTOR, Role.FINANCE])
def test_only_an_adviser_of_the_place_asks_for_work(role: str) -> None:
    office = an_office()
    case = a_case(office)
    for by in (an_actor(role, office), an_actor(Role.ADVISER, an_office())):
        with pytest.raises(Refused):
            actions.ask(by=by, case=case, kind="menu", title="Carte")
    assert not Deliverable.objects.exists()


def test_work_is_handed_over_once_counted_once_and_approved() -> None:
    row = a_deliverable(an_office())
    day = date(2024, 3, 20)
    actions.move(by=SYSTEM, deliverable=row, passage="deliver", expected=row.version, on=day, minutes=90)
    actions.move(by=SYSTEM, deliverable=row, passage="rework", expected=row.version, on=day)
    actions.move(by=SYSTEM, deliverable=row, passage="deliver", expected=row.version, on=day, minutes=30)
    actions.move(by=SYSTEM, deliverable=row, passage="approve", expected=row.version, on=day)
    service = ServiceRecord.objects.get()
    assert (service.kind, service.purpose, service.minutes) == ("accompaniment", "marketing", 90)
    assert Fact.objects.filter(kind="accompanied").count() == 1
    assert [step.transition for step in row.passages.all()] == ["deliver", "rework", "deliver", "approve"]
    with pytest.raises(RuleBroken):
        actions.move(by=SYSTEM, deliverable=row, passage="deliver", expected=row.version)


def test_two_people_at_one_piece_of_work_are_told_apart() -> None:
    row = a_deliverable(an_office())
    other = Deliverable.objects.select_related("case").get(pk=row.pk)
    actions.move(by=SYSTEM, deliverable=row, passage="start", expected=row.version)
    with pytest.raises(Conflict):
        actions.move(by=SYSTEM, deliverable=other, passage="deliver", expected=other.version, minutes=60)


def test_giving_up_says_why() -> None:
    row = a_deliverable(an_office())
    with pytest.raises(RuleBroken) as told:
        actions.move(by=SYSTEM, deliverable=row, passage="drop", expected=row.version)
    assert told.value.field == "words"


def test_a_measure_after_comes_after_and_one_before_comes_before() -> None:
    row = a_deliverable(an_office())
    with pytest.raises(RuleBroken):
        actions.measure(by=SYSTEM, deliverable=row, what="orders", moment="after", value=Decimal(3))
    actions.move(by=SYSTEM, deliverable=row, passage="deliver", expected=row.version, on=date(2024, 3, 20))
    for moment, day in (("before", date(2024, 3, 21)), ("after", date(2024, 3, 19))):
        with pytest.raises(RuleBroken) as told:
            actions.measure(
                by=SYSTEM, deliverable=row, what="orders", moment=moment, value=Decimal(3), on=day
            )
        assert told.value.field == "on"
    actions.measure(
        by=SYSTEM, deliverable=row, what="orders", moment="before", value=Decimal(4), on=date(2024, 3, 5)
    )
    actions.measure(
        by=SYSTEM, deliverable=row, what="orders", moment="after", value=Decimal(6), on=date(2024, 5, 5)
    )
    assert row.changes()[0].percent == 50


def test_a_file_that_is_no_document_is_refused_and_one_that_is_stays_with_the_work(
    settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    row = a_deliverable(an_office())
    with pytest.raises(RuleBroken):
        actions.add_file(by=SYSTEM, deliverable=row, role="before", upload=BytesIO(b"MZ not a picture"))
    actions.add_file(by=SYSTEM, deliverable=row, role="deliverable", upload=BytesIO(PDF))
    assert File.objects.of("marketing.deliverable", row.pk).get().kind == "deliverable"


def test_with_a_closed_case_what_was_not_finished_is_given_up_and_nothing_is_added() -> None:
    row = a_deliverable(an_office())
    done = a_deliverable(an_office(), case=row.case, title="Logo")
    actions.move(by=SYSTEM, deliverable=done, passage="deliver", expected=done.version)
    cases.close_case(by=SYSTEM, case=row.case, reason="completed")
    assert [one.status for one in Deliverable.objects.order_by("pk")] == ["dropped", "delivered"]
    closed = Deliverable.objects.select_related("case").get(pk=done.pk)
    with pytest.raises((RuleBroken, Refused)):
        actions.measure(by=SYSTEM, deliverable=closed, what="orders", moment="after", value=Decimal(3))


@pytest.mark.parametrize(("known", "field"), [({"title": " "}, "title"), ({"kind": "war"}, "kind")])
def test_what_is_to_be_made_is_said(known: dict[str, str], field: str) -> None:
    with pytest.raises(RuleBroken) as told:
        a_deliverable(an_office(), **known)
    assert told.value.field == field


def test_nothing_is_due_before_it_is_asked_for_nor_done_tomorrow() -> None:
    with pytest.raises(RuleBroken) as told:
        a_deliverable(an_office(), due_on=date(2024, 3, 3))
    assert told.value.field == "due_on"
    row = a_deliverable(an_office())
    with pytest.raises(RuleBroken) as told:
        actions.move(
            by=SYSTEM,
            deliverable=row,
            passage="start",
            expected=row.version,
            on=clock.today() + timedelta(days=1),
        )
    assert told.value.field == "on"
