"""Roles: who may grant them, who must confirm them, when they hold."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext

from wasl.base.accounts.actions import (
    close_user,
    confirm_membership,
    end_membership,
    grant_membership,
    reopen_user,
)
from wasl.base.accounts.models import Membership
from wasl.base.accounts.queries import actor_for
from wasl.base.accounts.tests import factories as make
from wasl.base.audit.models import Entry
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.kernel.errors import Refused, RuleBroken

pytestmark = pytest.mark.django_db

GUARDED = [Role.PROTECTION, Role.FINANCE, Role.AUDITOR]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_an_administrator_grants_a_role(role: Role) -> None:
    here = make.organisation()
    with pytest.raises(Refused):
        grant_membership(
            by=make.actor(role, here), user=make.user(here), role=Role.RECEPTION, organisation=here
        )


def test_an_administrator_grants_nothing_in_another_organisation() -> None:
    here, there = make.organisation(), make.organisation()
    with pytest.raises(Refused):
        grant_membership(
            by=make.actor(Role.ADMINISTRATOR, here),
            user=make.user(there),
            role=Role.RECEPTION,
            organisation=there,
        )


def test_an_administrator_of_one_office_grants_nothing_wider() -> None:
    here = make.organisation()
    own, other = make.office(here), make.office(here)
    admin = make.actor(Role.ADMINISTRATOR, here, offices=[own])
    someone = make.user(here)
    for offices in ([], [other], [own, other]):
        with pytest.raises(Refused):
            grant_membership(by=admin, user=someone, role=Role.RECEPTION, organisation=here, offices=offices)
    grant_membership(by=admin, user=someone, role=Role.RECEPTION, organisation=here, offices=[own])
    assert actor_for(someone).offices(Role.RECEPTION) == frozenset({own.pk})


def test_nobody_grants_a_role_to_themselves() -> None:
    here = make.organisation()
    someone = make.user(here)
    make.membership(someone, Role.ADMINISTRATOR, here)
    with pytest.raises(Refused):
        grant_membership(by=actor_for(someone), user=someone, role=Role.RECEPTION, organisation=here)


@pytest.mark.parametrize("role", GUARDED)
def test_a_guarded_role_has_no_effect_before_a_second_person_confirms_it(role: Role) -> None:
    here = make.organisation()
    admin = make.actor(Role.ADMINISTRATOR, here)
    someone = make.user(here)
    membership = grant_membership(by=admin, user=someone, role=role, organisation=here)
    assert not actor_for(someone).has(role)
    confirm_membership(by=make.actor(Role.COORDINATOR, here), membership=membership)
    assert actor_for(someone).has(role)


@pytest.mark.parametrize("role", GUARDED)
def test_whoever_granted_or_receives_a_guarded_role_cannot_confirm_it(role: Role) -> None:
    here = make.organisation()
    admin = make.actor(Role.ADMINISTRATOR, here)
    someone = make.user(here)
    make.membership(someone, Role.ADMINISTRATOR, here)
    membership = grant_membership(by=admin, user=someone, role=role, organisation=here)
    for itself in (admin, actor_for(someone)):
        with pytest.raises(Refused):
            confirm_membership(by=itself, membership=membership)
    with pytest.raises(Refused):
        confirm_membership(by=make.actor(Role.ADMINISTRATOR, make.organisation()), membership=membership)
    with pytest.raises(Refused):
        confirm_membership(by=make.actor(Role.RECEPTION, here), membership=membership)


def test_the_command_line_does_not_confirm_what_it_granted() -> None:
    here = make.organisation()
    membership = grant_membership(by=SYSTEM, user=make.user(here), role=Role.FINANCE, organisation=here)
    with pytest.raises(Refused):
        confirm_membership(by=SYSTEM, membership=membership)


def test_the_database_itself_refuses_one_person_twice() -> None:
    here = make.organisation()
    membership = grant_membership(
        by=make.actor(Role.ADMINISTRATOR, here), user=make.user(here), role=Role.FINANCE, organisation=here
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=membership.pk).update(confirmed_by_id=membership.granted_by_id)


def test_a_role_is_confirmed_once_and_only_if_it_must_be() -> None:
    here = make.organisation()
    plain = make.membership(make.user(here), Role.RECEPTION, here)
    guarded = make.membership(make.user(here), Role.FINANCE, here)
    for membership in (plain, guarded):
        with pytest.raises(RuleBroken):
            confirm_membership(by=make.actor(Role.COORDINATOR, here), membership=membership)


def test_an_office_of_another_organisation_is_refused() -> None:
    here, there = make.organisation(), make.organisation()
    with pytest.raises(RuleBroken) as refusal:
        grant_membership(
            by=SYSTEM,
            user=make.user(here),
            role=Role.RECEPTION,
            organisation=here,
            offices=[make.office(there)],
        )
    assert refusal.value.field == "offices"


def test_a_role_already_held_on_these_dates_is_refused_and_one_after_the_other_is_not() -> None:
    here = make.organisation()
    someone = make.user(here)
    make.membership(someone, Role.RECEPTION, here, starts_on=date(2026, 1, 1), ends_on=date(2026, 6, 30))
    with pytest.raises(RuleBroken) as refusal:
        make.membership(someone, Role.RECEPTION, here, starts_on=date(2026, 6, 30))
    assert refusal.value.code == "already"
    make.membership(someone, Role.RECEPTION, here, starts_on=date(2026, 7, 1))


def test_a_role_that_ends_before_it_begins_is_refused() -> None:
    here = make.organisation()
    with pytest.raises(RuleBroken):
        make.membership(
            make.user(here), Role.RECEPTION, here, starts_on=date(2026, 2, 1), ends_on=date(2026, 1, 1)
        )


def test_an_ended_or_future_role_gives_nothing() -> None:
    here = make.organisation()
    someone = make.user(here)
    today = clock.today()
    make.membership(someone, Role.ADVISER, here, ends_on=today - timedelta(days=1))
    make.membership(someone, Role.RECEPTION, here, starts_on=today + timedelta(days=1))
    assert actor_for(someone).grants == ()


def test_an_administrator_ends_a_role_and_the_journal_says_why() -> None:
    here = make.organisation()
    someone = make.user(here)
    membership = make.membership(someone, Role.RECEPTION, here)
    with pytest.raises(Refused):
        end_membership(
            by=make.actor(Role.COORDINATOR, here), membership=membership, ends_on=clock.today(), reason=""
        )
    end_membership(
        by=make.actor(Role.ADMINISTRATOR, here),
        membership=membership,
        ends_on=clock.today() - timedelta(days=1),
        reason="left the association",
    )
    assert not actor_for(someone).has(Role.RECEPTION)
    entry = Entry.objects.get(verb="accounts.end")
    assert (entry.reason, entry.organisation_id) == ("left the association", here.pk)


def test_an_administrator_of_one_office_ends_no_wider_role() -> None:
    here = make.organisation()
    own, other = make.office(here), make.office(here)
    admin = make.actor(Role.ADMINISTRATOR, here, offices=[own])
    for offices in ([], [other], [own, other]):
        wider = make.membership(make.user(here), Role.RECEPTION, here, offices=offices)
        with pytest.raises(Refused):
            end_membership(by=admin, membership=wider, ends_on=clock.today(), reason="")
    narrow = make.membership(make.user(here), Role.RECEPTION, here, offices=[own])
    end_membership(by=admin, membership=narrow, ends_on=clock.today(), reason="")


def test_a_closed_account_holds_no_role_until_it_is_opened_again() -> None:
    here = make.organisation()
    someone = make.user(here)
    make.membership(someone, Role.RECEPTION, here)
    admin = make.actor(Role.ADMINISTRATOR, here)
    close_user(by=admin, user=someone, reason="lost telephone")
    assert actor_for(someone).grants == ()
    reopen_user(by=admin, user=someone, reason="found")
    assert actor_for(someone).has(Role.RECEPTION)


def test_the_actor_carries_the_scope_of_each_role() -> None:
    here, there = make.organisation(), make.organisation()
    one, two, plan = make.office(here), make.office(here), make.programme()
    someone = make.user(here)
    make.membership(someone, Role.RECEPTION, here, offices=[one])
    make.membership(someone, Role.MONITORING, here, programmes=[plan])
    make.membership(someone, Role.ADVISER, there)
    actor = actor_for(someone)
    assert actor.may([Role.RECEPTION], organisation=here.pk, office=one.pk)
    assert not actor.may([Role.RECEPTION], organisation=here.pk, office=two.pk)
    assert actor.may([Role.MONITORING], office=two.pk, programme=plan.pk)
    assert not actor.may([Role.MONITORING], programme=make.programme().pk)
    assert actor.may([Role.ADVISER], organisation=there.pk, office=123)
    assert not actor.may([Role.ADVISER], organisation=here.pk)


def test_the_actor_takes_three_queries_however_many_the_roles() -> None:
    here = make.organisation()
    someone = make.user(here)
    for role in (Role.RECEPTION, Role.ADVISER, Role.TRAINER, Role.MENTOR):
        make.membership(someone, role, here, offices=[make.office(here)], programmes=[make.programme()])
    with CaptureQueriesContext(connection) as queries:
        actor_for(someone)
    assert len(queries) == 3


def test_an_office_that_limits_a_role_cannot_vanish_and_widen_it() -> None:
    here = make.organisation()
    office = make.office(here)
    make.membership(make.user(here), Role.RECEPTION, here, offices=[office])
    with pytest.raises(ProtectedError):
        office.delete()
