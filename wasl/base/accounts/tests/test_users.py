"""Accounts: who opens, changes and closes them."""

import pytest
from django.db import IntegrityError, transaction

from wasl.base.accounts.actions import close_user, create_user, update_user
from wasl.base.accounts.models import User
from wasl.base.accounts.queries import actor_for
from wasl.base.accounts.tests import factories as make
from wasl.base.audit.models import Entry
from wasl.kernel.actors import SYSTEM, Role
from wasl.kernel.errors import Refused, RuleBroken

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_an_administrator_opens_an_account(role: Role) -> None:
    here = make.organisation()
    with pytest.raises(Refused):
        create_user(by=make.actor(role, here), username="amina", display_name="Amina", organisation=here)


def test_an_administrator_opens_no_account_elsewhere_nor_with_a_password() -> None:
    here, there = make.organisation(), make.organisation()
    admin = make.actor(Role.ADMINISTRATOR, here)
    for owner in (there, None):
        with pytest.raises(Refused):
            create_user(by=admin, username="amina", display_name="Amina", organisation=owner)
    with pytest.raises(Refused):
        create_user(
            by=admin, username="amina", display_name="Amina", organisation=here, password="long enough 1"
        )


def test_a_new_account_needs_no_email_holds_no_role_and_no_password() -> None:
    here = make.organisation()
    user = create_user(
        by=make.actor(Role.ADMINISTRATOR, here),
        username=" Amina ",
        display_name="Amina K.",
        organisation=here,
    )
    assert (user.username, user.email, user.has_usable_password()) == ("amina", "", False)
    assert actor_for(user).grants == ()
    assert Entry.objects.filter(verb="accounts.create", objects_text=f" {user.pk} ").exists()


@pytest.mark.parametrize(
    ("username", "display_name", "field"),
    [("taken", "Amina", "username"), ("a b", "Amina", "username"), ("amina", " ", "display_name")],
)
def test_what_is_wrong_is_said_at_its_field(username: str, display_name: str, field: str) -> None:
    create_user(by=SYSTEM, username="Taken", display_name="First")
    with pytest.raises(RuleBroken) as refusal:
        create_user(by=SYSTEM, username=username, display_name=display_name)
    assert refusal.value.field == field


def test_two_names_that_differ_by_capitals_alone_cannot_exist() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(username="Amina", display_name="Amina")


def test_a_colleague_changes_nothing_the_owner_and_the_administrator_do() -> None:
    here = make.organisation()
    user = make.user(here)
    with pytest.raises(Refused):
        update_user(by=make.actor(Role.RECEPTION, here), user=user, display_name="Other")
    with pytest.raises(Refused):
        update_user(by=make.actor(Role.ADMINISTRATOR, make.organisation()), user=user, display_name="Other")
    update_user(by=actor_for(user), user=user, language="ar")
    update_user(by=make.actor(Role.ADMINISTRATOR, here), user=user, display_name="Amina B.")
    user.refresh_from_db()
    assert (user.language, user.display_name) == ("ar", "Amina B.")
    assert {entry.fields.strip() for entry in Entry.objects.filter(verb="accounts.update")} == {
        "language",
        "display_name",
    }


def test_nobody_closes_their_own_account_nor_one_kept_elsewhere() -> None:
    here, there = make.organisation(), make.organisation()
    admin = make.user(here)
    make.membership(admin, Role.ADMINISTRATOR, here)
    with pytest.raises(Refused):
        close_user(by=actor_for(admin), user=admin, reason="")
    with pytest.raises(Refused):
        close_user(by=actor_for(admin), user=make.user(there), reason="")
