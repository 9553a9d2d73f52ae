"""Who coaches, and the choice of a coach for a case."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from wasl.base.accounts.models import Membership, User
from wasl.base.network.models import Organisation
from wasl.base.reference.models import Sector
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.errors import RuleBroken
from wasl.kernel.forms import form_page
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, page
from wasl.services.coaching import access, actions, queries
from wasl.services.coaching.forms import NewProfileForm, ProfileForm
from wasl.services.coaching.models import Coach
from wasl.services.coaching.tables import CoachesTable
from wasl.spine.cases.queries import case_to_act_on

FIELDS = ("kind", "capacity", "about", "until")
MANY = ("sectors", "languages", "provinces")


@page(access.may_see_team)
def team(request: Request) -> HttpResponseBase:
    """The coaches and mentors of the organisation, with their load."""
    rows = Coach.objects.visible_to(request.actor).with_load(clock.today())
    rows = rows.select_related("user").prefetch_related(*MANY)
    context = {"may_staff": access.may_staff(request.actor), **access.tabs(request.actor, "team")}
    title = gettext_lazy("Coaches and mentors")
    return respond(request, CoachesTable, rows, template="coaching/team.html", title=title, context=context)


def _without_profile(organisation: Organisation) -> QuerySet[User]:
    roles = Membership.objects.valid_on(clock.today()).filter(
        organisation=organisation, role__in=access.COACHES
    )
    profiles = Coach.objects.filter(organisation=organisation).values("user_id")
    users = User.objects.filter(pk__in=roles.values("user_id"), is_active=True).exclude(pk__in=profiles)
    return users.order_by("display_name", "pk")


@page(access.may_staff)
def new_profile(request: Request) -> HttpResponseBase:
    """Write what somebody brings."""
    owners = Organisation.objects.filter(pk__in=request.actor.organisations(*access.STAFFERS))
    organisation = owners.order_by("pk").first()
    check(organisation is not None)
    assert organisation is not None

    def save(data: dict[str, Any]) -> str:
        actions.write_profile(by=request.actor, organisation=organisation, **data)
        return reverse("coaching:team")

    return form_page(
        request,
        NewProfileForm,
        do=save,
        title=gettext_lazy("A coach or a mentor"),
        initial={"kind": "coach", "capacity": 5},
        form_kwargs={"users": _without_profile(organisation)},
        cancel=reverse("coaching:team"),
    )


@page(access.may_staff)
def profile(request: Request, pk: int) -> HttpResponseBase:
    """Change what somebody brings."""
    rows = Coach.objects.visible_to(request.actor).select_related("user", "organisation")
    found = get_object_or_404(rows.prefetch_related(*MANY), pk=pk)

    def save(data: dict[str, Any]) -> str:
        expected = data.pop("version")
        actions.write_profile(
            by=request.actor, user=found.user, organisation=found.organisation, expected=expected, **data
        )
        return reverse("coaching:team")

    initial: dict[str, Any] = {name: getattr(found, name) for name in FIELDS}
    initial |= {name: [one.pk for one in getattr(found, name).all()] for name in MANY}
    return form_page(
        request,
        ProfileForm,
        do=save,
        title=found.user.display_name,
        initial=initial,
        version=found.version,
        cancel=reverse("coaching:team"),
    )


@page(access.may_write)
def choose(request: Request, case: int) -> HttpResponseBase:
    """Who fits this case, with the reasons for and against."""
    found = case_to_act_on(request.actor, case)
    sector = request.GET.get("secteur", "")
    context = {
        "case": found,
        "proposals": queries.proposals(found, sector=sector, on=clock.today()),
        "sectors": Sector.objects.all(),
        "sector": sector,
        "team": set(found.assignments.on(clock.today()).values_list("user_id", flat=True)),
    }
    return render(request, "coaching/choose.html", context)


@require_POST
@page(access.may_write)
def assign(request: Request, case: int, pk: int) -> HttpResponseBase:
    """Assign one of them."""
    found = case_to_act_on(request.actor, case)
    rows = Coach.objects.filter(organisation_id=found.organisation_id).select_related("user")
    coach = get_object_or_404(rows, pk=pk)
    try:
        actions.assign_coach(by=request.actor, case=found, coach=coach)
    except RuleBroken as broken:
        messages.error(request, str(broken))
        return redirect("coaching:choose", case)
    messages.success(
        request, _("%(name)s accompanies this case from today.") % {"name": coach.user.display_name}
    )
    return redirect(found)
