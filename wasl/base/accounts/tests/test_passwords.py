"""First and new passwords by a printed code."""

import pytest
from django.core.exceptions import ValidationError

from wasl.base.accounts.actions import (
    close_user,
    confirm_code,
    forget_second_factor,
    print_code,
    set_password_by_code,
)
from wasl.base.accounts.models import AccessGrant, User
from wasl.base.accounts.queries import actor_for
from wasl.base.accounts.tests import factories as make
from wasl.kernel import clock
from wasl.kernel.actors import Role
from wasl.kernel.errors import Refused, RuleBroken

pytestmark = pytest.mark.django_db

NEW = "une phrase longue 7"


def choose(username: str, code: str, password: str = NEW) -> User:
    return set_password_by_code(username=username, code=code, password=password, source="192.0.2.1")


def test_only_an_administrator_of_the_keeping_organisation_prints_a_code() -> None:
    here, there = make.organisation(), make.organisation()
    user = make.user(here)
    for by in (make.actor(Role.COORDINATOR, here), make.actor(Role.ADMINISTRATOR, there)):
        with pytest.raises(Refused):
            print_code(by=by, user=user)


def test_an_unknown_name_and_a_wrong_code_get_the_same_answer() -> None:
    here = make.organisation()
    user = make.user(here)
    code = print_code(by=make.actor(Role.ADMINISTRATOR, here), user=user).secret
    answers = set()
    for username, typed in (("nobody", code), (user.username, "0000-0000-000")):
        with pytest.raises(Refused) as refusal:
            choose(username, typed)
        answers.add(str(refusal.value))
    assert len(answers) == 1


def test_a_weak_password_does_not_use_up_the_code() -> None:
    here = make.organisation()
    user = make.user(here)
    user.username = "salma.jasmin"
    user.save()
    code = print_code(by=make.actor(Role.ADMINISTRATOR, here), user=user).secret
    for weak in ("123", "motdepasse", f"{user.username}1"):
        with pytest.raises(ValidationError):
            choose(user.username, code, weak)
    assert choose(user.username, code).check_password(NEW)


def test_a_code_works_once_and_a_new_one_makes_the_old_one_void() -> None:
    here = make.organisation()
    admin, user = make.actor(Role.ADMINISTRATOR, here), make.user(here)
    first = print_code(by=admin, user=user).secret
    second = print_code(by=admin, user=user).secret
    with pytest.raises(Refused):
        choose(user.username, first)
    choose(user.username.upper(), second)
    with pytest.raises(Refused):
        choose(user.username, second)


def test_a_closed_account_gets_no_code_and_its_old_one_is_void() -> None:
    here = make.organisation()
    admin, user = make.actor(Role.ADMINISTRATOR, here), make.user(here)
    code = print_code(by=admin, user=user).secret
    close_user(by=admin, user=user, reason="left")
    with pytest.raises(Refused):
        choose(user.username, code)
    with pytest.raises(RuleBroken):
        print_code(by=admin, user=user)


@pytest.mark.parametrize("role", [Role.PROTECTION, Role.FINANCE, Role.AUDITOR])
def test_a_new_code_for_a_guarded_role_waits_for_a_second_person(role: Role) -> None:
    here = make.organisation()
    admin = make.actor(Role.ADMINISTRATOR, here)
    user = make.user(here, password="an older phrase 3")
    make.membership(user, role, here)
    code = print_code(by=admin, user=user)
    with pytest.raises(Refused):
        choose(user.username, code.secret)
    for itself in (admin, actor_for(user), make.actor(Role.RECEPTION, here)):
        with pytest.raises(Refused):
            confirm_code(by=itself, grant=code.grant)
    confirm_code(by=make.actor(Role.COORDINATOR, here), grant=code.grant)
    assert choose(user.username, code.secret).check_password(NEW)


def test_losing_the_second_factor_does_not_let_the_administrator_in_alone() -> None:
    here = make.organisation()
    admin = make.actor(Role.ADMINISTRATOR, here)
    user = make.user(here, password="an older phrase 3")
    make.membership(user, Role.FINANCE, here)
    user.last_login = clock.now()
    user.save()
    with pytest.raises(Refused):
        forget_second_factor(by=actor_for(user), user=user, reason="")
    forget_second_factor(by=admin, user=user, reason="telephone stolen")
    user.refresh_from_db()
    assert not user.has_usable_password()
    assert print_code(by=admin, user=user).grant.needs_confirmation


def test_the_code_is_confirmed_once() -> None:
    here = make.organisation()
    user = make.user(here, password="an older phrase 3")
    make.membership(user, Role.FINANCE, here)
    grant = print_code(by=make.actor(Role.ADMINISTRATOR, here), user=user).grant
    confirm_code(by=make.actor(Role.COORDINATOR, here), grant=grant)
    with pytest.raises(RuleBroken):
        confirm_code(by=make.actor(Role.COORDINATOR, here), grant=grant)
    assert AccessGrant.objects.get().confirmed_at is not None
