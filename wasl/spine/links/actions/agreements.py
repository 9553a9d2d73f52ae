"""Recording an agreement with its authorisation, confirming it as the second organisation, ending it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Any, BinaryIO

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record
from wasl.base.documents import actions as documents
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.links import access, queries
from wasl.spine.links.actions.links import settle_links
from wasl.spine.links.models import SharingAgreement, SharingMember

if TYPE_CHECKING:
    from wasl.base.network.models import Organisation
    from wasl.base.programmes.models import Programme

FILES = "links.sharingagreement"
ANOTHER_CONFIRMS = _("Somebody of another organisation that signed must confirm, and not who recorded it.")
TWO_AT_LEAST = _("An agreement binds two organisations at least, yours among them.")
TOO_SOON = _("It cannot be valid before it was signed and authorised.")
ENDS_TOO_SOON = _("The last day comes before the first.")
ENDED_ALREADY = _("This agreement has ended already.")
Upload = UploadedFile[Any] | BinaryIO


@transaction.atomic
def record_agreement(
    *,
    by: Actor,
    organisation: Organisation,
    members: Collection[Organisation],
    signed_on: date,
    agreement_file: Upload,
    authorisation_number: str,
    authorised_on: date,
    authorisation_file: Upload,
    valid_from: date,
    valid_to: date | None = None,
    programme: Programme | None = None,
) -> SharingAgreement:
    """Record, for `organisation`, the agreement that `members` signed and the authorisation they got, with both papers.

    It takes effect once another member has confirmed it. `valid_to` is inclusive, None without end; a `programme`
    limits it to persons followed for it. Refused unless `by` is administrator or data-protection officer there.
    RuleBroken: fewer than two members, dates out of order, no number, a file that is not accepted.
    """
    check(by.may(access.RECORDERS, organisation=organisation.pk))
    ids = {member.pk for member in members} | {organisation.pk}
    if len(ids) < 2:
        raise RuleBroken(TWO_AT_LEAST, field="members", code="members")
    if not authorisation_number.strip():
        raise RuleBroken(
            _("The number of the authorisation is needed."), field="authorisation_number", code="number"
        )
    if valid_from < max(signed_on, authorised_on):
        raise RuleBroken(TOO_SOON, field="valid_from", code="dates")
    if valid_to is not None and valid_to < valid_from:
        raise RuleBroken(ENDS_TOO_SOON, field="valid_to", code="dates")
    row = SharingAgreement(
        organisation=organisation,
        programme=programme,
        signed_on=signed_on,
        authorisation_number=authorisation_number.strip(),
        authorised_on=authorised_on,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    row.authored_by(by)
    row.save(force_insert=True)
    SharingMember.objects.bulk_create(SharingMember(agreement=row, organisation_id=pk) for pk in sorted(ids))
    for kind, upload in (("agreement", agreement_file), ("authorisation", authorisation_file)):
        documents.store(
            by=by, owner_kind=FILES, owner_id=row.pk, kind=kind, upload=upload, field=f"{kind}_file"
        )
    record(by=by, verb="links.record_agreement", object=row, organisation=organisation.pk)
    return row


@transaction.atomic
def confirm_agreement(*, by: Actor, agreement: SharingAgreement) -> SharingAgreement:
    """Confirm an agreement as the second organisation; from its first day on it takes effect.

    Refused unless `by` is administrator, coordinator or data-protection officer of a member other than the one that
    recorded it, and somebody else than who did.
    """
    agreement = SharingAgreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    check(queries.may_confirm(by, agreement), ANOTHER_CONFIRMS)
    agreement.confirmed_at, agreement.confirmed_by_id = clock.now(), by.id
    agreement.confirmed_by_label = by.label
    agreement.save(update_fields=["confirmed_at", "confirmed_by_id", "confirmed_by_label"])
    own = min(agreement.member_ids & by.organisations(*access.CONFIRMERS))
    record(by=by, verb="links.confirm_agreement", object=agreement, organisation=own)
    return agreement


@transaction.atomic
def end_agreement(*, by: Actor, agreement: SharingAgreement, reason: str) -> SharingAgreement:
    """End an agreement today, with a reason; its links stay readable and no longer count.

    Refused unless `by` is administrator or data-protection officer of a member: each may withdraw by itself.
    """
    agreement = SharingAgreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    own = sorted(agreement.member_ids & by.organisations(*access.RECORDERS))
    check(by.is_system or bool(own))
    if agreement.ended_on is not None:
        raise RuleBroken(ENDED_ALREADY, code="ended")
    if not reason.strip():
        raise RuleBroken(_("Say why."), field="reason", code="reason")
    agreement.ended_on, agreement.end_reason = clock.today(), reason.strip()[:300]
    agreement.save(update_fields=["ended_on", "end_reason"])
    record(
        by=by,
        verb="links.end_agreement",
        object=agreement,
        reason=reason.strip(),
        organisation=own[0] if own else agreement.organisation_id,
    )
    settle_links(by=by)
    return agreement
