"""What the public pages show."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from wasl.base.accounts.models import AccessGrant
from wasl.base.network.models import Office
from wasl.base.programmes.models import Programme, PublishedFigure, Target
from wasl.base.programmes.queries import stated
from wasl.doors.portal import rules
from wasl.kernel import clock
from wasl.kernel.installation import state
from wasl.services.calls import letters
from wasl.services.calls.enums import ApplicationStatus, Operator, Outcome
from wasl.services.calls.models import Application, ApplicationMember, Call
from wasl.services.calls.queries.eligibility import Line, last_answers, lines_of, public_shortcomings
from wasl.services.calls.rules import number
from wasl.spine.people.enums import Precision
from wasl.spine.people.queries.search import parties_with_phone

SHOWN_FIRST = 4


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure as its source gives it; `is_target` tells what was planned from what was reached."""

    figure: Target | PublishedFigure
    text: str
    is_target: bool


def published_programmes() -> list[Programme]:
    """Every programme with its donors and what was published of it."""
    rows = Programme.objects.prefetch_related(
        "donors__organisation",
        "partners__organisation",
        "published_figures__source",
        "targets__source",
        "zones",
    )
    return list(rows)


def ordered_programmes(open_now: Iterable[Call]) -> list[Programme]:
    """The programmes for the home page: those with a call among `open_now`, those in course today, the others.

    In a demo, one of which no source publishes anything is an invented one: it comes last, unless it has an open call.
    """
    applying = {call.programme_id for call in open_now}
    today, demo = clock.today(), state.is_demo()

    def place(programme: Programme) -> int:
        if programme.pk in applying:
            return 0
        if demo and not programme.published_figures.all() and not programme.targets.all():
            return 3
        return 1 if programme.period.contains(today) else 2

    return sorted(published_programmes(), key=place)


def figure_lines(programme: Programme) -> tuple[list[FigureLine], list[FigureLine]]:
    """(results, targets): what was published as reached, and what was planned, each with its source."""
    results: list[FigureLine] = []
    targets: list[FigureLine] = []
    for figure in programme.published_figures.all():
        line = FigureLine(figure, stated(figure), figure.kind == "target")
        (targets if line.is_target else results).append(line)
    targets = [*(FigureLine(t, stated(t), True) for t in programme.targets.all()), *targets]
    return results, targets


def offices_open() -> list[Office]:
    """Where people are received today."""
    return list(Office.objects.open_on(clock.today()).select_related("organisation", "province"))


def group_size(call: Call) -> tuple[int, int, str]:
    """(smallest, largest, the condition in words) of the groups the call admits; 2 to 5 where it says nothing."""
    for rule in call.conditions:
        if rule.evidence != "collective_size" or rule.zone_id is not None:
            continue
        low, high = number(rule.value), number(rule.value_max)
        if rule.operator == Operator.BETWEEN and low is not None and high is not None:
            return int(low), int(high), rule.text
        if rule.operator == Operator.AT_LEAST and low is not None:
            return int(low), max(int(low), 5), rule.text
    return 2, 5, ""


def somebody_applies_already(call: Call, people: Collection[rules.Traits]) -> bool:
    """Whether a person of a standing application to the call has the phone, or the whole name and birth, of one here.

    Two or three queries, whatever the number of applications.
    """
    standing = ApplicationMember.objects.filter(application__call=call).exclude(
        application__status=ApplicationStatus.WITHDRAWN
    )
    phones = {one.phone[::-1] for one in people if one.phone}
    if phones and standing.filter(person_id__in=parties_with_phone(phones)).exists():
        return True
    births = {one.born for one in people if one.born}
    if not births:
        return False
    rows = standing.filter(person__birth_date__in=births, person__birth_precision=Precision.DAY)
    known = [
        rules.traits(
            family_name=member.person.family_name,
            given_names=member.person.given_names,
            birth_date=member.person.birth_date,
            birth_precision=member.person.birth_precision,
        )
        for member in rows.select_related("person")
    ]
    return any(rules.same_name_and_birth(one, other) for one in people for other in known)


@dataclass(frozen=True, slots=True)
class Followed:
    """An application as its bearer reads it."""

    application: Application
    missing: list[Line]
    refused: list[Line]
    reasons: list[str]
    has_letter: bool
    steps: list[tuple[str, bool]]


def application_of(grant: AccessGrant) -> Application | None:
    """The application a code opens."""
    rows = Application.objects.with_call().select_related("call__office", "decision")
    return rows.filter(pk=grant.object_id).first()


def followed(application: Application) -> Followed:
    """Status, what is missing, what was refused and why; no name, no mark, no decision before it is published."""
    lines = public_shortcomings(lines_of(last_answers(application)))
    waiting = application.status in (ApplicationStatus.SUBMITTED, ApplicationStatus.INCOMPLETE)
    announced = application.call.is_announced
    has_letter = letters.has_letter(application)
    return Followed(
        application=application,
        missing=_only(lines, Outcome.MISSING) if waiting else [],
        refused=_only(lines, Outcome.NO) if application.status == ApplicationStatus.INELIGIBLE else [],
        reasons=letters.reasons_of(application) if has_letter else [],
        has_letter=has_letter,
        steps=_steps(application, announced),
    )


def _only(lines: Iterable[Line], outcome: str) -> list[Line]:
    return [line for line in lines if line.outcome == outcome]


def _steps(application: Application, announced: bool) -> list[tuple[str, bool]]:
    """(code, done) of the way of an application, as its bearer may know it."""
    examined = application.status not in (ApplicationStatus.SUBMITTED, ApplicationStatus.INCOMPLETE)
    found = [("received", True), ("examined", examined)]
    if application.call.has_first_round:
        found.append(("preselected", application.preselected_on is not None))
    return [*found, ("answered", announced)]
