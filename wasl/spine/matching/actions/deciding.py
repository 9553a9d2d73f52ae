"""Deciding on a pair, taking the decision back, and what the room that merges tells this one."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.matching.enums import Again, FoundBy, State
from wasl.spine.matching.models import Duplicate
from wasl.spine.matching.queries.pairs import organisation_of, registered_by
from wasl.spine.people.models import Party

DECISION = ("state", "again", "later_until", "decided_at", "decided_by_id", "decided_by_label", "reason")
LONGEST_REASON = 300


@transaction.atomic
def decide(
    *,
    by: Actor,
    duplicate: Duplicate,
    decision: str,
    reason: str = "",
    expected: int,
    later_until: date | None = None,
) -> Duplicate:
    """Say of a pair: the same, different, or later (until a day after today, when it comes back).

    `expected` is the version that was read; Conflict when somebody decided since. "Different" needs a reason: it is
    remembered for ever. Refused unless both persons are within the scope of `by` in a role that decides; RuleBroken
    for an unknown decision, a missing reason or day, or a pair that is merged.
    """
    check(Duplicate.objects.visible_to(by).filter(pk=duplicate.pk).exists())
    if decision not in (State.SAME, State.DIFFERENT, State.LATER):
        raise RuleBroken(_("Unknown decision."), field="decision", code="decision")
    reason = reason.strip()[:LONGEST_REASON]
    if decision == State.DIFFERENT and not reason:
        raise RuleBroken(_("Say how you know that they are two persons."), field="reason", code="reason")
    if decision != State.LATER:
        later_until = None
    elif later_until is None or later_until <= clock.today():
        raise RuleBroken(_("Give a day after today."), field="later_until", code="later_until")
    duplicate.state = decision
    duplicate.later_until = later_until
    _decided(duplicate, by, reason)
    duplicate.save_current(expected, DECISION)
    record(by=by, verb=f"matching.{decision}", object=duplicate, reason=reason)
    return duplicate


@transaction.atomic
def undo_decision(*, by: Actor, duplicate: Duplicate, expected: int, reason: str = "") -> Duplicate:
    """Take a decision back: the pair waits again; who had decided what stays readable until the next decision.

    Refused outside the scope of `by`, which also holds once the two are merged (undoing the merge brings the pair
    back); RuleBroken when nothing is decided; Conflict when somebody decided since.
    """
    check(Duplicate.objects.visible_to(by).filter(pk=duplicate.pk).exists())
    if duplicate.state == State.OPEN:
        raise RuleBroken(_("Nothing is decided on this pair."), code="open")
    duplicate.state = State.OPEN
    duplicate.again = Again.UNDONE
    duplicate.later_until = None
    duplicate.save_current(expected, ("state", "again", "later_until"))
    record(by=by, verb="matching.undo", object=duplicate, reason=reason.strip()[:LONGEST_REASON])
    return duplicate


@transaction.atomic
def settle_same(*, by: Actor, first: Party | int, second: Party | int, reason: str = "") -> Duplicate:
    """Two parties (or their ids) have been merged: their pair is decided, and made if the machine had not found it.

    Called by the room that merges, in its transaction and after its own checks; nothing is checked again here.
    """
    duplicate = _pair(first, second)
    duplicate.state = State.SAME
    duplicate.later_until = None
    _decided(duplicate, by, reason.strip()[:LONGEST_REASON])
    _save(duplicate)
    record(by=by, verb="matching.same", object=duplicate, reason=reason)
    return duplicate


@transaction.atomic
def reopen(*, by: Actor, first: Party | int, second: Party | int) -> Duplicate:
    """The merge of two parties (or their ids) was undone: their pair waits for a decision again.

    Called by the room that merges, in its transaction and after its own checks; nothing is checked again here.
    """
    duplicate = _pair(first, second)
    duplicate.state = State.OPEN
    duplicate.again = Again.UNMERGED
    duplicate.later_until = None
    _save(duplicate)
    record(by=by, verb="matching.undo", object=duplicate)
    return duplicate


def _decided(duplicate: Duplicate, by: Actor, reason: str) -> None:
    duplicate.again = Again.NO
    duplicate.decided_at = clock.now()
    duplicate.decided_by_id = by.id
    duplicate.decided_by_label = by.label
    duplicate.reason = reason


def _pair(one: Party | int, other: Party | int) -> Duplicate:
    """The row of these two, or a new one, not saved."""
    ids = sorted(party if isinstance(party, int) else party.pk for party in (one, other))
    held = Duplicate.objects.filter(first_id=ids[0], second_id=ids[1]).first()
    if held:
        return held
    organisation = organisation_of(*ids) or registered_by(ids[0])
    return Duplicate(first_id=ids[0], second_id=ids[1], organisation_id=organisation, found_by=FoundBy.HAND)


def _save(duplicate: Duplicate) -> None:
    if duplicate._state.adding:
        duplicate.save(force_insert=True)
    else:
        duplicate.save_current(duplicate.version, DECISION)
