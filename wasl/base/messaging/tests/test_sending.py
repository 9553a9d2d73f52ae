"""What the machine sends, once; what it could not; what nobody knows."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.core import mail
from pytest_django import Settings

from wasl.base.audit.models import Entry
from wasl.base.messaging import rules
from wasl.base.messaging.actions import cancel_about, read_receipts, send_due, try_again
from wasl.base.messaging.actions.sending import claim
from wasl.base.messaging.enums import Status
from wasl.base.messaging.models import Message
from wasl.base.messaging.queries import machine_is_connected
from wasl.base.messaging.tests.factories import a_message, an_actor, an_office
from wasl.base.network.models import Office
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.kernel.installation import state

pytestmark = pytest.mark.django_db


@pytest.fixture
def gateway(tmp_path: Path, settings: Settings) -> Path:
    """The folder of a gateway for SMS; e-mail is set too."""
    settings.WASL_SMS_FOLDER = str(tmp_path / "sms")
    settings.WASL_SMS_RECEIPTS = str(tmp_path / "receipts")
    settings.WASL_MAIL_FROM = "wasl@example.org"
    (tmp_path / "receipts").mkdir()
    return tmp_path / "sms"


@pytest.fixture
def office() -> Office:
    return an_office()


def files(folder: Path) -> list[dict[str, str]]:
    return [json.loads(file.read_text()) for file in sorted(folder.iterdir())]


def test_an_sms_becomes_one_whole_file_for_the_gateway(gateway: Path, office: Office) -> None:
    message = a_message(office, body="Rendez-vous demain à 9 h · موعد غدا")
    assert send_due().sent == 1
    assert send_due().sent == 0
    assert files(gateway) == [{"id": str(message.pk), "to": "+212600000001", "text": message.body}]
    message.refresh_from_db()
    assert (message.status, message.tries, message.settled_by_label) == (Status.SENT, 1, "Wasl")
    assert Entry.objects.filter(verb="messaging.send", objects_text=f" {message.pk} ").count() == 1


def test_an_email_leaves_by_the_mail_server_and_what_goes_by_hand_does_not(
    gateway: Path, office: Office
) -> None:
    a_message(office, channel="email", to="awa@example.org", subject="Réponse")
    for channel in ("whatsapp", "slip"):
        a_message(office, channel=channel)
    assert send_due().sent == 1
    (letter,) = mail.outbox
    assert (letter.to, letter.subject, letter.from_email) == (
        ["awa@example.org"],
        "Réponse",
        "wasl@example.org",
    )
    assert Message.objects.filter(status=Status.WAITING).count() == 2


def test_what_is_not_due_yet_or_was_taken_back_does_not_go(gateway: Path, office: Office) -> None:
    a_message(office, due_at=clock.now() + timedelta(hours=1))
    a_message(office, about_kind="cases.case", about_id=7)
    cancel_about(by=SYSTEM, about_kind="cases.case", about_id=7)
    assert send_due().sent == 0
    assert not gateway.exists()


def test_without_a_gateway_an_sms_waits_and_the_check_says_so(office: Office) -> None:
    message = a_message(office)
    assert send_due() == send_due()
    message.refresh_from_db()
    assert (message.status, message.tries) == (Status.WAITING, 0)
    assert not machine_is_connected().ok


def test_a_full_disk_is_tried_again_with_growing_waits_and_then_said(
    gateway: Path, office: Office, moving_clock: ModuleType
) -> None:
    gateway.parent.joinpath("sms").write_text("a file where a folder should be")
    message = a_message(office)
    at = clock.now()
    for tries, wait in enumerate(rules.WAITS, start=1):
        with moving_clock.moved_to(at):
            assert send_due().later == 1
            assert send_due().later == 0, "it waits first"
        message.refresh_from_db()
        assert (message.status, message.tries) == (Status.WAITING, tries)
        assert message.error
        at += wait + timedelta(minutes=1)
    with moving_clock.moved_to(at):
        assert send_due().failed == 1
        assert send_due().failed == 0
    message.refresh_from_db()
    assert message.status == Status.FAILED


def test_after_a_failure_somebody_may_have_it_sent_again(gateway: Path, office: Office) -> None:
    message = a_message(office, channel="email", to="not an\naddress")
    assert send_due().failed == 1
    message.refresh_from_db()
    try_again(by=an_actor(Role.ADMINISTRATOR, office), message=message)
    message.refresh_from_db()
    assert (message.status, message.tries, message.error) == (Status.WAITING, 0, "")


def test_a_message_taken_by_one_worker_is_not_taken_by_another(gateway: Path, office: Office) -> None:
    message = a_message(office)
    assert claim(message.pk) is not None
    assert claim(message.pk) is None
    assert send_due().sent == 0
    assert not gateway.exists()


def test_after_a_crash_it_is_perhaps_sent_and_never_sent_again_by_itself(
    gateway: Path, office: Office, moving_clock: ModuleType
) -> None:
    message = a_message(office)
    assert claim(message.pk) is not None  # and the worker is gone
    assert send_due().uncertain == 0, "a slow worker is given its time"
    with moving_clock.moved_to(clock.now() + rules.INTERRUPTED_AFTER + timedelta(minutes=1)):
        assert send_due().uncertain == 1
        assert send_due().sent == 0
    message.refresh_from_db()
    assert message.status == Status.UNCERTAIN
    assert not gateway.exists()


def test_a_line_cut_while_the_letter_was_given_over_is_perhaps_sent(
    gateway: Path, office: Office, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "wasl.base.messaging.tests.lines.CutLine"
    message = a_message(office, channel="email", to="awa@example.org")
    assert send_due().uncertain == 1
    message.refresh_from_db()
    assert message.status == Status.UNCERTAIN


@pytest.mark.parametrize(("backend", "ends"), [("NoLine", "later"), ("Busy", "later"), ("Unknown", "failed")])
def test_a_server_that_is_away_or_busy_is_asked_again_and_an_unknown_address_is_not(
    gateway: Path, office: Office, settings: Settings, backend: str, ends: str
) -> None:
    settings.EMAIL_BACKEND = f"wasl.base.messaging.tests.lines.{backend}"
    a_message(office, channel="email", to="awa@example.org")
    done = send_due()
    assert {name: getattr(done, name) for name in ("sent", "later", "failed", "uncertain")} == {
        "sent": 0,
        "later": 0,
        "failed": 0,
        "uncertain": 0,
        ends: 1,
    }


def test_a_receipt_of_the_gateway_says_delivered_or_not_once(gateway: Path, office: Office) -> None:
    good, bad = a_message(office), a_message(office)
    send_due()
    folder = gateway.parent / "receipts"
    told: list[Any] = [
        {"id": str(good.pk), "status": "delivered"},
        {"id": str(bad.pk), "status": "failed", "error": "no such number"},
        {"id": "999999", "status": "delivered"},
        {"id": str(good.pk), "status": "eaten"},
        "?",
    ]
    for number, one in enumerate(told):
        (folder / f"{number}.json").write_text(json.dumps(one))
    assert read_receipts() == 2
    assert read_receipts() == 0
    good.refresh_from_db()
    bad.refresh_from_db()
    assert good.delivered_at is not None
    assert (bad.status, bad.error) == (Status.FAILED, "no such number")
    assert sorted(file.name for file in folder.iterdir()) == ["3.json.unread", "4.json.unread"]


def test_a_demo_sends_nothing_outside(
    gateway: Path, office: Office, settings: Settings, tmp_path: Path
) -> None:
    settings.HOME = tmp_path / "home"
    state.mark_installed(name="Démonstration", is_demo=True)
    a_message(office)
    a_message(office, channel="email", to="awa@example.org", subject="Réponse")
    assert send_due().sent == 2
    assert not gateway.exists()
    assert not mail.outbox
    assert [one["to"] for one in files(tmp_path / "home" / "outbox")] == ["+212600000001", "awa@example.org"]
