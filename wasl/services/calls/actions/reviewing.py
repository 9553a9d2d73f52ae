"""Two independent readings: assigned, given, or declined for a conflict of interest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from django.db import transaction
from django.db.models import Count, F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wasl.base.accounts.models import User
from wasl.base.accounts.queries import actor_for
from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import Refused, RuleBroken
from wasl.services.calls import access, rules
from wasl.services.calls.actions.steps import PURPOSE, works_on
from wasl.services.calls.enums import CallStatus, ConflictKind, ReviewStatus
from wasl.services.calls.models import Application, Call, Committee, Conflict, Criterion, Review, ReviewScore
from wasl.services.calls.queries.ranking import JUDGEABLE, conflict_kind, conflicted_ids, grid_of

IN_CONFLICT = _(
    "Conflict of interest: %(reason)s. This application can neither be read nor judged by this person."
)
HALF = Decimal("0.5")


def in_conflict(kind: str) -> Refused:
    """The refusal of a person in conflict of interest."""
    return Refused(IN_CONFLICT % {"reason": ConflictKind(kind).label})


@transaction.atomic
def assign_reviewer(*, by: Actor, application: Application, reviewer: User) -> Review:
    """Give an application to read to a reviewer.

    Refused outside the coordinator's scope. RuleBroken: no reviewer's role for this programme (code "role"), a
    conflict of interest declared or computed ("conflict"), a seat on the committee ("committee"), already
    assigned ("assigned"), not eligible or already decided ("status").
    """
    check(works_on(by, application, access.MANAGERS))
    _check_open(application)
    _check_reviewer(application.call, reviewer)
    kind = conflict_kind(application, reviewer.pk)
    if kind is not None:
        raise RuleBroken(IN_CONFLICT % {"reason": kind.label}, field="reviewer", code="conflict")
    if application.reviews.filter(reviewer=reviewer).exists():
        raise RuleBroken(_("This person already reads this application."), field="reviewer", code="assigned")
    review = Review(application=application, reviewer=reviewer)
    review.authored_by(by)
    review.save(force_insert=True)
    record(by=by, verb="calls.assign", object=application)
    return review


def _check_open(application: Application) -> None:
    if application.call.status != CallStatus.PUBLISHED or application.status not in JUDGEABLE:
        raise RuleBroken(_("Only eligible applications of a call not decided yet are read."), code="status")


def _check_reviewer(call: Call, reviewer: User) -> None:
    if not actor_for(reviewer).may(access.REVIEWERS, programme=call.programme_id):
        raise RuleBroken(_("This person is not a reviewer of this programme."), field="reviewer", code="role")
    if Committee.objects.filter(call=call, members__user=reviewer).exists():
        raise RuleBroken(
            _("Who reads does not decide: this person sits on the committee."),
            field="reviewer",
            code="committee",
        )


@transaction.atomic
def spread_reviewers(*, by: Actor, call: Call, reviewers: Sequence[User]) -> int:
    """Share the eligible applications among these reviewers until each has as many readers as the call asks.

    The least loaded reads next; nobody reads where there is a conflict of interest. Returns how many readings were
    assigned; applications that could not get enough readers stay visible as such in the list.
    """
    office = call.office
    check(
        by.may(
            access.MANAGERS,
            organisation=office.organisation_id,
            office=office.pk,
            programme=call.programme_id,
        )
    )
    if call.status != CallStatus.PUBLISHED:
        raise RuleBroken(_("This call has already been decided."), code="status")
    for reviewer in reviewers:
        _check_reviewer(call, reviewer)
    barred = {reviewer.pk: conflicted_ids(call, reviewer.pk) for reviewer in reviewers}
    held: dict[int, set[int]] = {}
    load = {reviewer.pk: 0 for reviewer in reviewers}
    for application_id, reviewer_id, status in Review.objects.filter(application__call=call).values_list(
        "application_id", "reviewer_id", "status"
    ):
        if status != ReviewStatus.DECLINED:
            load[reviewer_id] = load.get(reviewer_id, 0) + 1
        held.setdefault(application_id, set()).add(reviewer_id)
    rows = []
    for application in _short_of_readers(call):
        wanted = call.reviews_required - int(getattr(application, "readers", 0))
        free = [
            r.pk
            for r in reviewers
            if application.pk not in barred[r.pk] and r.pk not in held.get(application.pk, ())
        ]
        for reviewer_id in sorted(free, key=lambda pk: (load[pk], pk))[:wanted]:
            load[reviewer_id] += 1
            row = Review(application=application, reviewer_id=reviewer_id)
            row.authored_by(by)
            rows.append(row)
    Review.objects.bulk_create(rows)
    record(by=by, verb="calls.assign", kind=PURPOSE, object_ids=sorted({row.application_id for row in rows}))
    return len(rows)


def _short_of_readers(call: Call) -> Iterable[Application]:
    readers = Count("reviews", filter=~Q(reviews__status=ReviewStatus.DECLINED))
    return (
        Application.objects.filter(call=call, status__in=JUDGEABLE)
        .annotate(readers=readers)
        .filter(readers__lt=call.reviews_required)
        .order_by("number")
    )


@transaction.atomic
def submit_review(
    *,
    by: Actor,
    review: Review,
    points: Mapping[str, Decimal],
    notes: Mapping[str, str] | None = None,
    comment: str = "",
) -> Review:
    """Give one's marks, once: `points` per criterion code, from 0 to its best, in halves.

    Refused unless the reading is the actor's own and free of any conflict of interest, computed again now;
    RuleBroken: already given ("submitted"), call decided ("status"), a criterion without points (field: its code).
    """
    check(by.is_system or (by.id == review.reviewer_id and access.may_review(by)))
    application = review.application
    kind = conflict_kind(application, review.reviewer_id)
    if kind is not None:
        raise in_conflict(kind)
    _check_open(application)
    if review.status != ReviewStatus.ASSIGNED:
        raise RuleBroken(_("These marks have already been given."), code="submitted")
    criteria = list(application.call.criteria.all())
    _check_points(criteria, points)
    said = notes or {}
    ReviewScore.objects.bulk_create(
        ReviewScore(review=review, criterion=c, points=points[c.code], note=said.get(c.code, ""))
        for c in criteria
    )
    review.total = rules.total(dict(points), grid_of(application.call))
    review.comment = comment.strip()
    review.status = ReviewStatus.SUBMITTED
    review.submitted_at = clock.now()
    review.save(update_fields=["total", "comment", "status", "submitted_at"])
    record(by=by, verb="calls.review", object=application)
    return review


def _check_points(criteria: Iterable[Criterion], points: Mapping[str, Decimal]) -> None:
    for criterion in criteria:
        value = points.get(criterion.code)
        fault: str | Promise | None = None
        if value is None:
            fault = _("Give points to each criterion.")
        elif not 0 <= value <= criterion.max_points or value % HALF:
            fault = _("Points go from 0 to %(best)s, in halves.") % {"best": criterion.max_points}
        if fault is not None:
            raise RuleBroken(fault, field=criterion.code, code="points")


@transaction.atomic
def declare_conflict(*, by: Actor, application: Application, reason: str) -> Conflict:
    """A reviewer or a member of the committee declares a conflict of interest: the file closes to them for good.

    Their reading, given or not, no longer counts. Refused to who neither reads nor sits; RuleBroken without a reason.
    """
    check(by.id is not None)
    assert by.id is not None
    reads = application.reviews.standing().filter(reviewer_id=by.id)
    sits = Committee.objects.filter(call=application.call_id, members__user_id=by.id)
    check(reads.exists() or sits.exists())
    if application.call.status != CallStatus.PUBLISHED:
        raise RuleBroken(_("This call has already been decided."), code="status")
    if not reason.strip():
        raise RuleBroken(
            _("Say in a few words what ties you to the applicant."), field="reason", code="reason"
        )
    row, _made = Conflict.objects.get_or_create(
        application=application,
        user_id=by.id,
        defaults={"kind": ConflictKind.DECLARED, "reason": reason.strip(), "at": clock.now()},
    )
    reads.update(status=ReviewStatus.DECLINED)
    Committee.objects.filter(call=application.call_id).update(ranking_version=F("ranking_version") + 1)
    record(by=by, verb="calls.conflict", object=application)
    return row
