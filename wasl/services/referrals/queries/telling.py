"""What referrals say of a person: in their story, and to the person itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.services.referrals.enums import NEVER_RECEIVED, Status
from wasl.services.referrals.models import Referral
from wasl.services.referrals.queries.sharing import shared_with_receiver
from wasl.spine.people.models import Party
from wasl.spine.people.queries.telling import told
from wasl.spine.people.slots import Holding, TimelineEntry
from wasl.spine.rights.queries.holdings import read_and_changed

COLUMNS = {
    "reference": gettext_lazy("Reference"),
    "organisation": gettext_lazy("Sent by"),
    "receiver": gettext_lazy("Institution"),
    "offer": gettext_lazy("Service"),
    "reason": gettext_lazy("Reason of the referral"),
    "fields": gettext_lazy("Data shared"),
    "copy": gettext_lazy("What the institution reads today"),
    "expires_on": gettext_lazy("Readable until"),
    "sent_on": gettext_lazy("Sent on"),
    "status": gettext_lazy("Status"),
    "consent_on": gettext_lazy("Consent given on"),
    "consent_how": gettext_lazy("How"),
    "witness": gettext_lazy("Witness"),
    "withdrawn_at": gettext_lazy("Consent withdrawn on"),
    "answered_on": gettext_lazy("Answered on"),
    "decline_reason": gettext_lazy("Why it was declined"),
    "meeting_on": gettext_lazy("Appointment on"),
    "meeting_place": gettext_lazy("Appointment: where and when"),
    "answer_note": gettext_lazy("Words of the institution"),
    "outcome": gettext_lazy("Outcome"),
    "outcome_on": gettext_lazy("Outcome on"),
    "outcome_note": gettext_lazy("Words on the outcome"),
}


def entries(actor: Actor, party_ids: Sequence[int]) -> list[TimelineEntry]:
    """Sent, answered, what came of it, withdrawn: of the referrals the actor reads."""
    rows = Referral.objects.visible_to(actor).filter(person__in=party_ids).exclude(status__in=NEVER_RECEIVED)
    found: list[TimelineEntry] = []
    for row in rows.exclude(status=Status.VOIDED).select_related("receiver", "offer", "consent"):
        where, href = f"{row.receiver} · {row.offer}", row.get_absolute_url()
        if row.sent_on:
            found.append(TimelineEntry(clock.at_noon(row.sent_on), _("Referred"), where, href, "out", "info"))
        if row.answered_on:
            title = _("Referral declined") if row.decline_reason else _("Referral accepted")
            tone = "attention" if row.decline_reason else "success"
            text = " · ".join(filter(None, (where, row.get_decline_reason_display())))
            found.append(TimelineEntry(clock.at_noon(row.answered_on), title, text, href, "mail", tone))
        if row.outcome_on:
            text = f"{where} · {row.get_outcome_display()}"
            tone = "success" if row.received_on else "attention"
            found.append(
                TimelineEntry(
                    clock.at_noon(row.outcome_on), _("Outcome of a referral"), text, href, "flag", tone
                )
            )
        if row.status == Status.WITHDRAWN and row.consent.withdrawn_at:
            title = _("Consent to a referral withdrawn")
            found.append(TimelineEntry(row.consent.withdrawn_at, title, where, href, "lock", "danger"))
    return found


def held(by: Actor, party: Party) -> Iterable[Holding]:
    """The referrals of a person: to whom, which data, on which consent, what was answered; and who read them."""
    rows = list(
        Referral.objects.filter(person=party.pk).select_related(
            "receiver", "offer", "organisation", "consent"
        )
    )

    yield told(
        "referrals.referrals",
        _("Your referrals to institutions"),
        rows,
        COLUMNS,
        values={
            "fields": lambda row: ", ".join(row.field_words),
            "copy": lambda row: ", ".join(f"{one.label}: {one.text}" for one in shared_with_receiver(row)),
            "consent_on": _of_consent("given_on"),
            "consent_how": _of_consent("means_word"),
            "witness": _of_consent("witness"),
            "withdrawn_at": _of_consent("withdrawn_at"),
        },
    )
    journal = read_and_changed({"referrals.referral": [row.pk for row in rows]})
    yield Holding("referrals.journal", _("Who read or changed your referrals"), journal.columns, journal.rows)


def _of_consent(name: str) -> Callable[[Referral], Any]:
    """A value of the consent of a referral; nothing before it was given."""
    return lambda row: getattr(getattr(row, "consent", None), name, None)
