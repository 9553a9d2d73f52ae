"""What whoever complained is told, in their language, by the way they left."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from wasl.base.messaging.actions import put
from wasl.kernel.actors import Actor
from wasl.services.complaints.models import Complaint

RECEIVED, ANSWERED = "complaints-received", "complaints-answer"


def tell(*, by: Actor, complaint: Complaint, purpose: str, number: int, text: str = "") -> None:
    """Put a message into the outbox where a way was left; `number` tells one telling from the next.

    The answer to a complaint of a circle is never written in the message: a phone is read by others too.
    """
    if not complaint.answer_way:
        return
    with translation.override(complaint.language):
        known = {"reference": complaint.reference, "house": complaint.organisation.label, "text": text}
        if purpose == RECEIVED:
            body = _("%(house)s has read your message %(reference)s and examines it.") % known
        elif complaint.circle:
            body = (
                _("%(house)s has answered your message %(reference)s. Read it on our site with your code.")
                % known
            )
        else:
            body = _("%(house)s answers your message %(reference)s: %(text)s") % known
        subject = _("Your message %(reference)s") % known
    put(
        by=by,
        key=f"complaints.{complaint.reference}.{purpose}.{number}",
        purpose=purpose,
        channel=complaint.answer_way,
        organisation_id=complaint.organisation_id,
        office_id=complaint.office_id,
        to=complaint.contact,
        subject=subject,
        body=body,
        language=complaint.language,
        about_kind="complaints.complaint",
        about_id=complaint.reference,
        circle=complaint.circle,
    )
