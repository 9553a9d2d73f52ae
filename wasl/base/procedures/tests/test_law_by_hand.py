"""Values of the law entered here: by one person, confirmed by another, never overwritten by the files."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from wasl.base.audit.models import Entry
from wasl.base.procedures import actions
from wasl.base.procedures.enums import Nature
from wasl.base.procedures.load import load_law
from wasl.base.procedures.models import LawChange, Parameter
from wasl.base.procedures.queries import parameter
from wasl.kernel.actors import Actor, Grant, Role
from wasl.kernel.errors import Refused, RuleBroken

pytestmark = pytest.mark.django_db
CODE = "foreign_contract_answer"
FIRST = Actor(51, "Première", (Grant(Role.ADMINISTRATOR, 1),))
SECOND = Actor(52, "Seconde", (Grant(Role.COORDINATOR, 1),))
ADVISER = Actor(53, "Conseil", (Grant(Role.ADVISER, 1),))
DAY = date(2026, 6, 1)


def entered(**changed: Any) -> Parameter:
    said = {
        "code": CODE,
        "value": Decimal(15),
        "valid_from": date(2026, 1, 1),
        "source": "Bulletin officiel inventé",
        "confidence": "official",
    }
    return actions.enter_value(by=FIRST, **{**said, **changed})


def test_only_an_administrator_enters_and_only_keepers_confirm_or_verify() -> None:
    load_law()
    with pytest.raises(Refused):
        actions.enter_value(
            by=SECOND, code=CODE, value=Decimal(1), valid_from=DAY, source="x", confidence="reported"
        )
    row = entered()
    for act in (actions.confirm_value, actions.verify_value):
        with pytest.raises(Refused):
            act(by=ADVISER, value=row)
    with pytest.raises(Refused):
        actions.withdraw_value(by=ADVISER, value=row, reason="non")


def test_a_value_that_waits_stands_beside_and_does_not_hold() -> None:
    load_law()
    entered()
    found = parameter(CODE, DAY)
    assert found is not None
    assert found.value == 10
    assert sorted(other.value for other in found.others) == [2, 15]
    assert not LawChange.objects.exists()


def test_whoever_entered_it_does_not_confirm_it() -> None:
    load_law()
    row = entered()
    with pytest.raises(Refused, match=r"somebody else|quelqu’un d’autre"):
        actions.confirm_value(by=FIRST, value=row)


def test_once_confirmed_it_holds_from_its_day_and_the_change_is_noted() -> None:
    load_law()
    row = actions.confirm_value(by=SECOND, value=entered())
    assert parameter(CODE, date(2025, 12, 31)).value == 10  # type: ignore[union-attr]
    found = parameter(CODE, DAY)
    assert found is not None
    assert (found.value, found.confirmed) == (Decimal(15), True)
    assert [other.value for other in found.others] == [2], "what it replaces is the past, not another source"
    change = LawChange.objects.get()
    assert (change.code, change.nature, change.variant) == (CODE, Nature.NEW, row.variant)
    assert change.after == 15
    told = Entry.objects.filter(verb__startswith="procedures.").order_by("pk")
    assert [entry.verb for entry in told] == ["procedures.value", "procedures.confirm"]


def test_it_is_confirmed_once() -> None:
    load_law()
    row = entered()
    again = Parameter.objects.get(pk=row.pk)
    actions.confirm_value(by=SECOND, value=row)
    with pytest.raises(RuleBroken):
        actions.confirm_value(by=SECOND, value=again)
    with pytest.raises(RuleBroken):
        actions.withdraw_value(by=SECOND, value=again, reason="trop tard")
    assert LawChange.objects.count() == 1


def test_the_files_leave_it_alone_and_loading_them_notes_nothing() -> None:
    load_law()
    row = actions.confirm_value(by=SECOND, value=entered())
    LawChange.objects.all().delete()
    load_law()
    row.refresh_from_db()
    assert (row.value, row.preferred) == (Decimal(15), True)
    assert parameter(CODE, DAY).value == 15  # type: ignore[union-attr]
    assert not LawChange.objects.exists()


def test_a_later_value_of_the_same_day_corrects_the_one_before() -> None:
    load_law()
    actions.confirm_value(by=SECOND, value=entered())
    actions.confirm_value(by=SECOND, value=entered(value=Decimal(12)))
    assert parameter(CODE, DAY).value == 12  # type: ignore[union-attr]


def test_a_day_of_verification_stays_when_the_files_are_loaded_again() -> None:
    load_law()
    row = Parameter.objects.get(code=CODE, variant="main")
    actions.verify_value(by=SECOND, value=row)
    held = Parameter.objects.get(pk=row.pk)
    load_law()
    row.refresh_from_db()
    assert (row.verified_on, row.verified_by_label) == (held.verified_on, "Seconde")
    assert not LawChange.objects.exists(), "reading a source again is no change of law"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"source": " "}, "source"),
        ({"value": Decimal(-1)}, "value"),
        ({"valid_to": date(2025, 1, 1)}, "valid_to"),
        ({"confidence": "unconfirmed"}, "confidence"),
        ({"code": "nothing"}, None),
    ],
)
def test_a_value_without_what_it_needs_is_refused(changed: dict[str, Any], field: str | None) -> None:
    load_law()
    with pytest.raises(RuleBroken) as broken:
        entered(**changed)
    assert broken.value.field == field
    assert not Parameter.objects.waiting().exists()


def test_the_same_value_typed_twice_waits_once_and_may_be_withdrawn() -> None:
    load_law()
    row = entered()
    with pytest.raises(RuleBroken):
        entered()
    actions.withdraw_value(by=FIRST, value=row, reason="faute de frappe")
    assert not Parameter.objects.waiting().exists()
    assert entered().variant == "hand-1"
