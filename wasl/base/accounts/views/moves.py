"""Staff who move within an organisation or leave it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from wasl.base.accounts import actions
from wasl.base.accounts.access import GRANTERS, may_grant, separate
from wasl.base.accounts.actions.memberships import may_end
from wasl.base.accounts.actions.staff import NOT_YOURSELF
from wasl.base.accounts.forms import LeaveForm, MoveForm
from wasl.base.accounts.models import Membership, User
from wasl.base.accounts.queries import colleagues, held_work, running
from wasl.base.accounts.tables import scope_text
from wasl.base.network.models import Organisation
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.forms import form_page
from wasl.kernel.web import Request, page


@page(may_grant)
def move(request: Request, pk: int) -> HttpResponseBase:
    """Another role, other offices or programmes from a day on, in one act."""
    roles = Membership.objects.visible_to(request.actor).select_related("user", "organisation")
    membership = get_object_or_404(roles.prefetch_related("offices", "programmes"), pk=pk)
    check(may_end(request.actor, membership))
    user, organisation = membership.user, membership.organisation

    def do(data: dict[str, Any]) -> str:
        actions.move_member(by=request.actor, membership=membership, **data)
        return user.get_absolute_url()

    return form_page(
        request,
        MoveForm,
        do=do,
        title=_("Move %(name)s") % {"name": user.display_name},
        submit=_("Move"),
        initial={
            "role": membership.role,
            "offices": [office.pk for office in membership.offices.all()],
            "programmes": [programme.pk for programme in membership.programmes.all()],
            "starts_on": clock.today(),
        },
        cancel=user.get_absolute_url(),
        form_kwargs={
            "actor": request.actor,
            "organisation": organisation,
            "lines": held_work(organisation.pk, user),
            "users": colleagues(organisation.pk, user),
            "keep": True,
        },
        context={"intro": f"{membership.get_role_display()} · {scope_text(membership)}"},
    )


@page(may_grant)
def leave(request: Request, pk: int, organisation: int) -> HttpResponseBase:
    """Somebody leaves: what they hold is shown, and handed over with the end of their roles."""
    user = get_object_or_404(User.objects.visible_to(request.actor), pk=pk)
    left = get_object_or_404(Organisation.objects.covered_by(request.actor, GRANTERS), pk=organisation)
    held = running(user, left.pk, clock.today()).select_related("organisation")
    roles = list(held.prefetch_related("offices", "programmes"))
    check(all(may_end(request.actor, membership) for membership in roles))
    separate(request.actor.id, [user.pk], NOT_YOURSELF)
    lines = held_work(left.pk, user)

    def do(data: dict[str, Any]) -> str:
        actions.leave(by=request.actor, user=user, organisation=left, **data)
        messages.success(request, _("%(name)s has left.") % {"name": user.display_name})
        return user.get_absolute_url()

    return form_page(
        request,
        LeaveForm,
        do=do,
        title=_("%(name)s leaves %(organisation)s") % {"name": user.display_name, "organisation": left.label},
        submit=_("End the roles and hand over"),
        template="accounts/leave.html",
        initial={"last_day": clock.today()},
        cancel=user.get_absolute_url(),
        form_kwargs={"lines": lines, "users": colleagues(left.pk, user)},
        context={"roles": roles, "lines": lines, "shown": user},
    )
