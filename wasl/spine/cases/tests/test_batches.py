"""One act on many lines: each has its own end."""

from __future__ import annotations

from typing import Any

import pytest

from wasl.base.accounts.models import User
from wasl.kernel.actors import SYSTEM, Role
from wasl.kernel.errors import Refused, RuleBroken
from wasl.spine.cases import actions
from wasl.spine.cases.actions import batches
from wasl.spine.cases.models import Case, PlanItem
from wasl.spine.cases.tests.factories import a_case
from wasl.spine.cases.tests.test_moves import actor_of, an_adviser
from wasl.spine.people.tests.factories import an_actor, an_office

pytestmark = pytest.mark.django_db


def test_a_line_that_fails_stops_no_other_and_says_why() -> None:
    office = an_office()
    adviser = an_actor(Role.ADVISER, office)
    cases = [a_case(office), a_case(office), a_case(an_office())]
    actions.close_case(by=SYSTEM, case=cases[0], reason="moved")
    batch = batches.choose(by=adviser, act="close", cases=cases)
    assert batches.send(by=adviser, batch=batch, data={"reason": "completed", "on": None, "note": ""})
    batches.perform(by=adviser, batch=batch)
    assert [line.done for line in batch.lines.all()] == [False, True, False]
    first, _second, third = batch.lines.all()
    assert "clos" in first.text
    assert "le permet pas" in third.text
    assert Case.objects.get(pk=cases[1].pk).closing_reason == "completed"


def test_sent_twice_or_done_again_it_is_done_once() -> None:
    office = an_office()
    adviser = an_actor(Role.ADVISER, office)
    batch = batches.choose(by=adviser, act="add_step", cases=[a_case(office), a_case(office)])
    data = {"title": "Réunir les pièces", "due_on": None}
    assert batches.send(by=adviser, batch=batch, data=data)
    assert not batches.send(by=adviser, batch=batch, data=data)
    batches.perform(by=adviser, batch=batch)
    batches.perform(by=adviser, batch=batch)
    assert PlanItem.objects.count() == 2


def test_it_is_its_author_s_alone_and_never_empty() -> None:
    office = an_office()
    batch = batches.choose(by=an_actor(Role.ADVISER, office), act="close", cases=[a_case(office)])
    with pytest.raises(Refused):
        batches.send(by=an_actor(Role.ADVISER, office, id=2), batch=batch, data={})
    with pytest.raises(RuleBroken):
        batches.choose(by=an_actor(Role.ADVISER, office), act="close")


@pytest.mark.parametrize("act", ["hand_over", "mentor", "done"])
def test_each_act_does_what_it_says(act: str) -> None:
    office = an_office()
    one: User = an_adviser(office)
    two = an_adviser(office)
    by = actor_of(one, office)
    case = a_case(office, adviser=one)
    step = actions.add_plan_item(by=SYSTEM, case=case, title="CV")
    chosen: dict[str, Any] = {"steps": [step]} if act == "done" else {"cases": [case]}
    batch = batches.choose(by=by, act=act, **chosen)
    asked: dict[str, dict[str, Any]] = {
        "hand_over": {"to": two, "office": None, "guichet": None, "reason": "Congé", "note": "", "on": None},
        "mentor": {"user": two, "on": None},
        "done": {"on": None, "outcome": "Fait"},
    }
    batches.send(by=by, batch=batch, data=asked[act])
    batches.perform(by=by, batch=batch)
    assert batch.lines.get().done, batch.lines.get().text
    step.refresh_from_db()
    held = set(case.assignments.filter(ends_on=None).values_list("user", "role"))
    assert {
        "hand_over": held == {(two.pk, "adviser")},
        "mentor": (two.pk, "mentor") in held,
        "done": step.outcome == "Fait",
    }[act]
