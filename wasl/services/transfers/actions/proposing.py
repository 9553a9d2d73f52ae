"""A transfer prepared, then proposed on the consent of the person; the person's receipt."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wasl.base.accounts.typed_codes import new_reference
from wasl.base.audit.actions import record
from wasl.base.network.enums import OrganisationKind
from wasl.base.network.models import Office, Organisation
from wasl.base.programmes.models import Partner
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.services.transfers import access, rules
from wasl.services.transfers.actions.checks import check_sender, check_step
from wasl.services.transfers.enums import WAITING, Means, Status
from wasl.services.transfers.models import Transfer, TransferConsent
from wasl.services.transfers.queries.consent_texts import LANGUAGES, current_version
from wasl.services.transfers.queries.delays import answer_days
from wasl.services.transfers.queries.sharing import frozen
from wasl.spine.cases.actions.checks import check_open, check_role
from wasl.spine.cases.models import Case
from wasl.spine.people.enums import PartyKind


@transaction.atomic
def prepare(
    *,
    by: Actor,
    case: Case,
    receiver: Organisation,
    along: Collection[str],
    reason: str,
    office: Office | None = None,
) -> Transfer:
    """Prepare the transfer of a case to a partner, at the `office` wished there if any; nobody there knows yet.

    Refused unless `by` advises or coordinates where the case is. RuleBroken on a closed case or that of a group, for
    an organisation that receives nobody or the own one, an office of another or closed, without a reason or without
    who the person is, and where another transfer of the case waits.
    """
    check_role(by, case, access.SIDES)
    check_open(case)
    if case.party.kind != PartyKind.PERSON:
        raise RuleBroken(
            _("The case of a group stays where it is: only a person’s is transferred."), code="group"
        )
    _check_terms(case, receiver, office, along, reason)
    transfer = Transfer(
        reference=f"TR{new_reference()}", case=case, person=case.party.person, receiver=receiver, office=office,
        organisation_id=case.organisation_id, programme_id=_programme_there(case, receiver),
        along=rules.in_order(along), reason=reason.strip(),
    )  # fmt: skip
    transfer.authored_by(by)
    try:
        with transaction.atomic():
            transfer.save(force_insert=True)
    except IntegrityError as broken:
        raise RuleBroken(_WAITS, code="waiting") from broken
    record(by=by, verb="transfers.prepare", object=transfer)
    return transfer


_WAITS = gettext_lazy("A transfer of this case is being prepared or waits for an answer already.")


def _check_terms(
    case: Case, receiver: Organisation, office: Office | None, along: Collection[str], reason: str
) -> None:
    if receiver.pk == case.organisation_id or OrganisationKind.OPERATOR not in receiver.kinds:
        raise RuleBroken(
            _("Choose a partner that receives people; inside one’s own organisation a case is handed over."),
            field="receiver",
            code="receiver",
        )
    if office is not None and (office.organisation_id != receiver.pk or not office.open_on(clock.today())):
        raise RuleBroken(
            _("This office is closed or of another organisation."), field="office", code="office"
        )
    if not reason.strip():
        raise RuleBroken(_("Say why the case goes to a partner."), field="reason", code="reason")
    fault = rules.along_fault(along)
    if fault:
        raise RuleBroken(_ALONG_FAULTS[fault], field="along", code=fault)
    if Transfer.objects.filter(case=case, status__in=WAITING).exists():
        raise RuleBroken(_WAITS, code="waiting")


_ALONG_FAULTS = {
    "identity": gettext_lazy("The partner has to know whom it is asked to follow: tick the identity."),
    "unknown": gettext_lazy("Choose in the list."),
}


def _programme_there(case: Case, receiver: Organisation) -> int | None:
    """The programme of the case where the partner takes part in it too; else the case goes on under none."""
    takes_part = Partner.objects.filter(programme=case.programme_id, organisation=receiver)
    return case.programme_id if case.programme_id and takes_part.exists() else None


@transaction.atomic
def propose(
    *,
    by: Actor,
    transfer: Transfer,
    means: str,
    language: str,
    witness: str = "",
    interpreted: str = "",
    on: date | None = None,
) -> Transfer:
    """Record the consent to this transfer and propose it; what goes along is frozen as it stands now.

    `on` is the day the person agreed (today by default). An answer is due within the days of the parameter
    `transfer_answer`. Refused unless `by` advises or coordinates where the case is; RuleBroken on a closed case,
    without a witness for what was said aloud, for a day to come, and when it was proposed already.
    """
    check_sender(by, transfer)
    check_open(transfer.case)
    check_step(transfer, "propose")
    today = clock.today()
    _check_consent(means, language, witness, on or today)
    transfer.shared, transfer.status = frozen(transfer), Status.PROPOSED
    transfer.proposed_on = today
    transfer.due_on = rules.due_on(today, answer_days(today))
    transfer.save_current(transfer.version, ["shared", "status", "proposed_on", "due_on"])
    consent = TransferConsent(
        transfer=transfer, given_on=on or today, means=means, witness=witness.strip()[:200], language=language,
        text_version=current_version(), interpreted=interpreted.strip()[:120],
    )  # fmt: skip
    consent.authored_by(by)
    consent.save(force_insert=True)
    along = [f"along.{one}" for one in transfer.along]
    record(by=by, verb="transfers.propose", object=transfer, fields=along)
    return transfer


def _check_consent(means: str, language: str, witness: str, on: date) -> None:
    if means not in Means.values:
        raise RuleBroken(_("Choose one of the list."), field="means", code="means")
    if language not in LANGUAGES:
        raise RuleBroken(_("Choose one of the list."), field="language", code="language")
    if means == Means.SPOKEN and not witness.strip():
        raise RuleBroken(_("Say who heard it."), field="witness", code="witness")
    if on > clock.today():
        raise RuleBroken(_("This day is still to come."), field="on", code="future")


@transaction.atomic
def print_receipt(*, by: Actor, transfer: Transfer) -> TransferConsent:
    """Note that the receipt of the consent is printed for the person, and return the consent.

    Refused unless `by` advises or coordinates where the case is; RuleBroken before the consent was given.
    """
    check_sender(by, transfer)
    consent: TransferConsent | None = getattr(transfer, "consent", None)
    if consent is None:
        raise RuleBroken(_("No consent was given to this transfer yet."), code="consent")
    record(by=by, verb="transfers.receipt", object=transfer)
    return consent
