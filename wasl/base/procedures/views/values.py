"""The values of one parameter; entering, confirming, withdrawing and verifying one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from wasl.base.procedures import access, actions
from wasl.base.procedures.forms import ValueForm, VerifiedForm, WithdrawForm
from wasl.base.procedures.models import Parameter
from wasl.base.procedures.queries import parameter as value_of
from wasl.base.procedures.queries import used_in
from wasl.base.procedures.tables import value_text
from wasl.kernel import clock
from wasl.kernel.errors import RuleBroken
from wasl.kernel.forms import form_page
from wasl.kernel.web import Request, page


def _rows(code: str) -> list[Parameter]:
    rows = list(Parameter.objects.filter(code=code).order_by("-valid_from", "-pk"))
    if not rows:
        raise Http404
    return rows


@page(access.may_see)
def parameter(request: Request, code: str) -> HttpResponseBase:
    """Every value known of a parameter, from whom, until when; the procedures that use it."""
    rows = _rows(code)
    context = {
        "first": rows[0],
        "rows": rows,
        "held": value_of(code, clock.today()),
        "used": used_in(code),
        "may_enter": access.may_enter(request.actor),
        "may_keep": access.may_keep(request.actor),
        "me": request.actor.id,
    }
    return render(request, "procedures/parameter.html", context)


@page(access.may_enter)
def enter(request: Request, code: str) -> HttpResponseBase:
    """Enter a new value with its source; a second person confirms it."""
    first = _rows(code)[0]

    def save(data: dict[str, Any]) -> str:
        actions.enter_value(by=request.actor, code=code, **data)
        return first.get_absolute_url()

    return form_page(
        request,
        ValueForm,
        do=save,
        title=_("A new value: %(label)s") % {"label": first.label},
        submit=_("Enter the value"),
        initial={"valid_from": clock.today()},
        context={
            "intro": _(
                "In %(unit)s. It stands beside the others, not confirmed, until a second person confirms it."
            )
            % {"unit": first.get_unit_display()}
        },
        cancel=first.get_absolute_url(),
    )


@page(access.may_keep)
def confirm(request: Request, pk: int) -> HttpResponseBase:
    """Confirm a value as the second person."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    value = get_object_or_404(Parameter.objects.all(), pk=pk)
    try:
        actions.confirm_value(by=request.actor, value=value)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, _("Confirmed: it holds from its day."))
    return redirect(value)


@page(access.may_keep)
def withdraw(request: Request, pk: int) -> HttpResponseBase:
    """Take away a value that waits."""
    value = get_object_or_404(Parameter.objects.waiting(), pk=pk)

    def save(data: dict[str, Any]) -> str:
        actions.withdraw_value(by=request.actor, value=value, **data)
        return value.get_absolute_url()

    return form_page(
        request,
        WithdrawForm,
        do=save,
        title=_("Withdraw %(value)s: %(label)s") % {"value": value_text(value), "label": value.label},
        submit=_("Withdraw"),
        cancel=value.get_absolute_url(),
    )


@page(access.may_keep)
def verify(request: Request, pk: int) -> HttpResponseBase:
    """Say that the source was read again and still says this value."""
    value = get_object_or_404(Parameter.objects.all(), pk=pk)

    def save(data: dict[str, Any]) -> str:
        actions.verify_value(by=request.actor, value=value, **data)
        return value.get_absolute_url()

    return form_page(
        request,
        VerifiedForm,
        do=save,
        title=_("Verified: %(value)s, %(label)s") % {"value": value_text(value), "label": value.label},
        submit=_("The source still says so"),
        initial={"on": clock.today()},
        context={"intro": _("Source: %(source)s") % {"source": f"\u2068{value.source}\u2069"}},
        cancel=value.get_absolute_url(),
    )
