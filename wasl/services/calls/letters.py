"""Documents of a call, set in the applicant's language: receipt, letter with its reasons, minutes of the committee."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from wasl.kernel import clock, pdf
from wasl.kernel.money import format_money
from wasl.kernel.ui.words import day as in_words
from wasl.kernel.ui.words import number
from wasl.services.calls.enums import ApplicationStatus, DecisionOutcome, Outcome, Placing
from wasl.services.calls.models import Application, Committee, Decision
from wasl.services.calls.queries.eligibility import last_answers, lines_of, public_shortcomings
from wasl.services.calls.queries.ranking import declared_conflicts

CURRENCY = "MAD"
WITH_LETTER = frozenset(
    {
        ApplicationStatus.INELIGIBLE,
        ApplicationStatus.NOT_PRESELECTED,
        ApplicationStatus.SELECTED,
        ApplicationStatus.RESERVE,
        ApplicationStatus.REJECTED,
    }
)


def has_letter(application: Application) -> bool:
    """Whether a letter may leave: decisions only once the results are published."""
    if application.status not in WITH_LETTER:
        return False
    if application.status in (ApplicationStatus.INELIGIBLE, ApplicationStatus.NOT_PRESELECTED):
        return True
    return application.call.is_announced


def _head(application: Application) -> dict[str, Any]:
    office = application.office
    return {
        "letterhead": {
            "name": office.organisation.name,
            "lines": [office.name, office.address, office.phone],
            "footer": application.call.title,
        },
        "marks": {
            "reference": application.reference,
            "place_date": in_words(clock.today(), long=True),
        },
        "recipient": list(dict.fromkeys([application.party.label, application.title])),
    }


def receipt(application: Application, *, code: str = "", language: str | None = None) -> bytes:
    """The receipt of an application; `code` is printed when it was just handed out."""
    language = language or application.language
    with translation.override(language):
        facts = [
            (_("Reference"), application.reference),
            (pgettext("calls", "Call"), application.call.title),
            (_("Filed on"), in_words(application.submitted_on, long=True)),
            (_("Amount asked"), format_money(application.amount_requested, CURRENCY)),
        ]
        if code:
            facts.insert(1, (_("Code"), code))
        data = {
            **_head(application),
            "title": _("Receipt of your application"),
            "opening": [_("We have received your application. Keep this receipt.")],
            "facts": facts,
            "closing": [
                _(
                    "With the reference and the code you can read at any time, on the public page, what becomes of "
                    "your application. The code is shown once; at the desk we can hand out a new one."
                )
            ],
        }
        return pdf.render("plain.typ", data, language=language)


def decision_letter(application: Application, *, language: str | None = None) -> bytes:
    """The letter that says what was decided, with its reasons and, for a grant, its amount (MAD)."""
    language = language or application.language
    with translation.override(language):
        title, opening, facts = _words_of(application)
        data = {
            **_head(application),
            "title": title,
            "opening": [*opening, *reasons_of(application)],
            "facts": facts,
            "closing": [
                _(
                    "You may ask for explanations at the office that received your application, with your reference. "
                    "You may also ask in writing that this decision be looked at again."
                )
            ],
            "signatures": [_("For the selection committee")],
        }
        return pdf.render("plain.typ", data, language=language)


def _words_of(application: Application) -> tuple[str, list[str], list[tuple[str, str]]]:
    facts = [(_("Reference"), application.reference), (pgettext("calls", "Call"), application.call.title)]
    if application.status == ApplicationStatus.SELECTED:
        decision = application.decision
        facts.append((_("Amount granted"), format_money(decision.amount, CURRENCY)))
        opening = [
            _("We are glad to tell you that the committee has selected your application."),
            _(
                "We will invite you to sign the funding agreement. Your eligibility is checked again on that day."
            ),
        ]
        return _("Your application is selected"), opening, facts
    if application.status == ApplicationStatus.RESERVE:
        decision = application.decision
        facts.append((_("Place on the reserve list"), str(decision.reserve_position)))
        reserve = getattr(application.call, "reserve", None)
        if reserve is not None and reserve.valid_until:
            facts.append((_("List valid until"), in_words(reserve.valid_until, long=True)))
        opening = [
            _("The committee found your application good, but cannot fund it now."),
            _("You are on the reserve list: we will call you if an amount becomes free."),
        ]
        return _("Your application is on the reserve list"), opening, facts
    opening = [_("We thank you for your application. It was not retained, for the reasons given here.")]
    return _("Answer to your application"), opening, facts


def reasons_of(application: Application) -> list[str]:
    """Why, in words the applicant may read, in the active language; names and marks of others never stand here."""
    if application.status == ApplicationStatus.INELIGIBLE:
        lines = public_shortcomings(lines_of(last_answers(application)))
        refused = [line for line in lines if line.outcome == Outcome.NO]
        return [_("Condition not met: %(text)s") % {"text": line.text} for line in refused]
    if application.status == ApplicationStatus.NOT_PRESELECTED:
        step = application.passages.filter(transition="not_preselect").order_by("-at", "-pk").first()
        return [step.reason] if step and step.reason else []
    decision: Decision | None = getattr(application, "decision", None)
    if decision is None or decision.outcome == DecisionOutcome.SELECTED:
        return []
    return decision_reasons(decision, application)


def decision_reasons(decision: Decision, application: Application) -> list[str]:
    """The reasons of a reserve place or a refusal, in the active language."""
    reasons = []
    if decision.placing == Placing.NUMBER:
        reasons.append(_("The number of grants of the call was reached before your rank."))
    elif decision.placing == Placing.ENVELOPE:
        reasons.append(
            _("What was left of the envelope at your rank was smaller than the amount of your project.")
        )
    elif decision.placing == Placing.THRESHOLD:
        labels = {criterion.code: criterion.label for criterion in application.call.criteria.all()}
        for code in decision.shortfalls:
            if code == "total":
                words = _("The mark, %(mark)s out of 100, is under the %(pass)s asked by the call.")
                reasons.append(
                    words
                    % {
                        "mark": number(decision.mark),
                        "pass": number(application.call.pass_mark),
                    }
                )
            else:
                words = _("The mark for “%(criterion)s” is under the minimum of the call.")
                reasons.append(words % {"criterion": labels.get(code, code)})
    if decision.reason:
        reasons.append(decision.reason)
    return reasons


# ------------------------------------------------------------------ minutes


def minutes(committee: Committee, *, language: str) -> bytes:
    """The minutes of a closed sitting, to be signed by its members."""
    call = committee.call
    decisions = list(committee.decisions.select_related("application__party").order_by("rank"))
    with translation.override(language):
        data = {
            "letterhead": {
                "name": call.office.organisation.name,
                "lines": [call.office.name],
                "footer": call.title,
            },
            "marks": {"reference": call.code, "place_date": _day(committee.held_on)},
            "title": _("Minutes of the selection committee"),
            "facts": [
                (pgettext("calls", "Call"), call.title),
                (_("Programme"), call.programme.label),
                (_("Sitting held on"), _day(committee.held_on)),
                (_("Quorum"), str(committee.quorum)),
            ],
            "members": _members(committee),
            "conflicts": _conflicts(committee),
            "ranking": _ranking(decisions),
            "totals": _totals(committee, decisions),
            "closing": [committee.remarks] if committee.remarks else [],
            "signatures": [member.user.display_name for member in _seats(committee)],
        }
        return pdf.render("calls/minutes.typ", data, language=language)


def _day(day: Any) -> str:
    return in_words(day, long=True) if day else ""


def _seats(committee: Committee) -> list[Any]:
    return list(committee.members.select_related("user").order_by("-is_chair", "pk"))


def _members(committee: Committee) -> dict[str, Any]:
    rows = []
    for member in _seats(committee):
        name = member.user.display_name
        label = _("%(name)s (chair)") % {"name": name} if member.is_chair else name
        approved = member.approved_version == committee.ranking_version
        rows.append([label, _("approved the ranking") if approved else _("did not approve")])
    return {"title": _("Members"), "head": [_("Name"), _("Vote")], "rows": rows}


def _conflicts(committee: Committee) -> dict[str, Any]:
    rows = [
        [f"{one.user.display_name} · {one.application.reference}", f"{one.get_kind_display()}. {one.reason}"]
        for one in declared_conflicts(committee)
    ]
    return {"title": _("Conflicts of interest"), "none": _("None was declared."), "rows": rows}


def _ranking(decisions: Sequence[Decision]) -> dict[str, Any]:
    rows, notes = [], []
    names = {d.application_id: d.application.reference for d in decisions}
    for one in decisions:
        rows.append(
            [
                str(one.rank),
                one.application.reference,
                one.application.title,
                "" if one.mark is None else number(one.mark),
                format_money(one.amount, CURRENCY) if one.amount else "",
                str(one.get_outcome_display()),
            ]
        )
        if one.passed_over:
            over = ", ".join(names.get(key, "") for key in one.passed_over)
            words = _(
                "%(reference)s takes what was left, which was too small for %(others)s ranked before it."
            )
            notes.append(words % {"reference": one.application.reference, "others": over})
    head = [_("Rank"), _("Reference"), _("Project"), _("Mark"), _("Amount"), _("Decision")]
    return {"title": _("Ranking and decisions"), "head": head, "rows": rows, "notes": notes}


def _totals(committee: Committee, decisions: Sequence[Decision]) -> list[tuple[str, str]]:
    granted = sum((d.amount for d in decisions), Decimal(0))
    envelope = committee.call.envelope
    return [
        (_("Envelope"), format_money(envelope, CURRENCY)),
        (_("Granted"), format_money(granted, CURRENCY)),
        (_("Left in the envelope"), format_money(envelope - granted, CURRENCY)),
    ]
