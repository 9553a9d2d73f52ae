"""Readings: the reviewer's own list and scoring page; who reads what, for the coordinator."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record_read
from wasl.base.documents.queries import closed_files_of, files_of
from wasl.kernel.actors import Role
from wasl.kernel.forms import form_page
from wasl.kernel.web import Request, page
from wasl.services.calls import access, actions
from wasl.services.calls.actions.steps import PURPOSE
from wasl.services.calls.enums import ReviewStatus
from wasl.services.calls.forms import ConflictForm, ReviewersForm, ReviewForm
from wasl.services.calls.models import Application, Review
from wasl.services.calls.queries.ranking import conflict_kind, reviews_of, seat_on, staff_in_role
from wasl.services.calls.views.applications import application_or_404
from wasl.services.calls.views.running import managed_or_404

#: readings given that the list still shows
SHOWN = 30


@page(access.may_review)
def mine(request: Request) -> HttpResponseBase:
    """The reviewer's own readings, those to do first."""
    rows = reviews_of(request.actor)
    todo = [row for row in rows if row.status == ReviewStatus.ASSIGNED]
    given = [row for row in reversed(rows) if row.status == ReviewStatus.SUBMITTED][:SHOWN]
    return render(request, "calls/reviews.html", {"todo": todo, "given": given})


def own_review_or_404(request: Request, pk: int) -> Review:
    """One of the actor's own readings that stands and is free of conflict."""
    readable = Application.objects.visible_to(request.actor)
    rows = Review.objects.standing().filter(
        reviewer_id=request.actor.id, application__in=readable.values("pk")
    )
    related = rows.select_related(
        "application__call",
        "application__party",
        "application__sector",
        "application__zone__zone",
        "reviewer",
    )
    found = get_object_or_404(related, pk=pk)
    kind = conflict_kind(found.application, found.reviewer_id)
    if kind is not None:
        raise actions.in_conflict(kind)
    return found


@page(access.may_review)
def review(request: Request, pk: int) -> HttpResponseBase:
    """Read the project, give marks; once given they are shown and do not change."""
    found = own_review_or_404(request, pk)
    application = found.application
    members = list(application.members.select_related("person__nationality"))
    record_read(
        by=request.actor, verb="calls.read", kind="people.person", object_ids=[m.person_id for m in members]
    )
    context = {
        "review": found,
        "application": application,
        "members": members,
        "files": files_of(PURPOSE, application.pk, actor=request.actor),
        "closed_files": closed_files_of(PURPOSE, application.pk, actor=request.actor),
        "subtitle": application.call.title,
    }
    if found.status == ReviewStatus.SUBMITTED:
        scores = found.scores.select_related("criterion")
        return render(request, "calls/review_given.html", {**context, "scores": scores})
    made: list[ReviewForm] = []

    class Form(ReviewForm):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, criteria=application.call.criteria.all(), **kwargs)
            made.append(self)

    def save(data: dict[str, Any]) -> str:
        actions.submit_review(
            by=request.actor,
            review=found,
            points=made[-1].points(),
            notes=made[-1].notes(),
            comment=data["comment"],
        )
        return reverse("calls:reviews")

    return form_page(
        request,
        Form,
        do=save,
        title=application.title,
        submit=_("Give these marks"),
        context=context,
        template="calls/review.html",
        cancel=reverse("calls:reviews"),
    )


@page(lambda actor: access.may_review(actor) or access.has_seat_role(actor))
def conflict(request: Request, pk: int) -> HttpResponseBase:
    """Declare a conflict of interest on an application one reads or decides."""
    found = application_or_404(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.declare_conflict(by=request.actor, application=found, reason=data["reason"])
        if seat_on(request.actor, found.call):
            return reverse("calls:committee", args=[found.call_id])
        return reverse("calls:reviews") if access.may_review(request.actor) else found.call.get_absolute_url()

    return form_page(
        request,
        ConflictForm,
        do=save,
        title=_("Declare a conflict of interest"),
        submit=_("Declare, and close this file to me"),
        context={"subtitle": f"{found.reference} · {found.title}"},
        cancel=found.get_absolute_url(),
    )


@page(access.may_manage)
def assign(request: Request, pk: int) -> HttpResponseBase:
    """Give one application to reviewers; those who cannot are named with the reason."""
    found = application_or_404(request, pk)
    held = set(found.reviews.values_list("reviewer_id", flat=True))
    free, barred = [], []
    for user in staff_in_role(Role.REVIEWER, found.call):
        kind = conflict_kind(found, user.pk)
        if kind is not None:
            barred.append((user.display_name, kind.label))
        elif user.pk not in held:
            free.append(user)

    def save(data: dict[str, Any]) -> str:
        for user in data["reviewers"]:
            actions.assign_reviewer(by=request.actor, application=found, reviewer=user)
        return found.get_absolute_url()

    return form_page(
        request,
        ReviewersForm,
        do=save,
        title=_("Who reads this application"),
        submit=_("Assign"),
        form_kwargs={"users": free},
        context={"subtitle": f"{found.reference} · {found.title}", "barred": barred},
        template="calls/assign.html",
        cancel=found.get_absolute_url(),
    )


@page(access.may_manage)
def spread(request: Request, pk: int) -> HttpResponseBase:
    """Share all eligible applications of a call among reviewers."""
    call = managed_or_404(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.spread_reviewers(by=request.actor, call=call, reviewers=list(data["reviewers"]))
        return f"{reverse('calls:applications')}?call={call.pk}"

    return form_page(
        request,
        ReviewersForm,
        do=save,
        title=_("Share the readings"),
        submit=_("Share them out"),
        form_kwargs={"users": staff_in_role(Role.REVIEWER, call)},
        context={
            "subtitle": call.title,
            "intro": _(
                "Each eligible application gets as many readers as the call asks; the least loaded reads next, and "
                "nobody reads where there is a conflict of interest."
            ),
        },
        cancel=call.get_absolute_url(),
    )
