"""A referral sent on the consent of the person; its link sent again; a mistake taken back; the person's receipt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.accounts.actions import issue_access, revoke_access
from wasl.base.audit.actions import record
from wasl.base.messaging.actions import cancel_about
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.services.referrals import access, rules
from wasl.services.referrals.actions.checks import check_case, check_step, check_writer, cut_access
from wasl.services.referrals.actions.letters import announce, tell_withdrawn
from wasl.services.referrals.enums import Means, Status
from wasl.services.referrals.models import Referral, ShareConsent
from wasl.services.referrals.models.referral import COPY
from wasl.services.referrals.purposes import KIND, LINK, WITHDRAWAL
from wasl.services.referrals.queries.consent_texts import LANGUAGES, current_version
from wasl.services.referrals.queries.sharing import frozen
from wasl.spine.facts import actions as facts


@dataclass(frozen=True, slots=True)
class Issued:
    """A receipt to print: the code is readable this once."""

    reference: str
    code: str


@transaction.atomic
def send(
    *,
    by: Actor,
    referral: Referral,
    means: str,
    language: str,
    witness: str = "",
    interpreted: str = "",
    on: date | None = None,
    site: str = "",
) -> Referral:
    """Record the consent to this share and send the referral; the fields are frozen as they stand now.

    `on` is the day the person agreed (today by default). `site` is the address of this site, before the path of the
    link ("https://wasl.example.org"); the institution is written to where it has a contact. → fact `referred`, today.
    Refused unless `by` advises there; RuleBroken on a closed case, without a witness for what was said aloud, for
    a day to come, once the last day has passed, and when it was sent already.
    """
    check_writer(by, referral)
    if referral.case is not None:
        check_case(by, referral.case)
    check_step(referral, "send")
    today = clock.today()
    _check_consent(referral, means, language, witness, on or today)
    if rules.expiry_fault(referral.expires_on, on=today):
        raise RuleBroken(_("The last day has passed: prepare the referral anew."), code="expiry")
    referral.shared, referral.holds_copy = frozen(referral, by), True
    referral.status, referral.sent_on = Status.SENT, today
    referral.due_on = min(today + timedelta(days=referral.offer.answer_days), referral.expires_on)
    referral.save_current(referral.version, ["shared", "holds_copy", "status", "sent_on", "due_on"])
    consent = ShareConsent(
        referral=referral, given_on=on or today, means=means, witness=witness.strip()[:200], language=language,
        text_version=current_version(), interpreted=interpreted.strip()[:120],
    )  # fmt: skip
    consent.authored_by(by)
    consent.save(force_insert=True)
    _record_referred(by, referral, today)
    _send_link(by, referral, site)
    record(by=by, verb="referrals.send", object=referral, fields=[f"share.{one}" for one in referral.fields])
    return referral


def _record_referred(by: Actor, referral: Referral, day: date) -> None:
    facts.record(
        by=by,
        kind="referred",
        on=day,
        office=referral.office,
        source=referral,
        party=referral.person.party,
        persons=[referral.person],
        guichet=referral.case.guichet if referral.case else None,
        strand=referral.case.strand if referral.case else None,
        programme=referral.programme,
        reason=referral.offer.kind,
    )


def _check_consent(referral: Referral, means: str, language: str, witness: str, on: date) -> None:
    if means not in Means.values:
        raise RuleBroken(_("Choose one of the list."), field="means", code="means")
    if language not in LANGUAGES:
        raise RuleBroken(_("Choose one of the list."), field="language", code="language")
    if means == Means.SPOKEN and not witness.strip():
        raise RuleBroken(_("Say who heard it."), field="witness", code="witness")
    if on > clock.today():
        raise RuleBroken(_("This day is still to come."), field="on", code="future")


def _send_link(by: Actor, referral: Referral, site: str) -> None:
    """A fresh link to the contact of the institution; none where it has no contact."""
    if referral.contact is None:
        return
    issued = issue_access(
        by=by,
        purpose=LINK,
        object_kind=KIND,
        object_id=referral.pk,
        kind="link",
        expires_on=referral.expires_on,
    )
    link = f"{site.rstrip('/')}{issued.path}"
    announce(by, referral, link=link, key=f"link.{issued.grant.pk}")


@transaction.atomic
def send_link_again(*, by: Actor, referral: Referral, site: str = "") -> Referral:
    """Send a fresh link; the links sent before open nothing any more. RuleBroken once the institution reads nothing."""
    check_writer(by, referral)
    if referral.contact is None or not referral.readable_on(clock.today()):
        raise RuleBroken(_("There is nothing to read any more, or nobody to write to."), code="moved_on")
    revoke_access(by=by, purpose=LINK, object_kind=KIND, object_id=referral.pk, reason="again")
    cancel_about(by=by, about_kind=KIND, about_id=referral.pk, purpose="referrals.referral")
    _send_link(by, referral, site)
    record(by=by, verb="referrals.link", object=referral)
    return referral


@transaction.atomic
def void(*, by: Actor, referral: Referral, reason: str) -> Referral:
    """Take back a referral that was sent by mistake: access is cut, the copy removed, its facts withdrawn.

    Refused unless `by` advises there; RuleBroken without a reason, and where it was never sent.
    """
    check_writer(by, referral)
    check_step(referral, "void")
    if not reason.strip():
        raise RuleBroken(_("Say why."), field="reason", code="reason")
    referral.status, referral.closed_reason = Status.VOIDED, reason.strip()[:200]
    referral.drop_copy()
    names = ["status", "closed_reason", *COPY]
    referral.save_current(referral.version, names)
    facts.withdraw_of(by=by, source=referral, reason=reason.strip())
    cut_access(by, referral, reason="void")
    cancel_about(by=by, about_kind=KIND, about_id=referral.pk)
    tell_withdrawn(by, referral, mistake=True)
    record(by=by, verb="referrals.void", object=referral)
    return referral


@transaction.atomic
def print_receipt(*, by: Actor, referral: Referral) -> Issued:
    """A fresh code for the person, to withdraw with; codes printed before become void.

    Refused unless `by` may withdraw there; RuleBroken where nothing is left to withdraw from.
    """
    check(access.may_withdraw_at(by, **referral.place))  # type: ignore[arg-type]
    check_step(referral, "withdraw")
    revoke_access(by=by, purpose=WITHDRAWAL, object_kind=KIND, object_id=referral.pk, reason="again")
    issued = issue_access(
        by=by, purpose=WITHDRAWAL, object_kind=KIND, object_id=referral.pk, reference=referral.reference
    )
    record(by=by, verb="referrals.receipt", object=referral)
    return Issued(referral.reference, issued.shown)
