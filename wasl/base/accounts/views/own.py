"""One's own account."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from wasl.base.accounts import actions
from wasl.base.accounts.access import may_sign_in
from wasl.base.accounts.forms import OwnAccountForm
from wasl.base.accounts.models import Membership, User
from wasl.base.accounts.views.staff import role_line
from wasl.kernel.forms import form_page
from wasl.kernel.web import Request, page


@page(may_sign_in)
def account(request: Request) -> HttpResponseBase:
    """Name, language, e-mail; the roles held, with their scope; password and second factor."""
    user = User.objects.get(pk=request.actor.id)
    roles = user.memberships.select_related("organisation").prefetch_related("offices", "programmes")

    def do(data: dict[str, Any]) -> str:
        actions.update_user(by=request.actor, user=user, **data)
        messages.success(request, _("Your account is saved."))
        return "accounts:account"

    return form_page(
        request,
        OwnAccountForm,
        do=do,
        template="accounts/account.html",
        title=_("Your account"),
        initial={"display_name": user.display_name, "language": user.language, "email": user.email},
        context={"lines": [role_line(role, may_end=False) for role in _memberships(roles)], "shown": user},
    )


def _memberships(roles: Any) -> list[Membership]:
    return list(roles.order_by("-starts_on", "-pk"))
