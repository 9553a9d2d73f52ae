"""Services: recording one, putting one right, the list of them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.errors import Refused
from wasl.kernel.forms import form_page
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, actor_of, page
from wasl.spine.cases import access, actions
from wasl.spine.cases.enums import PURPOSE_OF
from wasl.spine.cases.forms import CorrectServiceForm, ServiceForm, WithdrawServiceForm
from wasl.spine.cases.models import ServiceRecord
from wasl.spine.cases.queries import case_to_act_on
from wasl.spine.cases.tables import ExportableServicesTable, ServicesTable


@page(access.may_serve)
def service(request: Request, pk: int) -> HttpResponseBase:
    """Record a service given, with its minutes."""
    case = case_to_act_on(request.actor, pk)

    def save(data: dict[str, Any]) -> str:
        actions.record_service(by=request.actor, case=case, **data)
        return case.get_absolute_url()

    purpose = PURPOSE_OF.get(case.guichet.kind, "information")
    return form_page(
        request,
        ServiceForm,
        do=save,
        title=_("A service for %(name)s") % {"name": case.party.label},
        initial={
            "kind": "advice",
            "purpose": purpose,
            "minutes": 30,
            "mode": "office",
            "on": clock.today(),
        },
        cancel=case.get_absolute_url(),
    )


def _service_to_act_on(request: Request, pk: int) -> ServiceRecord:
    """A service that stands, in a case that may be acted on."""
    found = get_object_or_404(ServiceRecord.objects.select_related("office", "guichet"), pk=pk)
    found.case = case_to_act_on(request.actor, found.case_id)
    if found.withdrawn_at is not None:
        raise Refused(_("This service was withdrawn already."))
    return found


@page(access.may_serve)
def correct(request: Request, pk: int) -> HttpResponseBase:
    """Put the right service in the place of one recorded wrongly."""
    wrong = _service_to_act_on(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.correct_service(by=request.actor, service=wrong, **data)
        return wrong.case.get_absolute_url()

    names = ("kind", "purpose", "minutes", "mode", "on", "summary")
    return form_page(
        request,
        CorrectServiceForm,
        do=save,
        title=_("Correct a service for %(name)s") % {"name": wrong.case.party.label},
        submit=_("Correct"),
        initial={name: getattr(wrong, name) for name in names},
        context={
            "intro": _("What was recorded first stays, withdrawn; the figures count the corrected one.")
        },
        cancel=wrong.case.get_absolute_url(),
    )


@page(access.may_serve)
def withdraw(request: Request, pk: int) -> HttpResponseBase:
    """Withdraw a service recorded by mistake."""
    wrong = _service_to_act_on(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.withdraw_service(by=request.actor, service=wrong, reason=data["reason"])
        return wrong.case.get_absolute_url()

    return form_page(
        request,
        WithdrawServiceForm,
        do=save,
        title=_("Withdraw a service for %(name)s") % {"name": wrong.case.party.label},
        submit=_("Withdraw"),
        context={"intro": _("It stays readable, withdrawn; the figures no longer count it.")},
        cancel=wrong.case.get_absolute_url(),
    )


@page(access.may_read)
def services(request: Request) -> HttpResponseBase:
    """The services of the cases within the reader's scope."""
    rows = ServiceRecord.objects.visible_to(request.actor)
    rows = rows.select_related("case__party", "office", "guichet").defer("summary")
    table = ExportableServicesTable if access.may_export(request.actor) else ServicesTable
    return respond(
        request,
        table,
        rows,
        template="cases/list.html",
        title=_("Services"),
        context={
            "tab": "services",
            "summary": None,
            "may_see_tasks": access.may_see_tasks(request.actor),
        },
        on_export=_note_export,
    )


def _note_export(request: HttpRequest, count: int) -> None:
    record(by=actor_of(request), verb="cases.services_export", kind="cases.case", reason=f"{count}")
