"""Marks, conflicts of interest and the ranking under the envelope."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum

from wasl.base.accounts.models import Membership, User
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.services.calls import rules
from wasl.services.calls.enums import ApplicationStatus, ConflictKind, ReviewStatus
from wasl.services.calls.models import (
    Application,
    Call,
    Committee,
    CommitteeMember,
    Conflict,
    Decision,
    RankEntry,
    Review,
    ReviewScore,
)
from wasl.services.calls.queries.commitments import paid_on_given_back

JUDGEABLE = (ApplicationStatus.ELIGIBLE, ApplicationStatus.PRESELECTED)


def grid_of(call: Call) -> list[rules.Mark]:
    """The rubric of the call as the rules read it."""
    return [rules.Mark(c.code, c.weight, c.max_points, c.threshold) for c in call.criteria.all()]


@dataclass(frozen=True, slots=True)
class Marked:
    """What the submitted reviews of one application give together."""

    reviews: int
    mark: Decimal | None
    shortfalls: tuple[str, ...]
    diverging: bool


def marks(applications: Iterable[Application], call: Call) -> dict[int, Marked]:
    """Per application id, the mean mark of its submitted reviews, with what eliminates it. Two queries."""
    grid = grid_of(call)
    ids = [application.pk for application in applications]
    points: dict[int, dict[int, dict[str, Decimal]]] = defaultdict(lambda: defaultdict(dict))
    totals: dict[int, list[Decimal]] = defaultdict(list)
    scores = ReviewScore.objects.filter(
        review__application__in=ids, review__status=ReviewStatus.SUBMITTED
    ).values_list("review__application_id", "review_id", "criterion__code", "points", "review__total")
    for application, review, code, value, total in scores.order_by("review_id", "pk"):
        if review not in points[application] and total is not None:
            totals[application].append(total)
        points[application][review][code] = value
    return {key: _marked(list(points[key].values()), totals[key], grid, call.pass_mark) for key in ids}


def _marked(
    reviews: Sequence[dict[str, Decimal]],
    totals: Sequence[Decimal],
    grid: list[rules.Mark],
    pass_mark: Decimal,
) -> Marked:
    if not reviews:
        return Marked(0, None, (), False)
    means = rules.mean(reviews, grid)
    under = tuple(rules.shortfalls(means, grid, pass_mark))
    return Marked(len(reviews), rules.total(means, grid), under, rules.diverge(totals))


# ------------------------------------------------------------------ conflicts of interest


def conflict_kind(application: Application, user_id: int) -> ConflictKind | None:
    """Why this user may not judge this application, or None; the strongest reason first."""
    mine = Application.objects.filter(pk=application.pk)
    if mine.own_of(user_id).exists():
        return ConflictKind.SAME_PERSON
    if mine.advised_by(user_id).exists():
        return ConflictKind.ADVISER
    if mine.near_to(user_id).exists():
        return ConflictKind.FAMILY
    if mine.instructed_by(user_id).exists():
        return ConflictKind.INSTRUCTOR
    return ConflictKind.DECLARED if mine.declared_by(user_id).exists() else None


def conflicted_ids(call: Call, user_id: int) -> set[int]:
    """Ids of the applications of the call on which this user has a conflict, declared or computed."""
    return set(call.applications.in_conflict_with(user_id).values_list("pk", flat=True))


def reviews_of(actor: Actor) -> list[Review]:
    """The actor's own reviews that stand, by closing day; those in conflict of interest are left out."""
    if actor.id is None:
        return []
    barred = Application.objects.in_conflict_with(actor.id).filter(reviews__reviewer_id=actor.id)
    rows = Review.objects.standing().filter(reviewer_id=actor.id).exclude(application__in=barred.values("pk"))
    shown = rows.select_related("application__call", "application__party", "application__sector")
    return list(shown.order_by("application__call__closes_on", "pk"))


# ------------------------------------------------------------------ ranking


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the committee's page; `hidden` where the reader has a conflict of interest."""

    entry: RankEntry
    place: rules.Place
    hidden: bool
    votes: int
    conflicts: int
    passed_by: tuple[str, ...]
    passed_over: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The whole ranking under the envelope: amounts in MAD."""

    rows: tuple[Row, ...]
    envelope: Decimal
    spent: Decimal
    left: Decimal
    selected: int
    approvals: int
    quorum: int

    @property
    def is_approved(self) -> bool:
        """Whether enough members without a conflict approved this very ranking, for every line."""
        return bool(self.rows) and all(row.votes >= self.quorum for row in self.rows)


def entries_of(committee: Committee) -> list[RankEntry]:
    """The committee's own ranking, best first."""
    return list(
        committee.entries.select_related("application__party", "application__sector").order_by(
            "position", "pk"
        )
    )


