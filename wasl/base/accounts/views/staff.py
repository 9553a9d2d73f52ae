"""The staff list, a user's page, opening and closing accounts."""

from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from wasl.base.accounts import actions
from wasl.base.accounts.access import GRANTERS, may_confirm, may_export, may_grant, may_read
from wasl.base.accounts.actions.memberships import may_end
from wasl.base.accounts.actions.users import keeps
from wasl.base.accounts.forms import ReasonForm, UserForm
from wasl.base.accounts.models import Membership, User
from wasl.base.accounts.tables import StaffTable, StaffToRead
from wasl.base.audit.actions import record
from wasl.base.network.models import Organisation
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.forms import form_page
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, actor_of, page


@page(may_read)
def staff(request: Request) -> HttpResponseBase:
    """Accounts of the reader's organisations with the roles they hold there today."""
    roles = Membership.objects.visible_to(request.actor).valid_on(clock.today()).order_by("role", "pk")
    users = (
        User.objects.visible_to(request.actor)
        .select_related("organisation")
        .prefetch_related(Prefetch("memberships", roles.prefetch_related("offices", "programmes")))
    )
    context = {"may_grant": may_grant(request.actor), "may_confirm": may_confirm(request.actor)}
    takes = may_export(request.actor)
    check(takes or not request.GET.get("export"))
    return respond(
        request,
        StaffTable if takes else StaffToRead,
        users,
        template="accounts/staff.html",
        title=_("Accounts"),
        context=context,
        on_export=_note_export,
    )


def _note_export(request: HttpRequest, count: int) -> None:
    record(by=actor_of(request), verb="accounts.export", kind="accounts.user", reason=f"{count}")


@page(may_read)
def user(request: Request, pk: int) -> HttpResponse:
    """An account, its roles past and present in the reader's organisations, and what may be done to it."""
    users = User.objects.visible_to(request.actor).select_related("organisation")
    shown = get_object_or_404(users, pk=pk)
    memberships = (
        Membership.objects.visible_to(request.actor)
        .filter(user=shown)
        .select_related("organisation")
        .prefetch_related("offices", "programmes")
    )
    not_self = request.actor.id != shown.pk
    lines = []
    for membership in memberships:
        may = may_end(request.actor, membership)
        lines.append(role_line(membership, may_end=may, may_move=may and not_self))
    left = Organisation.objects.covered_by(request.actor, GRANTERS).filter(
        pk__in=[line["role"].organisation_id for line in lines if line["may_end"]]
    )
    context = {
        "shown": shown,
        "leaves": left if not_self and shown.is_active else (),
        "lines": lines,
        "keeps": keeps(request.actor, shown),
        "may_grant": may_grant(request.actor) and not_self,
        "is_self": not not_self,
    }
    return render(request, "accounts/user.html", context)


def role_line(membership: Membership, *, may_end: bool, may_move: bool = False) -> dict[str, Any]:
    """A role as the pages show it: with its state today."""
    today = clock.today()
    if membership.withdrawn:
        return {
            "role": membership,
            "tone": "neutral",
            "state": _("Withdrawn before it began"),
            "may_end": False,
            "may_move": False,
        }
    if membership.ends_on and membership.ends_on < today:
        tone, state = "neutral", _("Ended")
    elif membership.waits_for_second_person:
        tone, state = "attention", _("Waits for a second person")
    elif membership.starts_on > today:
        tone, state = "info", _("To come")
    else:
        tone, state = "success", _("Valid")
    over = bool(membership.ends_on and membership.ends_on < today)
    return {
        "role": membership,
        "tone": tone,
        "state": state,
        "may_end": may_end and not over,
        "may_move": may_move and not over,
    }


@page(may_grant)
def create(request: Request) -> HttpResponseBase:
    """Open an account."""

    def do(data: dict[str, Any]) -> str:
        return actions.create_user(by=request.actor, **data).get_absolute_url()

    return form_page(
        request,
        UserForm,
        do=do,
        title=_("New account"),
        submit=_("Open the account"),
        initial={"language": "fr"},
        form_kwargs={"actor": request.actor},
    )


@page(may_grant)
def close(request: Request, pk: int) -> HttpResponseBase:
    """Close an account, with the reason."""
    shown = get_object_or_404(User.objects.visible_to(request.actor), pk=pk)

    def do(data: dict[str, Any]) -> str:
        actions.close_user(by=request.actor, user=shown, reason=data["reason"])
        return shown.get_absolute_url()

    return form_page(
        request,
        ReasonForm,
        do=do,
        title=_("Close the account of %(name)s") % {"name": shown.display_name},
        submit=_("Close the account"),
        cancel=shown.get_absolute_url(),
    )


@page(may_grant)
@require_POST
def reopen(request: Request, pk: int) -> HttpResponseBase:
    """Open a closed account again."""
    shown = get_object_or_404(User.objects.visible_to(request.actor), pk=pk)
    actions.reopen_user(by=request.actor, user=shown, reason="")
    return see(shown.get_absolute_url())


def see(address: str) -> HttpResponse:
    """Go and see (303)."""
    response = HttpResponse(status=303)
    response["Location"] = address
    return response
