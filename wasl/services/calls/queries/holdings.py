"""What calls hold on a person, told to them: what they asked, what was answered and decided, once it is announced.

The marks and names of reviewers, the ranking and the discussions of a committee are not told: the decision and its
reason are, as the applicant reads them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from wasl.base.documents.queries import files_of_many
from wasl.kernel.actors import Actor
from wasl.services.calls.enums import Outcome
from wasl.services.calls.models import Application, ApplicationMember, ApplicationPassage
from wasl.services.calls.queries.eligibility import last_answers, lines_of
from wasl.services.calls.workflows import public_label
from wasl.spine.people.models import Party
from wasl.spine.people.queries.telling import told
from wasl.spine.people.slots import Holding, Word

OWNER = "calls.application"


def held(by: Actor, party: Party) -> Iterable[Holding]:
    """The applications of the party itself, and those of the collectives in which the person is a member."""
    mine = list(
        Application.objects.filter(party=party).select_related("call", "sector", "office", "decision")
    )
    yield told(
        "calls.applications",
        _("Your applications"),
        mine,
        {
            "reference": _("Reference"),
            "call": _("Call"),
            "title": _("Title"),
            "summary": _("Summary"),
            "sector": _("Sector"),
            "legal_form": _("Legal form"),
            "amount_requested": _("Amount asked for (MAD)"),
            "own_contribution": _("Own contribution (MAD)"),
            "office": _("Office"),
            "submitted_on": _("Filed on"),
            "status": _("Status"),
            "amount_granted": _("Amount granted (MAD)"),
            "reason": _("Reason of the decision"),
        },
        values={
            "call": lambda row: row.call.title,
            "status": _status,
            "amount_granted": lambda row: _decision(row, "amount"),
            "reason": lambda row: _decision(row, "reason"),
        },
        files=files_of_many(OWNER, [row.pk for row in mine]),
    )
    yield _member(party)
    yield _checks(mine)
    yield told(
        "calls.passages",
        _("Steps of your applications"),
        ApplicationPassage.objects.filter(application__in=mine).select_related("application__call"),
        {"application": _("Reference"), "at": _("On"), "state": _("Status")},
        values={
            "application": lambda row: row.application.reference,
            "state": lambda row: Word(*_public(row.to_state, row.application)),
        },
    )


def _member(party: Party) -> Holding:
    rows = ApplicationMember.objects.filter(person_id=party.pk)
    return told(
        "calls.memberships",
        _("Applications in which you are a member"),
        rows.select_related("application__call", "application__decision"),
        {
            "reference": _("Reference"),
            "call": _("Call"),
            "title": _("Title"),
            "role": _("Role"),
            "consented_on": _("You agreed on"),
            "status": _("Status"),
        },
        values={
            "reference": lambda row: row.application.reference,
            "call": lambda row: row.application.call.title,
            "title": lambda row: row.application.title,
            "status": lambda row: _status(row.application),
        },
    )


def _checks(applications: list[Application]) -> Holding:
    lines = [
        {
            "reference": application.reference,
            "condition": line.text,
            "outcome": Word(Outcome(line.outcome).value, Outcome(line.outcome).label),
        }
        for application in applications
        for line in lines_of(last_answers(application))
    ]
    columns = {"reference": _("Reference"), "condition": _("Condition"), "outcome": _("Answer")}
    return Holding("calls.eligibility", _("Conditions checked"), columns, lines)


def _status(application: Application) -> Word:
    return Word(*_public(application.status, application))


def _public(status: str, application: Application) -> tuple[str, Any]:
    """A status as its applicant reads it: a decision is told once it is announced, its code too."""
    label = public_label(status, announced=application.call.is_announced)
    return (status if label == public_label(status, announced=True) else "examined", label)


def _decision(application: Application, name: str) -> Any:
    decision = getattr(application, "decision", None)
    return getattr(decision, name) if decision is not None and application.call.is_announced else None
