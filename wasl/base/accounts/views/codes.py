"""Printing codes, and forgetting a lost second factor."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from wasl.base.accounts import actions
from wasl.base.accounts.access import may_grant
from wasl.base.accounts.forms import NoFieldsForm, ReasonForm
from wasl.base.accounts.models import User
from wasl.kernel.forms import form_page
from wasl.kernel.web import Request, page


@page(may_grant)
def print_code(request: Request, pk: int) -> HttpResponseBase:
    """Make a code and show it once, on a slip to be printed and handed over."""
    user = get_object_or_404(User.objects.visible_to(request.actor), pk=pk)

    def do(_data: dict[str, Any]) -> HttpResponse:
        issued = actions.print_code(by=request.actor, user=user)
        response = render(request, "accounts/slip.html", {"issued": issued, "holder": user})
        response["Cache-Control"] = "no-store"
        return response

    return form_page(
        request,
        NoFieldsForm,
        do=do,
        title=_("Print a code for %(name)s") % {"name": user.display_name},
        submit=_("Make the code"),
        cancel=user.get_absolute_url(),
        context={
            "intro": _(
                "With this code the person chooses a password, once, within 14 days. Codes printed before become "
                "void. The code is shown once: print it or copy it by hand."
            )
        },
    )


@page(may_grant)
def forget_second_factor(request: Request, pk: int) -> HttpResponseBase:
    """Remove a lost second factor together with the password."""
    user = get_object_or_404(User.objects.visible_to(request.actor), pk=pk)

    def do(data: dict[str, Any]) -> str:
        actions.forget_second_factor(by=request.actor, user=user, reason=data["reason"])
        return user.get_absolute_url()

    return form_page(
        request,
        ReasonForm,
        do=do,
        title=_("Lost telephone of %(name)s") % {"name": user.display_name},
        submit=_("Forget the second factor"),
        cancel=user.get_absolute_url(),
        context={
            "intro": _(
                "The second factor and the password are removed. Then print a code for a new password."
            )
        },
    )
