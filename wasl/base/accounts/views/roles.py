"""Granting, confirming and ending roles."""

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from wasl.base.accounts import actions
from wasl.base.accounts.access import may_confirm, may_grant
from wasl.base.accounts.actions.memberships import may_end
from wasl.base.accounts.forms import EndForm, RoleForm
from wasl.base.accounts.models import AccessGrant, Membership, User
from wasl.base.accounts.queries import codes_to_confirm, roles_to_confirm
from wasl.base.accounts.views.staff import see
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.errors import RuleBroken
from wasl.kernel.forms import form_page
from wasl.kernel.web import Request, page

NOBODY = _("There is no account with this user name.")


@page(may_grant)
def grant(request: Request) -> HttpResponseBase:
    """Give a role to an account named by its user name (`?compte=`), also one that another organisation keeps."""

    def do(data: dict[str, Any]) -> str:
        username = data.pop("username").strip().lower()
        user = User.objects.filter(username=username, is_active=True).first()
        if user is None:
            raise RuleBroken(NOBODY, field="username", code="nobody")
        return actions.grant_membership(by=request.actor, user=user, **data).user.get_absolute_url()

    initial = {"username": request.GET.get("compte", ""), "starts_on": clock.today()}
    return form_page(
        request,
        RoleForm,
        do=do,
        title=_("Grant a role"),
        submit=_("Grant the role"),
        initial=initial,
        form_kwargs={"actor": request.actor},
    )


@page(may_grant)
def end(request: Request, pk: int) -> HttpResponseBase:
    """Let a role end."""
    membership = get_object_or_404(Membership.objects.visible_to(request.actor).select_related("user"), pk=pk)
    check(may_end(request.actor, membership))

    def do(data: dict[str, Any]) -> str:
        actions.end_membership(by=request.actor, membership=membership, **data)
        return membership.user.get_absolute_url()

    title = _("End the role %(role)s of %(name)s") % {
        "role": membership.get_role_display(),
        "name": membership.user.display_name,
    }
    return form_page(
        request,
        EndForm,
        do=do,
        title=title,
        submit=_("End the role"),
        initial={"ends_on": clock.today()},
        cancel=membership.user.get_absolute_url(),
    )


@page(may_confirm)
def to_confirm(request: Request) -> HttpResponseBase:
    """Roles and password codes that wait for a second person."""
    context = {"roles": roles_to_confirm(request.actor), "codes": codes_to_confirm(request.actor)}
    return render(request, "accounts/to_confirm.html", context)


@page(may_confirm)
@require_POST
def confirm(request: Request, pk: int) -> HttpResponseBase:
    """Confirm a role as the second person."""
    membership = get_object_or_404(Membership.objects.visible_to(request.actor), pk=pk)
    actions.confirm_membership(by=request.actor, membership=membership)
    return see(reverse("accounts:to_confirm"))


@page(may_confirm)
@require_POST
def confirm_code(request: Request, pk: int) -> HttpResponseBase:
    """Confirm a new password code as the second person."""
    waiting = [line.grant.pk for line in codes_to_confirm(request.actor)]
    grant_ = get_object_or_404(AccessGrant, pk=pk if pk in waiting else None)
    actions.confirm_code(by=request.actor, grant=grant_)
    return see(reverse("accounts:to_confirm"))
