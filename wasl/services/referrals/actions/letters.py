"""Messages to institutions, through the outbox, in the language of their contact; never a word of the person."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from wasl.base.messaging.actions import put
from wasl.base.messaging.enums import Channel
from wasl.base.network.models import ContactPoint
from wasl.kernel import clock
from wasl.kernel.actors import Actor, Role
from wasl.kernel.ui.words import day as in_words
from wasl.services.referrals.models import Referral
from wasl.services.referrals.purposes import KIND
from wasl.spine.people.rules.phones import read_phone


def way_to(contact: ContactPoint, *, code: bool = False) -> tuple[str, str]:
    """The channel and the address of a contact: a link by mail where there is one, a code by phone where there is."""
    phone = read_phone(contact.phone).e164 if contact.phone else ""
    if phone and (code or not contact.email):
        return Channel.SMS, phone
    return (Channel.EMAIL, contact.email) if contact.email else (Channel.SMS, phone)


def _write(by: Actor, referral: Referral, what: str, key: str, words: dict[str, str]) -> None:
    """Put one message about a referral into the outbox; nothing where the institution has no contact in use."""
    contact = referral.contact
    if contact is None or not contact.holds_on(clock.today()):
        return
    channel, to = way_to(contact, code=what == "code")
    if not to:
        return
    put(
        by=by,
        key=f"referrals.{referral.pk}.{key}",
        purpose=f"referrals.{what}",
        channel=channel,
        organisation_id=referral.organisation_id,
        office_id=referral.office_id,
        to=to,
        subject=words["subject"],
        body=words["body"],
        language=contact.language,
        about_kind=KIND,
        about_id=referral.pk,
        # Whoever works at the desk reads the outbox: a second factor is not theirs to read.
        circle=Role.PROTECTION if what == "code" else "",
    )


def announce(by: Actor, referral: Referral, *, link: str, key: str) -> None:
    """That somebody is referred, with the link that asks for a code."""
    assert referral.contact is not None
    with translation.override(referral.contact.language):
        named = {
            "organisation": referral.organisation.label,
            "service": referral.offer.label,
            "reference": referral.reference,
            "link": link,
            "due": in_words(referral.due_on),
            "until": in_words(referral.expires_on),
        }
        subject = _("Referral %(reference)s from %(organisation)s") % named
        body = _(
            "%(organisation)s refers somebody to you (%(service)s). Reference: %(reference)s. Please answer by %(due)s."
            " The referral is read until %(until)s at this address, with a code sent to you: %(link)s"
        )
        _write(by, referral, "referral", key, {"subject": subject, "body": body % named})


def tell_code(by: Actor, referral: Referral, *, code: str, key: str) -> None:
    """The second factor."""
    assert referral.contact is not None
    with translation.override(referral.contact.language):
        named = {"code": code, "reference": referral.reference}
        subject = _("Code for a referral")
        body = _(
            "Code to read a referral: %(code)s. It works once, within half an hour, only with the link you were sent."
        )
        _write(by, referral, "code", key, {"subject": subject, "body": body % named})


def remind(by: Actor, referral: Referral) -> None:
    """That the answer is late, once."""
    with translation.override(referral.contact.language if referral.contact else "fr"):
        named = {
            "organisation": referral.organisation.label,
            "service": referral.offer.label,
            "reference": referral.reference,
            "due": in_words(referral.due_on),
            "until": in_words(referral.expires_on),
        }
        subject = _("Referral %(reference)s: your answer is awaited") % named
        body = _(
            "%(organisation)s still waits for your answer to the referral %(reference)s (%(service)s), due on %(due)s."
            " The link you were sent opens it until %(until)s."
        )
        _write(by, referral, "reminder", "reminder", {"subject": subject, "body": body % named})


def tell_withdrawn(by: Actor, referral: Referral, *, mistake: bool = False) -> None:
    """That the referral no longer holds, and what is then due."""
    with translation.override(referral.contact.language if referral.contact else "fr"):
        named = {"organisation": referral.organisation.label, "reference": referral.reference}
        subject = _("Referral %(reference)s withdrawn") % named
        if mistake:
            body = _(
                "The referral %(reference)s of %(organisation)s was sent by mistake. It can no longer be read;"
                " please destroy what you noted or printed of it."
            )
        else:
            body = _(
                "The person has withdrawn their consent to the referral %(reference)s of %(organisation)s. It can no"
                " longer be read; please destroy what you noted or printed of it."
            )
        _write(by, referral, "withdrawn", "withdrawn", {"subject": subject, "body": body % named})
