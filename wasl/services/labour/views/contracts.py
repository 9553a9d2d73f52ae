"""The models of contracts, and the drafts made from them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record, record_read
from wasl.kernel import clock
from wasl.kernel.forms import form_page
from wasl.kernel.web import Request, page
from wasl.services.labour import access, actions, queries
from wasl.services.labour.actions.contracts import NUMBERS, WORDS
from wasl.services.labour.contracts import newest, version_of
from wasl.services.labour.enums import ContractKind
from wasl.services.labour.forms import ContractForm, NewContractForm
from wasl.services.labour.models import ContractDraft
from wasl.services.labour.papers import LANGUAGES, contract_paper
from wasl.spine.cases.queries import case_to_act_on, case_to_read

FIELDS = (*WORDS, *NUMBERS)


@page(access.may_write)
def models_page(request: Request) -> HttpResponseBase:
    """The models that hold today, with what is doubtful about each."""
    today = clock.today()
    shown = [(kind, newest(kind, today)) for kind in ContractKind]
    return render(request, "labour/models.html", {"shown": shown, "tab": "models", "may_write": True})


@page(access.may_write)
def model_page(request: Request, kind: str) -> HttpResponseBase:
    """One model: its articles in French and Arabic, its source and its doubts."""
    if kind not in ContractKind.values:
        raise Http404
    return render(
        request,
        "labour/model.html",
        {"kind": ContractKind(kind), "model": newest(kind, clock.today())},
    )


@page(access.may_write)
def new(request: Request, case: int) -> HttpResponseBase:
    """Draft a contract in a case."""
    found = case_to_act_on(request.actor, case, access.WRITERS)

    def save(data: dict[str, Any]) -> str:
        return actions.draft_contract(by=request.actor, case=found, **data).get_absolute_url()

    return form_page(
        request,
        NewContractForm,
        do=save,
        title=_("A contract for %(name)s") % {"name": found.party.label},
        submit=_("Draft the contract"),
        initial={"worker": found.party.label, "kind": ContractKind.FIXED_TERM},
        cancel=found.get_absolute_url(),
    )


def _seen(request: Request, pk: int) -> ContractDraft:
    draft = get_object_or_404(ContractDraft, pk=pk)
    draft.case = case_to_read(request.actor, draft.case_id, access.WRITERS)
    return draft


@page(access.may_write)
def draft(request: Request, pk: int) -> HttpResponseBase:
    """The terms of a draft, what is odd about them, and where it is printed."""
    found = _seen(request, pk)
    record_read(by=request.actor, verb="labour.read_draft", kind="labour.contractdraft", object_ids=[pk])
    context = {
        "draft": found,
        "model": version_of(found.kind, found.model_version),
        "oddities": queries.oddities_of(found),
        "may_act": not found.case.is_closed,
    }
    return render(request, "labour/draft.html", context)


@page(access.may_write)
def change(request: Request, pk: int) -> HttpResponseBase:
    """Change the terms of a draft."""
    found = get_object_or_404(ContractDraft, pk=pk)
    found.case = case_to_act_on(request.actor, found.case_id, access.WRITERS)

    def save(data: dict[str, Any]) -> str:
        expected = data.pop("version")
        actions.change_draft(by=request.actor, draft=found, expected=expected, **data)
        return found.get_absolute_url()

    return form_page(
        request,
        ContractForm,
        do=save,
        title=str(found.get_kind_display()),
        initial={name: getattr(found, name) for name in FIELDS},
        version=found.version,
        cancel=found.get_absolute_url(),
    )


@page(access.may_write)
def paper(request: Request, pk: int, language: str) -> HttpResponseBase:
    """The contract as a PDF, in French or in Arabic."""
    found = _seen(request, pk)
    if language not in LANGUAGES:
        raise Http404
    record(by=request.actor, verb="labour.print", object=found, reason=language)
    response = HttpResponse(contract_paper(found, language=language), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="contrat-{found.pk}-{language}.pdf"'
    return response
