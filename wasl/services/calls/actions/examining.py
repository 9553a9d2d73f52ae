"""After filing: examined again, agreed to by each person, preselected or not, withdrawn, a new code."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, BinaryIO

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from wasl.base.accounts.actions import IssuedAccess, revoke_access
from wasl.base.audit.actions import record
from wasl.base.documents import actions as documents
from wasl.base.documents.enums import Compartment, FileKind
from wasl.base.documents.models import File
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.services.calls import access
from wasl.services.calls.actions.steps import (
    BY_OUTCOME,
    PURPOSE,
    issue,
    move,
    record_fact,
    withdraw_fact,
    works_on,
    write_check,
)
from wasl.services.calls.enums import ApplicationStatus, CallStatus, CheckPurpose
from wasl.services.calls.models import Application, Decision, EligibilityCheck
from wasl.services.calls.queries.commitments import standing_agreement
from wasl.services.calls.queries.eligibility import Examination, examine
from wasl.spine.facts.enums import FactKind
from wasl.spine.people.models import Person
from wasl.spine.people.queries import members_on

AGREED = _(
    "Agreement %(agreement)s comes from this application: end the agreement first, or cancel it if nobody signed it."
)


@transaction.atomic
def renew_code(*, by: Actor, application: Application) -> IssuedAccess:
    """Hand out a new code; the one before opens nothing any more. Who asks shows at the desk who he is."""
    check(works_on(by, application, access.DESK))
    revoke_access(by=by, purpose=PURPOSE, object_kind=PURPOSE, object_id=application.pk, reason="renewed")
    return issue(by, application)


@transaction.atomic
def check_eligibility(*, by: Actor, application: Application, on: date | None = None) -> EligibilityCheck:
    """Examine again, after a paper came in: the verdict of the day replaces the one before, both are kept.

    RuleBroken once the application was preselected, decided or withdrawn. Refused outside the instructor's scope.
    """
    check(works_on(by, application, access.INSTRUCTORS))
    day = on or clock.today()
    found = _examine(application, day)
    row = write_check(by, application, found, CheckPurpose.AGAIN, day)
    application.verdict = found.verdict
    move(application, BY_OUTCOME[found.verdict][0], by=by, fields=("verdict",))
    record(by=by, verb="calls.check", object=application, reason=found.verdict)
    return row


@transaction.atomic
def check_at_signature(*, by: Actor, application: Application, on: date | None = None) -> EligibilityCheck:
    """Examine eligibility again before an agreement is signed; the status does not change, the check is frozen.

    For the award journey, which goes on only when `check.verdict` is yes; its caller has checked who may sign.
    """
    day = on or clock.today()
    row = write_check(by, application, _examine(application, day), CheckPurpose.SIGNATURE, day)
    record(by=by, verb="calls.check_at_signature", object=application, reason=row.verdict)
    return row


def _examine(application: Application, day: date) -> Examination:
    consents = dict(application.members.values_list("person_id", "consented_on"))
    return examine(
        conditions=application.call.conditions,
        party=application.party,
        zone_id=application.zone_id,
        members=members_on(application.party, day),
        consented=[pk for pk, given in consents.items() if given],
        on=day,
    )


@transaction.atomic
def record_agreement(*, by: Actor, application: Application, person: Person, on: date | None = None) -> None:
    """Write down that one person of the group agrees to the application."""
    check(works_on(by, application, access.DESK))
    done = application.members.filter(person=person, consented_on=None).update(
        consented_on=on or clock.today()
    )
    if not done:
        raise RuleBroken(_("This person has already agreed, or is not in the application."), code="agreed")
    record(by=by, verb="calls.agreement", object=application)


@transaction.atomic
def attach_paper(
    *, by: Actor, application: Application, kind: str, upload: UploadedFile[Any] | BinaryIO
) -> File:
    """Keep a paper handed in for the application; residence permits go into their compartment.

    Refused outside the instructor's scope; RuleBroken (field "file") when the file is not accepted, or withdrawn.
    """
    check(works_on(by, application, access.INSTRUCTORS))
    if application.status == ApplicationStatus.WITHDRAWN:
        raise RuleBroken(_("This application was withdrawn."), code="status")
    compartment = Compartment.STATUS if kind == FileKind.RESIDENCE else Compartment.NONE
    file = documents.store(
        by=by,
        owner_kind=PURPOSE,
        owner_id=application.pk,
        kind=kind,
        upload=upload,
        compartment=compartment,
    )
    record(by=by, verb="calls.attach", object=application)
    return file


@transaction.atomic
def preselect(
    *,
    by: Actor,
    applications: Sequence[Application],
    keep: bool = True,
    reason: str = "",
    on: date | None = None,
) -> None:
    """First round: admit applications to the next step, or (`keep=False`, with a reason) not. → fact preselected.

    Refused outside the coordinator's scope; RuleBroken when a call has no first round or one is not eligible.
    """
    day = on or clock.today()
    if not keep and not reason.strip():
        raise RuleBroken(_("Say why: the applicant will read it."), field="reason", code="reason")
    for application in applications:
        check(works_on(by, application, access.MANAGERS))
        if not application.call.has_first_round:
            raise RuleBroken(_("This call has no first round."), code="first_round")
        if application.call.status != CallStatus.PUBLISHED:
            raise RuleBroken(_("This call has already been decided."), code="decided")
        application.preselected_on = day if keep else None
        move(
            application,
            "preselect" if keep else "not_preselect",
            by=by,
            reason=reason,
            fields=("preselected_on",),
        )
        if keep:
            record_fact(by, application, FactKind.PRESELECTED, day, members_on(application.party, day))
        else:
            withdraw_fact(by, application, FactKind.PRESELECTED, reason)
    record(
        by=by, verb="calls.preselect", kind=PURPOSE, object_ids=[a.pk for a in applications], reason=reason
    )


@transaction.atomic
def withdraw(*, by: Actor, application: Application, reason: str) -> None:
    """Withdraw at the applicant's wish; a selection gives its amount back to the envelope, less what was paid.

    Refused outside the instructor's scope; RuleBroken without a reason, when it is too late, and while an agreement
    comes from the decision ("agreement"): its money is committed until the agreement is ended or cancelled.
    """
    check(works_on(by, application, access.INSTRUCTORS))
    if not reason.strip():
        raise RuleBroken(_("Say why the application is withdrawn."), field="reason", code="reason")
    decision = Decision.objects.select_for_update(of=("self",)).filter(application=application).first()
    agreement = standing_agreement(decision) if decision is not None else None
    if agreement is not None:
        raise RuleBroken(AGREED % {"agreement": agreement.reference}, code="agreement")
    move(application, "withdraw", by=by, reason=reason)
    if decision is not None and decision.amount:
        decision.declined_on = clock.today()
        decision.save(update_fields=["declined_on"])
    record(by=by, verb="calls.withdraw", object=application, reason=reason)
