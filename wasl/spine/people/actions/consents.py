"""Consent, purpose by purpose: given on a text, renewed, withdrawn."""

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
from wasl.spine.people.enums import ConsentPurpose
from wasl.spine.people.models import Consent, Person
from wasl.spine.people.queries.files import CONSENT_FILES

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


@transaction.atomic
def record_consent(
    *,
    by: Actor,
    person: Person,
    purpose: str,
    on: date | None = None,
    means: str = "",
    text_version: str = "",
    language: str = "",
    interpreted: str = "",
    present: str = "",
    expires_on: date | None = None,
    proof: UploadedFile[Any] | None = None,
) -> Consent:
    """Record that the person agrees to a purpose from the day `on`, on a text shown or read to them in `language`.

    A consent that stands on the same text is returned as it is; given on another text, once it has expired, or once
    it was withdrawn on a record merged with this one, the former one ends that day and stays as history.
    `interpreted` is the language it was told in when it was another, `present` who was there, `expires_on` its last
    day, `proof` a signed form. RuleBroken for an unknown purpose, an end before its day, a file that is not accepted.
    Refused unless `by` records consents where the person is followed.
    """
    check_visible(by, [person.pk], access.CONSENT)
    day = on or clock.today()
    if purpose not in ConsentPurpose.values:
        raise RuleBroken(_("Unknown purpose."), field="purpose", code="purpose")
    if expires_on is not None and expires_on < day:
        raise RuleBroken(_("It cannot end before it began."), field="expires_on", code="order")
    standing = Consent.objects.filter(
        person=person, purpose=purpose, withdrawn_on=None, renewed_on=None
    ).first()
    if standing is not None:
        lasting = standing.expires_on is None or standing.expires_on >= day
        overtaken = Consent.objects.overtaken(day).filter(pk=standing.pk).exists()
        if lasting and not overtaken and text_version in ("", standing.text_version):
            return standing
        standing.renewed_on = max(day, standing.given_on)
        standing.save(update_fields=["renewed_on"])
    row = Consent(
        person=person,
        purpose=purpose,
        given_on=day,
        means=means,
        text_version=text_version,
        language=language,
        interpreted=interpreted.strip()[:120],
        present=present.strip()[:200],
        expires_on=expires_on,
    )
    row.authored_by(by)
    row.save(force_insert=True)
    if proof is not None:
        kind = FileKind.PROOF
        store(by=by, owner_kind=CONSENT_FILES, owner_id=row.pk, kind=kind, upload=proof, field="proof")
    record(by=by, verb="people.consent", object=person, fields=[f"consent.{purpose}"])
    return row


@transaction.atomic
def withdraw_consent(*, by: Actor, consent: Consent, on: date | None = None, reason: str = "") -> Consent:
    """Record that a consent no longer holds from the day `on` (today by default); the trace stays. No reason is due."""
    check_visible(by, [consent.person_id], access.CONSENT)
    day = on or clock.today()
    if consent.withdrawn_on is not None:
        return consent
    if day < consent.given_on:
        raise RuleBroken(_("It cannot end before it began."), field="on", code="order")
    consent.withdrawn_on = day
    consent.withdrawn_by_label, consent.withdrawn_reason = by.label[:150], reason.strip()[:200]
    consent.save(update_fields=["withdrawn_on", "withdrawn_by_label", "withdrawn_reason"])
    record(
        by=by,
        verb="people.withdraw_consent",
        kind="people.person",
        object_ids=[consent.person_id],
        fields=[f"consent.{consent.purpose}"],
    )
    return consent
