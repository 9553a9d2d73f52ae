"""Two people at the same moment: a last use is used once, parallel guesses do not outrun the count of tries."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from wasl.base.accounts import rules
from wasl.base.accounts.actions import confirm_membership, grant_membership, issue_access, leave, redeem
from wasl.base.accounts.models import AccessTry, Membership, User
from wasl.base.accounts.queries import actor_for, administrators
from wasl.base.accounts.tests import factories as make
from wasl.base.audit.models import Entry
from wasl.kernel.actors import SYSTEM, Role
from wasl.kernel.errors import Refused, RuleBroken

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql_only]


def together(*acts: Callable[[], object]) -> list[bool]:
    """Do all at once, each on a connection of its own; whether each was allowed."""

    def one(act: Callable[[], object]) -> bool:
        try:
            act()
        except (Refused, RuleBroken):
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def test_a_code_that_may_be_used_once_is_used_once() -> None:
    issued = issue_access(by=SYSTEM, purpose="world.once", object_kind="world", object_id=1, uses=1)

    def use() -> object:
        return redeem(
            purpose="world.once",
            reference=issued.grant.reference,
            secret=issued.secret,
            source="192.0.2.1",
        )

    assert sum(together(use, use, use, use)) == 1
    issued.grant.refresh_from_db()
    assert issued.grant.uses_left == 0


def test_guesses_made_together_are_all_counted_before_any_is_judged() -> None:
    issued = issue_access(by=SYSTEM, purpose="world.guess", object_kind="world", object_id=1)

    def guess(number: int) -> Callable[[], object]:
        right = number == rules.TRIES_PER_REFERENCE * 3 - 1

        def act() -> object:
            return redeem(
                purpose="world.guess",
                reference=issued.grant.reference,
                secret=issued.secret if right else "0000-0000-000",
                source=f"192.0.2.{number}",
            )

        return act

    numbers = range(rules.TRIES_PER_REFERENCE * 3)
    first = together(*(guess(number) for number in numbers[:-1]))
    assert not any(first)
    assert together(guess(numbers[-1])) == [False], "by now even the right code waits"
    assert AccessTry.objects.count() == len(numbers)


def test_two_second_persons_confirm_once() -> None:
    here = make.organisation()
    membership = grant_membership(by=SYSTEM, user=make.user(here), role=Role.FINANCE, organisation=here)
    one, other = make.actor(Role.COORDINATOR, here), make.actor(Role.COORDINATOR, here)

    def confirm(by: object) -> Callable[[], object]:
        return lambda: confirm_membership(by=by, membership=Membership.objects.get(pk=membership.pk))  # type: ignore[arg-type]

    assert sum(together(confirm(one), confirm(other))) == 1
    assert Entry.objects.filter(verb="accounts.confirm").count() == 1


def test_two_administrators_who_remove_each_other_leave_one_behind() -> None:
    here = make.organisation()
    one, other = make.user(here), make.user(here)
    make.membership(one, Role.ADMINISTRATOR, here)
    make.membership(other, Role.ADMINISTRATOR, here)

    def remove(by: User, user: User) -> Callable[[], object]:
        actor = actor_for(by)
        return lambda: leave(by=actor, user=user, organisation=here, reason="x", heirs={})

    assert sum(together(remove(one, other), remove(other, one))) == 1
    assert len(administrators(here.pk)) == 1