def allocation(entries: Sequence[RankEntry], call: Call) -> rules.Allocation:
    """What the envelope of the call gives down these entries."""
    candidates = [
        rules.Candidate(e.application_id, e.amount, fundable=not e.shortfalls, set_aside=e.set_aside)
        for e in entries
    ]
    return rules.allocate(candidates, call.envelope, call.max_grants)


def approvals(committee: Committee) -> set[int]:
    """Ids of the users whose approval holds for the present ranking."""
    version = committee.ranking_version
    return {member.user_id for member in committee.members.all() if member.approved_version == version}


def seat_conflicts(committee: Committee) -> dict[int, set[int]]:
    """Per application id, the members of the committee who have a conflict on it. One query a member."""
    found: dict[int, set[int]] = defaultdict(set)
    ranked = Application.objects.filter(rank_entry__committee=committee)
    for member in committee.members.all():
        for key in ranked.in_conflict_with(member.user_id).values_list("pk", flat=True):
            found[key].add(member.user_id)
    return found


def ranking(committee: Committee, reader: Actor) -> Ranking:
    """The ranking as `reader` may see it: lines on which the reader has a conflict stay closed to them."""
    entries = entries_of(committee)
    places = allocation(entries, committee.call)
    approved = approvals(committee)
    conflicts = seat_conflicts(committee)
    seen = set(
        Application.objects.marks_visible_to(reader).filter(call=committee.call).values_list("pk", flat=True)
    )
    names = {e.application_id: e.application.reference for e in entries if e.application_id in seen}
    rows = tuple(
        Row(
            entry=entry,
            place=place,
            hidden=entry.application_id not in seen,
            votes=len(approved - conflicts[entry.application_id]),
            conflicts=len(conflicts[entry.application_id]),
            passed_by=tuple(names[key] for key in place.passed_by if key in names),
            passed_over=tuple(names[key] for key in place.passed_over if key in names),
        )
        for entry, place in zip(entries, places.places, strict=True)
    )
    call = committee.call
    return Ranking(
        rows, call.envelope, places.spent, places.left, places.selected, len(approved), committee.quorum
    )


def seat_of(committee: Committee, actor: Actor) -> CommitteeMember | None:
    """The actor's seat, or None."""
    return next((m for m in committee.members.all() if m.user_id == actor.id), None) if actor.id else None


def seat_on(actor: Actor, call: Call) -> bool:
    """Whether the actor sits on the call's committee."""
    return (
        actor.id is not None and CommitteeMember.objects.filter(committee__call=call, user=actor.id).exists()
    )


def judges(actor: Actor, application: Application) -> bool:
    """Whether the actor reads this application for marks, or sits where it is decided."""
    if actor.id is None:
        return False
    reads = application.reviews.standing().filter(reviewer_id=actor.id)
    return reads.exists() or seat_on(actor, application.call)


def declared_conflicts(committee: Committee) -> list[Conflict]:
    """Every conflict written down on the call's applications, for the minutes."""
    rows = Conflict.objects.filter(application__call=committee.call)
    return list(rows.select_related("application", "user").order_by("application__number", "pk"))


def left_in_envelope(call: Call) -> Decimal:
    """What standing selections leave of the envelope (MAD): those declined give theirs back, less what was paid."""
    standing = Decision.objects.selected().filter(application__call=call, declined_on=None)
    taken: Decimal | None = standing.aggregate(taken=Sum("amount"))["taken"]
    return call.envelope - (taken or Decimal(0)) - paid_on_given_back(call)


def staff_in_role(role: str, call: Call) -> list[User]:
    """Active users who hold this role today for the call's programme, by name."""
    holders = Membership.objects.valid_on(clock.today()).filter(
        Q(programmes=None) | Q(programmes=call.programme_id), role=role
    )
    return list(User.objects.filter(is_active=True, pk__in=holders.values("user_id")))


def missing_readings(call: Call) -> int:
    """How many of the applications to rank still lack readings."""
    given = Count("reviews", filter=Q(reviews__status=ReviewStatus.SUBMITTED))
    rows = Application.objects.filter(call=call).for_committee().annotate(given=given)
    return rows.filter(given__lt=call.reviews_required).count()
