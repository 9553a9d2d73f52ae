"""How long the partner has to answer, and who stays closed because it goes on elsewhere."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from wasl.base.procedures.queries import parameter
from wasl.kernel.ui.words import day as in_words
from wasl.services.transfers.models import Transfer
from wasl.spine.cases.models import Case

ANSWER = "transfer_answer"


def answer_days(on: date) -> int | None:
    """The days the house gives a partner to answer, a dated parameter; None where it gives no delay."""
    held = parameter(ANSWER, on)
    return int(held.value) if held is not None else None


def kept_closed(case: Case) -> str:
    """Why a case that went to a partner is not taken up again; "" for any other."""
    row = Transfer.objects.filter(case=case).exclude(new_case=None).select_related("receiver").first()
    if row is None or row.answered_on is None:
        return ""
    return _(
        "This case goes on at %(partner)s since %(day)s: what is to be done in it is done there. If the person comes"
        " back, open a new case."
    ) % {"partner": row.receiver.label, "day": in_words(row.answered_on)}
