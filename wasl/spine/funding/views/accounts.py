"""Payees and their accounts: one person proposes, another confirms."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from wasl.kernel.errors import RuleBroken
from wasl.kernel.forms import form_page
from wasl.kernel.web import Request, page
from wasl.spine.funding import access, actions
from wasl.spine.funding.forms import AccountForm, PayeeForm, ReasonForm
from wasl.spine.funding.models import Agreement, Payee, PayeeAccount
from wasl.spine.funding.views.agreements import found


def _back(request: Request, party_id: int) -> str:
    """The newest agreement of the beneficiary that the actor may see."""
    newest = Agreement.objects.visible_to(request.actor).filter(party_id=party_id).order_by("-pk").first()
    return newest.get_absolute_url() if newest else "funding:agreements"


@page(access.may_write)
def register_payee(request: Request, pk: int) -> HttpResponseBase:
    """Register who is paid for the beneficiary of an agreement."""
    agreement = found(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.register_payee(by=request.actor, party=agreement.party, office=agreement.office, **data)
        return agreement.get_absolute_url()

    return form_page(
        request,
        PayeeForm,
        do=save,
        title=_("Who is paid for %(party)s") % {"party": agreement.party.label},
        submit=pgettext("payee", "Register"),
        initial={"holder": agreement.party.label},
        cancel=agreement.get_absolute_url(),
        context={"intro": _("Nothing is paid before a second person has confirmed the account.")},
    )


@page(access.may_write)
def change_account(request: Request, pk: int) -> HttpResponseBase:
    """Propose another account for a payee."""
    payee = get_object_or_404(Payee.objects.visible_to(request.actor), pk=pk)
    back = _back(request, payee.party_id)

    def save(data: dict[str, Any]) -> str:
        actions.change_account(by=request.actor, payee=payee, **data)
        return back

    return form_page(
        request,
        AccountForm,
        do=save,
        title=_("Another account for %(holder)s") % {"holder": payee.holder},
        submit=_("Propose this account"),
        cancel=back if back.startswith("/") else "",
        context={
            "intro": _(
                "A second person confirms the change; payments are then held for three working days, so that a "
                "mistake or a fraud can be seen in time."
            )
        },
    )


def _account(request: Request, pk: int) -> PayeeAccount:
    rows = PayeeAccount.objects.filter(payee__in=Payee.objects.visible_to(request.actor))
    return get_object_or_404(rows.select_related("payee"), pk=pk)


@page(access.may_write)
@require_POST
def confirm_account(request: Request, pk: int) -> HttpResponseBase:
    """The second person's confirmation."""
    account = _account(request, pk)
    try:
        actions.confirm_account(by=request.actor, account=account)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    return redirect(_back(request, account.payee.party_id))


@page(access.may_write)
def refuse_account(request: Request, pk: int) -> HttpResponseBase:
    """Refuse a proposed account, with the reason."""
    account = _account(request, pk)
    back = _back(request, account.payee.party_id)

    def save(data: dict[str, Any]) -> str:
        actions.refuse_account(by=request.actor, account=account, reason=data["reason"])
        return back

    return form_page(
        request,
        ReasonForm,
        do=save,
        title=_("Refuse the account of %(holder)s") % {"holder": account.payee.holder},
        submit=_("Refuse"),
        cancel=back if back.startswith("/") else "",
    )
