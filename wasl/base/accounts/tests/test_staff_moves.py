"""Staff who move or leave: who may say so, what ends, who takes their work over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from wasl.base.accounts import slots
from wasl.base.accounts.actions import (
    close_user,
    end_membership,
    grant_membership,
    issue_access,
    leave,
    move_member,
    print_code,
    reopen_user,
)
from wasl.base.accounts.models import AccessGrant, Membership, User
from wasl.base.accounts.queries import actor_for, colleagues, held_work
from wasl.base.accounts.tests import factories
from wasl.base.audit.models import Entry
from wasl.base.network.models import Organisation
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Actor, Role
from wasl.kernel.errors import Refused, RuleBroken
from wasl.kernel.slots import Slot

pytestmark = pytest.mark.django_db


@dataclass
class Files:
    """A room that keeps files for people: user id (None: nobody) → how many."""

    held: dict[int | None, int] = field(default_factory=dict)

    def count(self, _organisation: int, user: User) -> int:
        return self.held.get(user.pk, 0)

    def hand_over(self, _by: Actor, _organisation: int, user: User, to: User | None, _on: date) -> int:
        moved = self.held.pop(user.pk, 0)
        heir = to.pk if to else None
        self.held[heir] = self.held.get(heir, 0) + moved
        return moved


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> Files:
    kept, room = Slot[slots.Work]("work"), Files()
    kept.fill("files", slots.Work("Dossiers", room.count, room.hand_over))
    monkeypatch.setattr(slots, "work", kept)
    return room


@dataclass
class House:
    organisation: Organisation
    boss: User
    adviser: User
    role: Membership

    @property
    def by(self) -> Actor:
        return actor_for(self.boss)


@pytest.fixture
def house() -> House:
    organisation = factories.organisation()
    boss, adviser = factories.user(organisation, "Cheffe"), factories.user(organisation, "Conseiller")
    factories.membership(boss, Role.ADMINISTRATOR, organisation)
    role = factories.membership(adviser, Role.ADVISER, organisation)
    return House(organisation, boss, adviser, role)


def gone(house: House, **changes: object) -> dict[str, int]:
    given: dict[str, object] = {
        "by": house.by,
        "user": house.adviser,
        "organisation": house.organisation,
        "reason": "Autre poste",
        "heirs": {},
    }
    return leave(**{**given, **changes})  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------------ who is refused
@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_an_administrator_says_that_somebody_leaves_or_moves(
    house: House, files: Files, role: str
) -> None:
    actor = factories.actor(role, house.organisation)
    with pytest.raises(Refused):
        gone(house, by=actor)
    with pytest.raises(Refused):
        move_member(by=actor, membership=house.role, role=Role.MENTOR, reason="x")


def test_an_administrator_of_another_organisation_or_of_one_office_is_refused(
    house: House, files: Files
) -> None:
    office = factories.office(house.organisation)
    elsewhere = factories.actor(Role.ADMINISTRATOR, factories.organisation())
    narrow = factories.actor(Role.ADMINISTRATOR, house.organisation, offices=[office])
    for actor in (elsewhere, narrow):
        with pytest.raises(Refused):
            gone(house, by=actor)
        with pytest.raises(Refused):
            move_member(by=actor, membership=house.role, role=Role.MENTOR, reason="x")
    assert Membership.objects.get(pk=house.role.pk).ends_on is None


def test_nobody_moves_themselves_or_leaves_by_themselves(house: House, files: Files) -> None:
    second = factories.user(house.organisation)
    factories.membership(second, Role.ADMINISTRATOR, house.organisation)
    with pytest.raises(Refused):
        gone(house, user=house.boss)
    own = Membership.objects.get(user=house.boss)
    with pytest.raises(Refused):
        move_member(by=house.by, membership=own, role=Role.ADVISER, reason="x")


# ------------------------------------------------------------------------------------------ the last one
def test_the_last_administrator_cannot_leave_move_end_or_be_closed(house: House, files: Files) -> None:
    own = Membership.objects.get(user=house.boss)
    acts: list[Callable[[], object]] = [
        lambda: gone(house, by=SYSTEM, user=house.boss),
        lambda: move_member(by=SYSTEM, membership=own, role=Role.ADVISER, reason="x"),
        lambda: end_membership(by=SYSTEM, membership=own, ends_on=clock.today(), reason="x"),
        lambda: close_user(by=SYSTEM, user=house.boss, reason="x"),
    ]
    for act in acts:
        with pytest.raises(RuleBroken) as broken:
            act()
        assert broken.value.code == "last_administrator"


@pytest.mark.parametrize("other", ["closed", "limited", "ended"])
def test_an_administrator_who_is_closed_limited_or_gone_does_not_count(
    house: House, files: Files, other: str
) -> None:
    second = factories.user(house.organisation)
    offices = [factories.office(house.organisation)] if other == "limited" else []
    ends_on = clock.today() - timedelta(days=1) if other == "ended" else None
    factories.membership(second, Role.ADMINISTRATOR, house.organisation, offices=offices, ends_on=ends_on)
    if other == "closed":
        close_user(by=SYSTEM, user=second, reason="x")
    with pytest.raises(RuleBroken):
        gone(house, by=SYSTEM, user=house.boss)


def test_with_another_administrator_named_first_the_former_leaves(house: House, files: Files) -> None:
    second = factories.user(house.organisation)
    factories.membership(second, Role.ADMINISTRATOR, house.organisation)
    gone(house, by=actor_for(second), user=house.boss)
    assert not User.objects.get(pk=house.boss.pk).is_active


# ------------------------------------------------------------------------------------------ leaving
def test_whoever_leaves_says_first_who_takes_over_and_nothing_is_written_before(
    house: House, files: Files
) -> None:
    files.held = {house.adviser.pk: 3}
    assert [(line.key, line.count) for line in held_work(house.organisation.pk, house.adviser)] == [
        ("files", 3)
    ]
    with pytest.raises(RuleBroken) as broken:
        gone(house)
    assert broken.value.field == "files"
    assert User.objects.get(pk=house.adviser.pk).is_active
    assert Membership.objects.get(pk=house.role.pk).ends_on is None


def test_the_files_go_to_a_colleague_who_holds_the_same_role(house: House, files: Files) -> None:
    heir = factories.user(house.organisation, "Héritière")
    factories.membership(heir, Role.ADVISER, house.organisation)
    desk = factories.user(house.organisation, "Accueil")
    factories.membership(desk, Role.RECEPTION, house.organisation)
    files.held = {house.adviser.pk: 3}
    assert colleagues(house.organisation.pk, house.adviser) == [heir]
    with pytest.raises(RuleBroken) as broken:
        gone(house, heirs={"files": desk})
    assert broken.value.code == "colleague"
    assert gone(house, heirs={"files": heir}) == {"files": 3}
    assert files.held == {heir.pk: 3}


def test_the_files_may_stay_without_adviser(house: House, files: Files) -> None:
    files.held = {house.adviser.pk: 2}
    assert gone(house, heirs={"files": None}) == {"files": 2}
    assert files.held == {None: 2}


def test_every_role_there_ends_and_the_account_closes(house: House, files: Files) -> None:
    today = clock.today()
    to_come = grant_membership(
        by=SYSTEM,
        user=house.adviser,
        role=Role.MENTOR,
        organisation=house.organisation,
        starts_on=today + timedelta(days=5),
    )
    gone(house, last_day=today)
    ended, never = Membership.objects.get(pk=house.role.pk), Membership.objects.get(pk=to_come.pk)
    assert (ended.ends_on, ended.end_reason, ended.ended_by_label) == (today, "Autre poste", "Cheffe")
    assert (never.withdrawn, never.is_valid_on(today + timedelta(days=9))) == (True, False)
    assert not User.objects.get(pk=house.adviser.pk).is_active
    verbs = set(Entry.objects.filter(organisation_id=house.organisation.pk).values_list("verb", flat=True))
    assert {"accounts.leave", "accounts.end", "accounts.close"} <= verbs


def test_a_guarded_role_that_waited_cannot_be_confirmed_once_its_holder_has_left(
    house: House, files: Files
) -> None:
    waiting = grant_membership(
        by=SYSTEM,
        user=house.adviser,
        role=Role.FINANCE,
        organisation=house.organisation,
        starts_on=clock.today() + timedelta(days=3),
    )
    gone(house)
    assert waiting not in Membership.objects.to_confirm()


def test_the_account_stays_open_where_a_role_is_left_and_is_kept_there(house: House, files: Files) -> None:
    elsewhere = factories.organisation()
    factories.membership(house.adviser, Role.TRAINER, elsewhere)
    gone(house)
    user = User.objects.get(pk=house.adviser.pk)
    assert (user.is_active, user.organisation_id) == (True, elsewhere.pk)
    assert actor_for(user).organisations(Role.TRAINER) == {elsewhere.pk}


def test_the_sessions_of_whoever_left_end_and_do_not_revive(house: House, files: Files) -> None:
    client, other = Client(), Client()
    client.force_login(house.adviser)
    other.force_login(house.boss)
    assert client.get(reverse("accounts:account")).status_code == 200
    gone(house)
    assert client.get(reverse("accounts:account")).status_code == 302
    reopen_user(by=SYSTEM, user=house.adviser, reason="retour")
    assert client.get(reverse("accounts:account")).status_code == 302
    assert other.get(reverse("accounts:account")).status_code == 200
    assert Session.objects.count() >= 1


def test_password_codes_printed_by_whoever_left_are_void_and_what_people_hold_stays(
    house: House, files: Files
) -> None:
    second = factories.user(house.organisation)
    factories.membership(second, Role.ADMINISTRATOR, house.organisation)
    code = print_code(by=actor_for(second), user=house.adviser)
    kept = issue_access(
        by=actor_for(second), purpose="calls.application", object_kind="calls.application", object_id=1
    )
    gone(house, user=second)
    assert AccessGrant.objects.get(pk=code.grant.pk).revoked_at is not None
    assert AccessGrant.objects.get(pk=kept.grant.pk).revoked_at is None


@pytest.mark.parametrize(
    ("changes", "where"),
    [({"reason": "  "}, "reason"), ({"last_day": date(2999, 1, 1)}, "last_day")],
)
def test_leaving_needs_a_reason_and_a_day_that_has_come(
    house: House, files: Files, changes: dict[str, object], where: str
) -> None:
    with pytest.raises(RuleBroken) as broken:
        gone(house, **changes)
    assert broken.value.field == where


def test_nobody_leaves_twice(house: House, files: Files) -> None:
    gone(house, last_day=clock.today() - timedelta(days=1))
    with pytest.raises(RuleBroken) as broken:
        gone(house)
    assert broken.value.code == "nobody"


# ------------------------------------------------------------------------------------------ moving
def test_moving_ends_the_former_role_the_day_before_in_one_act(house: House, files: Files) -> None:
    office, day = factories.office(house.organisation), clock.today() + timedelta(days=10)
    moved = move_member(
        by=house.by,
        membership=house.role,
        role=Role.ADVISER,
        offices=[office],
        starts_on=day,
        reason="Ouverture du bureau",
    )
    former = Membership.objects.get(pk=house.role.pk)
    assert (former.ends_on, former.ended_by_label) == (day - timedelta(days=1), "Cheffe")
    assert (moved.starts_on, moved.ends_on, list(moved.offices.all())) == (day, None, [office])
    assert Entry.objects.filter(verb="accounts.move", reason="Ouverture du bureau").count() == 1


def test_what_is_not_named_stays_with_whoever_moves(house: House, files: Files) -> None:
    heir = factories.user(house.organisation)
    factories.membership(heir, Role.ADVISER, house.organisation)
    files.held = {house.adviser.pk: 4}
    moved = move_member(by=house.by, membership=house.role, role=Role.MENTOR, reason="x")
    assert files.held == {house.adviser.pk: 4}
    factories.membership(heir, Role.MENTOR, house.organisation)
    move_member(
        by=house.by,
        membership=moved,
        role=Role.TRAINER,
        starts_on=clock.today() + timedelta(days=1),
        reason="x",
        heirs={"files": heir},
    )
    assert files.held == {heir.pk: 4}


def test_a_guarded_role_moved_into_waits_for_its_second_person(house: House, files: Files) -> None:
    moved = move_member(by=house.by, membership=house.role, role=Role.FINANCE, reason="x")
    assert moved.waits_for_second_person
    assert not actor_for(house.adviser).has(Role.FINANCE)


def test_a_move_that_changes_nothing_or_comes_too_early_or_late_is_refused(
    house: House, files: Files
) -> None:
    def code(**changes: object) -> str:
        given = {"by": house.by, "membership": house.role, "role": Role.MENTOR, "reason": "x"}
        with pytest.raises(RuleBroken) as broken:
            move_member(**{**given, **changes})  # type: ignore[arg-type]
        return broken.value.code

    assert code(role=Role.ADVISER) == "same"
    assert code(starts_on=house.role.starts_on) == "dates"
    assert code(reason="") == "reason"
    end_membership(by=house.by, membership=house.role, ends_on=clock.today(), reason="fin")
    assert code(starts_on=clock.today() + timedelta(days=1)) == "over"
