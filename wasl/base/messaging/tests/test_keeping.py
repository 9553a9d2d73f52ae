"""How long the words of a message are kept, and who may do what with one."""

from __future__ import annotations

from datetime import timedelta
from types import ModuleType

import pytest
from pytest_django import Settings

from wasl.base.audit.models import Entry
from wasl.base.messaging.actions import cancel, empty_old, forget_about, hand_over, try_again
from wasl.base.messaging.enums import Status
from wasl.base.messaging.models import Message
from wasl.base.messaging.queries import messages_about
from wasl.base.messaging.tests.factories import a_message, an_actor, an_office
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Actor, Grant, Role
from wasl.kernel.errors import Conflict, Refused, RuleBroken

pytestmark = pytest.mark.django_db


def test_the_text_of_what_went_is_emptied_after_some_days_and_the_line_stays(
    settings: Settings, moving_clock: ModuleType
) -> None:
    settings.WASL_MESSAGE_DAYS = 30
    office = an_office()
    gone, waiting = a_message(office, channel="slip"), a_message(office)
    hand_over(by=an_actor(Role.RECEPTION, office), message=gone)
    with moving_clock.moved_to(clock.now() + timedelta(days=29)):
        assert empty_old() == 0
    with moving_clock.moved_to(clock.now() + timedelta(days=31)):
        assert (empty_old(), empty_old()) == (1, 0)
    gone.refresh_from_db()
    waiting.refresh_from_db()
    assert (gone.body, gone.to, gone.status) == ("", "+212600000001", Status.SENT)
    assert waiting.body == "Bonjour"


def test_what_was_emptied_cannot_be_sent_again() -> None:
    office = an_office()
    message = a_message(office)
    Message.objects.filter(pk=message.pk).update(
        status=Status.FAILED, settled_at=clock.now(), emptied_at=clock.now()
    )
    message.refresh_from_db()
    with pytest.raises(RuleBroken):
        try_again(by=an_actor(Role.RECEPTION, office), message=message)


def test_an_erasure_forgets_to_whom_and_what_was_written_about_a_record() -> None:
    office = an_office()
    message = a_message(office, about_kind="cases.case", about_id=7)
    other = a_message(office, about_kind="cases.case", about_id=8)
    assert [one.pk for one in messages_about("cases.case", [7])] == [message.pk]
    assert forget_about(by=SYSTEM, about_kind="cases.case", about_ids=[7]) == 1
    message.refresh_from_db()
    other.refresh_from_db()
    assert (message.to, message.body, message.status) == ("", "", Status.CANCELLED)
    assert other.body == "Bonjour"


def test_of_two_people_at_one_message_the_second_is_told() -> None:
    office = an_office()
    message = a_message(office, channel="whatsapp")
    hand_over(by=an_actor(Role.RECEPTION, office), message=message)
    with pytest.raises(Conflict):
        cancel(by=an_actor(Role.ADVISER, office, 2), message=message)
    message.refresh_from_db()
    assert (message.status, message.settled_by_label) == (Status.SENT, "reception 1")


@pytest.mark.parametrize("role", [Role.FINANCE, Role.PROTECTION, Role.ADMINISTRATOR, Role.MONITORING])
def test_only_those_who_speak_with_people_hand_a_message_over(role: str) -> None:
    office = an_office()
    with pytest.raises(Refused):
        hand_over(by=an_actor(role, office), message=a_message(office, channel="slip"))


def test_a_message_of_another_office_or_of_the_whole_house_is_not_found() -> None:
    office, other = an_office(), an_office()
    desk = an_actor(Role.RECEPTION, office)
    everywhere = Actor(2, "all", (Grant(Role.RECEPTION, office.organisation_id),))
    here, there = a_message(office), a_message(other)
    Message.objects.filter(pk=there.pk).update(organisation=office.organisation, office=None)
    assert set(Message.objects.visible_to(desk)) == {here}
    assert set(Message.objects.visible_to(everywhere)) == {here, there}


def test_a_message_of_the_circle_of_protection_is_known_to_protection_alone() -> None:
    office = an_office()
    a_message(office, circle="protection")
    usual = a_message(office)
    officer, others = (
        an_actor(Role.PROTECTION, office),
        [an_actor(role, office) for role in Role if role != Role.PROTECTION],
    )
    assert [one.circle for one in Message.objects.visible_to(officer)] == ["protection"]
    for actor in others:
        assert {one.circle for one in Message.objects.visible_to(actor)} <= {""}
        read = Entry.objects.visible_to(actor).filter(verb="messaging.put")
        assert {entry.objects_text for entry in read} <= {f" {usual.pk} "}
    assert Entry.objects.visible_to(officer).filter(verb="messaging.put").count() == 2
