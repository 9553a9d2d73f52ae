"""A complaint from its first word to its answer."""

from __future__ import annotations

from datetime import timedelta
from types import ModuleType
from typing import Any

import pytest
from django.db import connection

from wasl.base.accounts.actions import redeem
from wasl.base.audit.models import Entry
from wasl.base.messaging.models import Message
from wasl.base.network.models import Office
from wasl.base.procedures.load import load_parameters
from wasl.kernel import clock
from wasl.kernel.actors import ANONYMOUS, Role
from wasl.kernel.errors import Conflict, Refused, RuleBroken
from wasl.services.complaints import actions, queries, rules
from wasl.services.complaints.actions.giving import PURPOSE
from wasl.services.complaints.models import Complaint, Remark
from wasl.services.complaints.tests.factories import SECRET, a_complaint, an_actor, an_office, given

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return an_office()


def test_only_those_who_receive_people_take_one_down_and_only_at_their_office(office: Office) -> None:
    other = an_office()
    for actor in (
        ANONYMOUS,
        an_actor(Role.FINANCE, office),
        an_actor(Role.ADMINISTRATOR, office),
        an_actor(Role.RECEPTION, other),
    ):
        with pytest.raises(Refused):
            given(office, by=actor)
    assert given(office, by=an_actor(Role.RECEPTION, office))[0].state == "received"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"text": " "}, "text"),
        ({"kind": "riddle"}, "kind"),
        ({"answer_way": "sms", "contact": "12"}, "contact"),
        ({"answer_way": "email", "contact": "nowhere"}, "contact"),
        ({"answer_way": "", "contact": "0612345678"}, "answer_way"),
        ({"received_on": "tomorrow"}, "received_on"),
    ],
)
def test_what_cannot_be_read_or_answered_is_refused_beside_its_field(
    office: Office, said: dict[str, Any], field: str
) -> None:
    if "received_on" in said:
        said = {"received_on": clock.today() + timedelta(days=1)}
    with pytest.raises(RuleBroken) as told:
        given(office, said.pop("kind", "complaint"), **said)
    assert told.value.field == field
    assert not Complaint.objects.exists()


def test_an_office_of_another_organisation_is_refused(office: Office) -> None:
    with pytest.raises(RuleBroken):
        given(office, office=an_office())


def test_words_name_and_number_are_unreadable_in_the_database(office: Office) -> None:
    a_complaint(office, name="Awa Diallo", answer_way="sms", contact="06 12 34 56 78")
    with connection.cursor() as cursor:
        cursor.execute("SELECT text, name, contact FROM complaints_complaint")
        stored = " ".join(cursor.fetchone())
    for word in (SECRET, "Awa", "612345678"):
        assert word not in stored
    assert Complaint.objects.get().contact == "+212612345678"


def test_the_delays_are_those_promised_on_the_day_and_nothing_is_late_without_a_promise(
    office: Office, moving_clock: ModuleType
) -> None:
    before = a_complaint(office)
    assert (before.acknowledge_by, before.answer_by) == (None, None)
    load_parameters()
    promised = queries.delays(clock.today())
    assert promised.acknowledge is not None
    assert promised.answer is not None
    complaint = a_complaint(office)
    assert complaint.answer_by == clock.today() + timedelta(days=promised.answer)
    with moving_clock.moved_to(clock.now() + timedelta(days=promised.acknowledge + 1)):
        assert list(Complaint.objects.late()) == [complaint]
        assert (actions.escalate_late(), actions.escalate_late()) == (1, 0)
        actions.acknowledge(by=an_actor(Role.COORDINATOR, office), complaint=complaint)
        assert not Complaint.objects.late().exists()
    with moving_clock.moved_to(clock.now() + timedelta(days=promised.answer + 1)):
        assert list(Complaint.objects.late()) == [complaint]


def test_the_answer_is_sent_in_their_language_and_read_with_reference_and_code(office: Office) -> None:
    complaint, issued = given(office, language="ar", answer_way="sms", contact="0612345678")
    handler = an_actor(Role.COORDINATOR, office)
    actions.examine(by=handler, complaint=complaint)
    actions.answer(by=handler, complaint=complaint, text="نعتذر عن التأخير.")
    messages = list(Message.objects.order_by("pk"))
    assert [one.purpose for one in messages] == ["complaints-received", "complaints-answer"]
    assert [one.to for one in messages] == ["+212612345678"] * 2
    assert "نعتذر عن التأخير." in messages[1].body
    assert complaint.reference in messages[1].body
    assert messages[1].language == "ar"
    assert {complaint.acknowledged_on, complaint.answered_on} == {clock.today()}
    assert issued.grant.reference == complaint.reference
    assert issued.grant.purpose == PURPOSE


