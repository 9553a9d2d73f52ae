"""Residence statuses: a history that is added to; what was written by mistake is withdrawn, with a reason."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.base.documents.actions import store
from wasl.base.documents.enums import FileKind
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.people import access
from wasl.spine.people.actions.followings import check_visible
from wasl.spine.people.actions.papers import check_order
from wasl.spine.people.actions.renewals import refresh_renewals
from wasl.spine.people.enums import Residence
from wasl.spine.people.models import Person, ResidenceStatus
from wasl.spine.people.queries.files import RESIDENCE_FILES

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


@transaction.atomic
def record_residence(
    *,
    by: Actor,
    person: Person,
    status: str,
    valid_from: date,
    valid_to: date | None = None,
    evidence: str = "",
    note: str = "",
    scan: UploadedFile[Any] | None = None,
) -> ResidenceStatus:
    """Add a status to the history, valid from a day to a day (inclusive); nothing before it is changed.

    `scan` goes into the compartment of residence. Refused unless `by` holds, where the person is followed, a role that
    opens the compartment; RuleBroken when the end lies before the beginning or the code is unknown.
    """
    check_visible(by, [person.pk], access.RESIDENCE)
    row = _write(by, person, status, valid_from, valid_to, evidence, note, scan)
    record(by=by, verb="people.residence", object=person, fields=["residence"])
    refresh_renewals([person.pk])
    return row


@transaction.atomic
def correct_residence(
    *,
    by: Actor,
    entry: ResidenceStatus,
    reason: str,
    status: str,
    valid_from: date,
    valid_to: date | None = None,
    evidence: str = "",
    note: str = "",
    scan: UploadedFile[Any] | None = None,
) -> ResidenceStatus:
    """Withdraw an entry and write the one that should have been: both stay, the second says which it corrects.

    As `record_residence`; RuleBroken also without a reason or for an entry withdrawn already.
    """
    check_visible(by, [entry.person_id], access.RESIDENCE)
    _withdraw(by, entry, reason)
    row = _write(by, entry.person, status, valid_from, valid_to, evidence, note, scan, entry)
    record(by=by, verb="people.correct_residence", object=entry.person, fields=["residence"])
    refresh_renewals([entry.person_id])
    return row


@transaction.atomic
def withdraw_residence(*, by: Actor, entry: ResidenceStatus, reason: str) -> ResidenceStatus:
    """Withdraw an entry written by mistake: it stays readable and no longer counts."""
    check_visible(by, [entry.person_id], access.RESIDENCE)
    _withdraw(by, entry, reason)
    record(by=by, verb="people.withdraw_residence", object=entry.person, fields=["residence"])
    refresh_renewals([entry.person_id])
    return entry


def _withdraw(by: Actor, entry: ResidenceStatus, reason: str) -> None:
    if entry.withdrawn_on is not None:
        raise RuleBroken(_("This entry is withdrawn already."), field="reason", code="withdrawn")
    if not reason.strip():
        raise RuleBroken(_("Say what was wrong."), field="reason", code="reason")
    entry.withdrawn_on, entry.withdrawn_by_label = clock.today(), by.label[:150]
    entry.withdrawn_reason = reason.strip()[:200]
    entry.save(update_fields=["withdrawn_on", "withdrawn_by_label", "withdrawn_reason"])


def _write(
    by: Actor,
    person: Person,
    status: str,
    valid_from: date,
    valid_to: date | None,
    evidence: str,
    note: str,
    scan: UploadedFile[Any] | None,
    corrects: ResidenceStatus | None = None,
) -> ResidenceStatus:
    if status not in Residence.values:
        raise RuleBroken(_("Unknown status."), field="status", code="status")
    check_order(valid_from, valid_to)
    row = ResidenceStatus(
        person=person,
        status=status,
        valid_from=valid_from,
        valid_to=valid_to,
        evidence=evidence,
        note=note,
        corrects=corrects,
    )
    row.authored_by(by)
    row.save(force_insert=True)
    if scan is not None:
        store(
            by=by,
            owner_kind=RESIDENCE_FILES,
            owner_id=row.pk,
            kind=FileKind.RESIDENCE,
            upload=scan,
            compartment="status",
            field="scan",
        )
    return row
