"""Frames are filled once; a workflow passes only where its table says so."""

import pytest
from django.utils.translation import override

from wasl.kernel.actors import Actor, Grant, Role
from wasl.kernel.errors import Refused, RuleBroken
from wasl.kernel.slots import Slot
from wasl.kernel.workflow import Transition, Workflow

FLOW = Workflow(
    transitions=[
        Transition("send", ("draft",), "sent", "Send"),
        Transition("decide", ("sent",), "decided", "Decide", roles=(Role.COMMITTEE,)),
    ],
    public={"sent": "being studied", "decided": "answered"},
)
COMMITTEE = Actor(1, "C", (Grant(Role.COMMITTEE, 1),))
ADVISER = Actor(2, "A", (Grant(Role.ADVISER, 1),))


def test_a_step_from_the_wrong_state_is_refused_in_plain_words() -> None:
    with override("en"), pytest.raises(RuleBroken, match="no longer possible"):
        FLOW.passage("decided", "send")


def test_a_step_without_its_role_is_refused() -> None:
    with pytest.raises(Refused):
        FLOW.passage("sent", "decide", by=ADVISER)
    assert FLOW.passage("sent", "decide", by=COMMITTEE).target == "decided"


def test_only_what_one_may_do_is_offered() -> None:
    assert FLOW.allowed("sent", ADVISER) == []
    assert [t.name for t in FLOW.allowed("sent", COMMITTEE)] == ["decide"]


def test_the_person_concerned_reads_the_public_label() -> None:
    assert FLOW.public_label("sent") == "being studied"


def test_a_place_is_filled_by_one_contribution_only() -> None:
    slot: Slot[int] = Slot("test")
    slot.fill("b", 2)
    slot.fill("a", 1, order=200)
    slot.fill("b", 2)
    assert list(slot) == [2, 1]
    with pytest.raises(ValueError, match="already filled"):
        slot.fill("b", 3)
