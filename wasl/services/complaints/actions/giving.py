"""A complaint comes in: on the public page, or told to somebody of the staff."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.accounts.actions import IssuedAccess, issue_access
from wasl.base.accounts.models import User
from wasl.base.accounts.typed_codes import new_reference
from wasl.base.audit.actions import record
from wasl.base.network.models import Office, Organisation
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.crypto import blind_index
from wasl.kernel.errors import RuleBroken
from wasl.services.complaints import access, queries, rules
from wasl.services.complaints.enums import About, AnswerBy, Kind, Way
from wasl.services.complaints.models import Complaint, KeptFrom, Passing, Sending
from wasl.spine.people.rules.phones import read_phone

RECORD = "complaints.complaint"
PURPOSE = "complaints.complaint"
LANGUAGES = ("fr", "ar", "en")
#: who acts for a visitor: the house itself, within what this action lets through
PUBLIC = Actor(id=None, label="Page publique", kind="system")
PLACE = "complaints.sending"


def give_online(*, source: str, **said: Any) -> tuple[Complaint, IssuedAccess]:
    """Receive a complaint from the public page; `source` is where it came from, kept unreadable for an hour.

    RuleBroken (code pace) when too many came in the last hour; and what `give` refuses.
    """
    with transaction.atomic():
        _slow_down(source)
        return give(by=PUBLIC, way=Way.PUBLIC, **said)


@transaction.atomic
def give(
    *,
    by: Actor,
    organisation: Organisation,
    kind: str,
    text: str,
    way: str,
    office: Office | None = None,
    about: str = "",
    about_users: Iterable[User] = (),
    language: str = "fr",
    name: str = "",
    answer_way: str = "",
    contact: str = "",
    received_on: date | None = None,
) -> tuple[Complaint, IssuedAccess]:
    """Write a complaint down, with the code by which whoever gave it reads the answer.

    `office` None: about the organisation as a whole. `about`, `about_users`: whom it is about, who will not find it.
    The days by which it is acknowledged and answered are those promised on the day it was received. Refused unless the
    actor receives people in this organisation; RuleBroken (with its field) for what is missing or impossible.
    """
    check(by.may(access.TAKERS, organisation=organisation.pk, office=office.pk if office else None))
    day = received_on or clock.today()
    _check(kind=kind, about=about, way=way, language=language, text=text, day=day)
    if office is not None and office.organisation_id != organisation.pk:
        raise RuleBroken(_("Choose one of the list."), field="place", code="office")
    delays = queries.delays(day)
    complaint = Complaint(
        reference=new_reference(),
        organisation=organisation,
        office=office,
        kind=kind,
        about=about,
        circle=rules.circle(kind, about),
        way=way,
        language=language,
        text=text.strip(),
        name=" ".join(name.split())[:200],
        answer_way=answer_way,
        contact=_contact(answer_way, contact),
        received_on=day,
        acknowledge_by=rules.due_on(day, delays.acknowledge),
        answer_by=rules.due_on(day, delays.answer),
    )
    complaint.authored_by(by)
    complaint.save(force_insert=True)
    for user in about_users:
        KeptFrom.objects.create(complaint=complaint, user=user, created_by_label=by.label[:150])
    Passing.objects.create(complaint=complaint, transition="give", to_state=complaint.state)
    record(
        by=by, verb="complaints.give", kind=RECORD, object_ids=[complaint.reference],
        organisation=organisation.pk,
    )  # fmt: skip
    issued = issue_access(
        by=by,
        purpose=PURPOSE,
        object_kind=RECORD,
        object_id=complaint.reference,
        reference=complaint.reference,
    )
    return complaint, issued


def _check(*, kind: str, about: str, way: str, language: str, text: str, day: date) -> None:
    for value, known, field in (
        (kind, Kind.values, "kind"),
        (about, About.values, "about"),
        (way, Way.values, "way"),
        (language, LANGUAGES, "language"),
    ):
        if value not in known:
            raise RuleBroken(_("Choose one of the list."), field=field, code=field)
    if not text.strip():
        raise RuleBroken(_("Write what happened, in your own words."), field="text", code="text")
    if day > clock.today():
        raise RuleBroken(_("This day is still to come."), field="received_on", code="future")


def _contact(answer_way: str, contact: str) -> str:
    """The number in international form, or the address; "" where no answer is to be sent."""
    told = contact.strip()
    if answer_way not in AnswerBy.values:
        raise RuleBroken(_("Choose one of the list."), field="answer_way", code="answer_way")
    if not answer_way:
        if told:
            raise RuleBroken(
                _("Choose how to be answered there, or leave it empty."),
                field="answer_way",
                code="answer_way",
            )
        return ""
    if answer_way == AnswerBy.EMAIL:
        try:
            validate_email(told)
        except ValidationError:
            raise RuleBroken(_("This is not an e-mail address."), field="contact", code="contact") from None
        return told
    phone = read_phone(told)
    if not phone.is_valid:
        raise RuleBroken(
            _("This number is not understood. Write it as 06 12 34 56 78."), field="contact", code="contact"
        )
    return phone.e164


def _slow_down(source: str) -> None:
    now = clock.now()
    Sending.objects.filter(at__lt=now - rules.WINDOW).delete()
    index = blind_index(source, PLACE)
    mine = Sending.objects.filter(source_index=index).count()
    if rules.too_many(from_source=mine, in_all=Sending.objects.count()):
        raise RuleBroken(
            _(
                "Many messages came from your connection in the last hour. Try again later, or come to the office."
            ),
            code="pace",
        )
    Sending.objects.create(at=now, source_index=index)
