"""The way of an application, as one table, and what its applicant reads meanwhile."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.kernel.workflow import Transition, Workflow
from wasl.services.calls.enums import ApplicationStatus as S

WAITING = (S.SUBMITTED, S.INCOMPLETE, S.ELIGIBLE, S.INELIGIBLE)
DECIDED = (S.SELECTED, S.RESERVE, S.REJECTED)
#: kept from the applicant until the results are published
CONFIDENTIAL = (*DECIDED,)

APPLICATION = Workflow(
    transitions=[
        Transition("find_eligible", WAITING, S.ELIGIBLE, _("Eligible")),
        Transition("find_incomplete", WAITING, S.INCOMPLETE, _("A paper is missing")),
        Transition("find_ineligible", WAITING, S.INELIGIBLE, _("Not eligible")),
        Transition("preselect", (S.ELIGIBLE, S.NOT_PRESELECTED), S.PRESELECTED, _("Preselect")),
        Transition("not_preselect", (S.ELIGIBLE, S.PRESELECTED), S.NOT_PRESELECTED, _("Do not preselect")),
        Transition("select", (S.ELIGIBLE, S.PRESELECTED), S.SELECTED, _("Select")),
        Transition("reserve", (S.ELIGIBLE, S.PRESELECTED), S.RESERVE, _("Put on the reserve list")),
        Transition("reject", (S.ELIGIBLE, S.PRESELECTED), S.REJECTED, _("Do not select")),
        Transition("promote", (S.RESERVE,), S.SELECTED, _("Call from the reserve list")),
        Transition(
            "withdraw",
            (*WAITING, S.PRESELECTED, S.SELECTED, S.RESERVE),
            S.WITHDRAWN,
            pgettext_lazy("application", "Withdraw"),
        ),
    ],
    public={
        S.SUBMITTED: pgettext_lazy("application", "Received"),
        S.INCOMPLETE: _("A paper is missing"),
        S.ELIGIBLE: _("Being examined"),
        S.INELIGIBLE: pgettext_lazy("application", "Not eligible"),
        S.PRESELECTED: _("Preselected: being examined"),
        S.NOT_PRESELECTED: pgettext_lazy("application", "Not preselected"),
        S.SELECTED: pgettext_lazy("application", "Selected"),
        S.RESERVE: pgettext_lazy("application", "On the reserve list"),
        S.REJECTED: pgettext_lazy("application", "Not selected"),
        S.WITHDRAWN: pgettext_lazy("application", "Withdrawn"),
    },
)


def public_label(status: str, *, announced: bool) -> str | Promise:
    """What the applicant reads; a decision stays "Being examined" until it is announced."""
    if status in CONFIDENTIAL and not announced:
        return APPLICATION.public_label(S.ELIGIBLE)
    return APPLICATION.public_label(status)


TONES: dict[str, str] = {
    S.SUBMITTED: "info",
    S.INCOMPLETE: "attention",
    S.ELIGIBLE: "info",
    S.INELIGIBLE: "danger",
    S.PRESELECTED: "success",
    S.NOT_PRESELECTED: "neutral",
    S.SELECTED: "success",
    S.RESERVE: "attention",
    S.REJECTED: "neutral",
    S.WITHDRAWN: "neutral",
}


def public_tone(status: str, *, announced: bool) -> str:
    """The tone of the pill that goes with `public_label`."""
    return TONES[S.ELIGIBLE if status in CONFIDENTIAL and not announced else status]
