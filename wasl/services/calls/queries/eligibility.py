"""Eligibility of an applicant: each condition asked by evidence code, each answer ready to be frozen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wasl.kernel.i18n import LANGUAGES
from wasl.services.calls import rules
from wasl.services.calls.enums import Applicant, Outcome
from wasl.services.calls.models import Application, EligibilityRule
from wasl.spine.people import evidence
from wasl.spine.people.models import Party, Person

CONSENT = "application_consent"
CONSENT_TEXT = _("Every person of the application has agreed to it.")
CONSENT_PAPER = _("The agreement of this person, given at the desk")

Frozen = dict[str, object]
Words = dict[str, str]


@dataclass(frozen=True, slots=True)
class Examination:
    """The verdict and its answers, as they are frozen with an application."""

    verdict: Outcome
    answers: list[Frozen]


def examine(
    *,
    conditions: Iterable[EligibilityRule],
    party: Party,
    zone_id: int | None,
    members: Sequence[Person],
    consented: Collection[int],
    on: date,
) -> Examination:
    """Ask every condition that concerns this party in this zone, on the day `on`.

    `consented` holds the ids of the persons who agreed to the application. One no makes no; else one missing paper
    makes missing; an evidence that nobody provides is missing.
    """
    answers = [_consent(person, person.pk in consented) for person in members]
    for rule in conditions:
        if rule.zone_id not in (None, zone_id) or rule.applies_to not in (Applicant.ANY, party.kind):
            continue
        subjects = [person.party for person in members] if rule.each_member and members else [party]
        answers += [_ask(rule, subject, on) for subject in subjects]
    verdict = rules.together(str(answer["outcome"]) for answer in answers)
    return Examination(verdict, answers)


def _ask(rule: EligibilityRule, subject: Party, on: date) -> Frozen:
    found = evidence.ask(rule.evidence, subject, on)
    requirement = rules.Requirement(rule.operator, rule.value, rule.value_max)
    outcome = rules.judge(requirement, rules.Proof(found.state, found.value, found.high))
    return {
        "rule": rule.pk,
        "evidence": rule.evidence,
        "party": subject.pk,
        "outcome": outcome.value,
        "text": _three(rule, "text"),
        "paper": _three(rule, "paper"),
        "reason": _words(found.reason),
        "state": found.state,
        "value": _plain(found.value),
        "high": _plain(found.high),
        "unit": found.unit,
        "source": found.source,
        "valid_until": found.valid_until.isoformat() if found.valid_until else "",
    }


def _consent(person: Person, given: bool) -> Frozen:
    return {
        "rule": None,
        "evidence": CONSENT,
        "party": person.pk,
        "outcome": (Outcome.YES if given else Outcome.MISSING).value,
        "text": _words(CONSENT_TEXT),
        "paper": _words(CONSENT_PAPER),
        "reason": {},
        "state": evidence.YES if given else evidence.MISSING,
    }


def _plain(value: Decimal | str | None) -> str | None:
    return None if value is None else str(value)


def _three(row: EligibilityRule, name: str) -> Words:
    return {code: str(getattr(row, f"{name}_{code}")) for code in LANGUAGES}


def _words(text: str | Promise) -> Words:
    """The text in the three languages of the house."""
    if not text:
        return {}
    found = {}
    for code in LANGUAGES:
        with translation.override(code):
            found[code] = str(text)
    return found


# ------------------------------------------------------------------ reading a frozen verdict


OUTCOME_ORDER = (Outcome.NO, Outcome.MISSING, Outcome.YES)


@dataclass(frozen=True, slots=True)
class Line:
    """One condition of a verdict, in the reader's language, with whom it concerns when the reader may know."""

    outcome: str
    text: str
    paper: str
    reason: str
    who: str
    evidence: str


def lines_of(
    answers: Iterable[Frozen], *, language: str | None = None, name: Callable[[int], str] | None = None
) -> list[Line]:
    """The answers in one language; `name(party id)` says whom a line concerns, without it nobody is named."""
    code = (language or translation.get_language() or "fr")[:2]
    return [
        Line(
            outcome=Outcome(str(answer.get("outcome", Outcome.MISSING.value))),
            text=_pick(answer.get("text"), code),
            paper=_pick(answer.get("paper"), code),
            reason=_pick(answer.get("reason"), code),
            who=name(int(str(answer["party"]))) if name and answer.get("party") else "",
            evidence=str(answer.get("evidence", "")),
        )
        for answer in answers
    ]


def _pick(words: object, code: str) -> str:
    if not isinstance(words, dict):
        return ""
    return next((str(words[c]) for c in (code, "fr", "en", "ar") if words.get(c)), "")


def gathered(lines: Iterable[Line]) -> list[Line]:
    """One line per condition and outcome; the persons it concerns and their reasons stand together."""
    held: dict[tuple[str, str, str], Line] = {}
    for line in lines:
        key = (line.evidence, line.text, line.outcome)
        before = held.get(key)
        if before is None:
            held[key] = line
            continue
        who = ", ".join(dict.fromkeys(name for name in (before.who, line.who) if name))
        reason = " · ".join(dict.fromkeys(text for text in (before.reason, line.reason) if text))
        held[key] = replace(before, who=who, reason=reason)
    return sorted(held.values(), key=lambda line: OUTCOME_ORDER.index(line.outcome))


def shortcomings(lines: Iterable[Line]) -> list[Line]:
    """The lines that are not met, refusals first, each text once per person."""
    wanted = [line for line in lines if line.outcome != Outcome.YES]
    return sorted(wanted, key=lambda line: line.outcome != Outcome.NO)


def public_shortcomings(lines: Iterable[Line]) -> list[Line]:
    """The same for letters and the public page: one line per condition, nobody named, no reason from a file."""
    seen: dict[tuple[str, str], Line] = {}
    for line in shortcomings(lines):
        seen.setdefault(
            (line.outcome, line.text), Line(line.outcome, line.text, line.paper, "", "", line.evidence)
        )
    return list(seen.values())


def last_answers(application: Application) -> list[Frozen]:
    """The answers of the last check; [] when there is none."""
    check = application.checks.order_by("-at", "-pk").first()
    return check.answers if check else []


def evidence_choices() -> list[tuple[str, str | Promise]]:
    """(code, label) of the evidences that somebody provides, for the form of a condition."""
    return evidence.known_codes()