def test_the_answer_to_a_sensitive_one_is_never_written_in_a_message(office: Office) -> None:
    complaint = a_complaint(office, "abuse", answer_way="whatsapp", contact="0612345678")
    actions.answer(by=an_actor(Role.PROTECTION, office), complaint=complaint, text="Nous agissons.")
    message = Message.objects.get()
    assert "agissons" not in message.body
    assert message.circle == "protection"


def test_without_a_way_nothing_is_sent(office: Office) -> None:
    complaint = a_complaint(office)
    actions.answer(by=an_actor(Role.COORDINATOR, office), complaint=complaint, text="Voici.")
    assert not Message.objects.exists()


def test_the_bearer_judges_once_and_opens_it_again_with_a_new_delay(
    office: Office, moving_clock: ModuleType
) -> None:
    load_parameters()
    complaint, issued = given(office)
    handler = an_actor(Role.COORDINATOR, office)
    with pytest.raises(Conflict):
        actions.rate(grant=issued.grant, complaint=complaint, satisfied="yes")
    with pytest.raises(RuleBroken):
        actions.reopen_own(grant=issued.grant, complaint=complaint, text="Encore")
    actions.answer(by=handler, complaint=complaint, text="Voici.")
    actions.rate(grant=issued.grant, complaint=complaint, satisfied="no", opinion="Trop court")
    with pytest.raises(Conflict):
        actions.rate(grant=issued.grant, complaint=complaint, satisfied="yes")
    actions.close(by=handler, complaint=complaint)
    before = complaint.answer_by
    with moving_clock.moved_to(clock.now() + timedelta(days=10)):
        actions.reopen_own(grant=issued.grant, complaint=complaint, text="Rien n’a changé")
        assert (complaint.state, complaint.satisfied, complaint.closed_on) == ("examined", "", None)
        assert before is not None
        assert complaint.answer_by == before + timedelta(days=10)
    assert [one.transition for one in complaint.passings.all()] == ["give", "answer", "close", "reopen"]
    assert Remark.objects.get(kind="again").created_by_label == complaint.reference


def test_a_code_opens_no_other_complaint(office: Office) -> None:
    _one, issued = given(office)
    other = a_complaint(office)
    actions.answer(by=an_actor(Role.COORDINATOR, office), complaint=other, text="Voici.")
    with pytest.raises(Refused):
        actions.rate(grant=issued.grant, complaint=other, satisfied="yes")


def test_what_was_never_answered_is_closed_with_a_reason_alone(office: Office) -> None:
    complaint, handler = a_complaint(office, "feedback"), an_actor(Role.COORDINATOR, office)
    with pytest.raises(RuleBroken):
        actions.close(by=handler, complaint=complaint)
    actions.close(by=handler, complaint=complaint, reason="Une idée, notée")
    assert complaint.closed_on == clock.today()


def test_of_two_people_at_one_complaint_the_second_is_told(office: Office) -> None:
    complaint, handler = a_complaint(office), an_actor(Role.COORDINATOR, office)
    same = Complaint.objects.get(pk=complaint.pk)
    actions.answer(by=handler, complaint=complaint, text="Voici.")
    with pytest.raises(Conflict):
        actions.answer(by=handler, complaint=same, text="Autre chose.")
    assert Remark.objects.count() == 1


def test_too_many_from_one_place_are_slowed_down_and_others_are_not(office: Office) -> None:
    said = {"organisation": office.organisation, "kind": "feedback", "text": "Merci"}
    for _ in range(rules.FROM_ONE_PLACE):
        actions.give_online(source="192.0.2.1", **said)
    with pytest.raises(RuleBroken) as told:
        actions.give_online(source="192.0.2.1", **said)
    assert told.value.code == "pace"
    actions.give_online(source="192.0.2.2", **said)
    assert Complaint.objects.count() == rules.FROM_ONE_PLACE + 1


@pytest.mark.django_db(transaction=True)
def test_reference_and_code_open_it_and_a_wrong_code_does_not(office: Office) -> None:
    complaint, issued = given(office)
    with pytest.raises(Refused):
        redeem(purpose=PURPOSE, reference=complaint.reference, secret="0000-0000-000", source="here")
    grant = redeem(purpose=PURPOSE, reference=complaint.reference, secret=issued.shown, source="here")
    assert queries.complaint_of(grant) == complaint
    assert Entry.objects.filter(verb="accounts.redeem").count() == 1
