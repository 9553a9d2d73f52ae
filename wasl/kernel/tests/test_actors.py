"""What a grant covers, and what it does not."""

from hypothesis import given
from hypothesis import strategies as st

from wasl.kernel.actors import ANONYMOUS, SYSTEM, Actor, Grant, Role

ids = st.integers(1, 6)
some_ids = st.none() | st.frozensets(ids, max_size=3)
grants = st.builds(
    Grant, role=st.sampled_from(list(Role)), organisation=ids, offices=some_ids, programmes=some_ids
)


def test_nobody_signed_in_may_do_nothing() -> None:
    assert not ANONYMOUS.has(*Role)
    assert not ANONYMOUS.may(Role)


def test_the_system_may_do_everything() -> None:
    assert SYSTEM.may([Role.FINANCE], organisation=1, office=2, programme=3)


def test_two_grants_do_not_add_up_to_a_third() -> None:
    actor = Actor(1, "A", (Grant("adviser", 1, frozenset({10})), Grant("adviser", 2, frozenset({20}))))
    assert not actor.may(["adviser"], organisation=1, office=20)


def test_a_role_in_one_office_says_nothing_of_another() -> None:
    actor = Actor(1, "A", (Grant("adviser", 1, frozenset({10})), Grant("reception", 1, None)))
    assert not actor.may(["adviser"], organisation=1, office=11)
    assert actor.may(["reception"], organisation=1, office=11)


@given(st.lists(grants, max_size=4), ids, ids, ids, st.sampled_from(list(Role)))
def test_whoever_may_in_a_narrow_place_holds_a_grant_of_that_organisation(
    held: list[Grant], organisation: int, office: int, programme: int, role: Role
) -> None:
    actor = Actor(1, "A", tuple(held))
    if actor.may([role], organisation=organisation, office=office, programme=programme):
        assert organisation in actor.organisations(role)
        offices = actor.offices(role)
        assert offices is None or office in offices
