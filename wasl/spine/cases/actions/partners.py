"""A case that goes on at another organisation: opened there with the plan that goes along, closed here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from wasl.base.accounts.models import User
from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.cases.actions.checks import check_open
from wasl.spine.cases.actions.files import closed, opened
from wasl.spine.cases.actions.moves import Place, advises, leave
from wasl.spine.cases.enums import ClosingReason
from wasl.spine.cases.models import Case, Goal, PlanItem
from wasl.spine.people.actions import follow_taken_over
from wasl.spine.people.enums import FollowingBasis


@dataclass(frozen=True, slots=True)
class Carried:
    """Steps still to do that go along, each with the day it is due, towards a goal or none (an empty title)."""

    goal: str
    steps: tuple[tuple[str, date | None], ...]


@transaction.atomic
def go_on_with_partner(
    *,
    by: Actor,
    case: Case,
    place: Place,
    adviser: User,
    programme_id: int | None,
    plan: Sequence[Carried] = (),
) -> Case:
    """Open the case at `place`, of another organisation, for `adviser`, from today; close `case` as going on there.

    The office there follows the party; the office here ends today (included) what the pathway began, unless another
    case of the party is open in it. Steps that were due already are due today. Whoever takes over need not work where
    the case was: the room that transfers has checked who may and what the person agreed to.
    RuleBroken: closed, the same organisation, office or guichet closed or not together, `adviser` no adviser there,
    a case open there already.
    """
    check_open(case)
    today = clock.today()
    if place.office.organisation_id == case.organisation_id:
        raise RuleBroken(_("This office is of the same organisation: hand the case over."), field="office")
    if not advises(adviser, place.office, programme_id, today):
        raise RuleBroken(
            _("%(name)s is no adviser at %(office)s.")
            % {"name": adviser.display_name, "office": place.office.name},
            field="adviser",
            code="user",
        )
    new = Case(party=case.party, office=place.office, guichet=place.guichet, opened_on=today)
    new.programme_id = programme_id
    if programme_id == case.programme_id:
        new.strand_id = case.strand_id
    try:
        with transaction.atomic():
            opened(by=by, case=new, adviser_id=adviser.pk)
    except IntegrityError as broken:
        raise RuleBroken(
            _("A case is open already at this guichet."), field="guichet", code="open"
        ) from broken
    _carry(by, new, plan)
    _end_here(by, case, today)
    follow_taken_over(
        by=by, party=case.party, office=place.office, programme_id=programme_id,
        basis=FollowingBasis.REFERRAL, on=today,
    )  # fmt: skip
    return new


def _carry(by: Actor, case: Case, plan: Sequence[Carried]) -> None:
    """Write the goals and steps that go along in the new case."""
    for carried in plan:
        goal = None
        if carried.goal:
            goal = Goal(case=case, title=carried.goal)
            goal.authored_by(by)
            goal.save(force_insert=True)
        rows = [
            PlanItem(case=case, goal=goal, title=title, due_on=due_on and max(due_on, case.opened_on))
            for title, due_on in carried.steps
        ]
        for row in rows:
            row.authored_by(by)
        PlanItem.objects.bulk_create(rows)
    if plan:
        record(by=by, verb="cases.plan", object=case)


def _end_here(by: Actor, case: Case, day: date) -> None:
    closed(by=by, case=case, reason=ClosingReason.REFERRED, on=day, note="", expected=None)
    leave(by, case, case.office, day)
