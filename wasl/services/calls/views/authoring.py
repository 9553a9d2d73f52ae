"""Writing a call: template, sheet, zones, conditions, rubric."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from wasl.base.programmes.models import Programme
from wasl.kernel.forms import form_page
from wasl.kernel.web import Request, page
from wasl.services.calls import access, actions
from wasl.services.calls.enums import CallKind
from wasl.services.calls.forms import (
    CallForm,
    ConditionForm,
    CriterionForm,
    StartForm,
    ZonesForm,
    call_initial,
    call_values,
)
from wasl.services.calls.models import Call, Criterion, EligibilityRule
from wasl.services.calls.presets import PRESETS
from wasl.services.calls.queries.authoring import zone_partners
from wasl.services.calls.views.steps import attempt


@page(access.may_manage)
def new(request: Request) -> HttpResponseBase:
    """Choose the programme and the template."""

    def go(data: dict[str, Any]) -> str:
        return reverse("calls:write", args=[data["programme"].pk, data["kind"]])

    return form_page(
        request,
        StartForm,
        do=go,
        title=_("New call"),
        submit=_("Continue"),
        form_kwargs={"actor": request.actor},
        cancel=reverse("calls:list"),
        context={
            "intro": _(
                "The template lays down conditions, a rubric and a list of papers. You can change all of it."
            )
        },
    )


@page(access.may_manage)
def write(request: Request, programme: int, kind: str) -> HttpResponseBase:
    """The sheet and the zones of a new call, on one page."""
    found = get_object_or_404(Programme.objects.visible_to(request.actor), pk=programme)
    template = template_or_404(kind)
    places = zone_partners(found)
    made: list[NewCallForm] = []

    class Form(NewCallForm):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, programme=found, actor=request.actor, places=places, **kwargs)
            made.append(self)

    def save(data: dict[str, Any]) -> str:
        values = call_values(data)
        named = {name: values.pop(name) for name in REQUIRED}
        call = actions.create_call(
            by=request.actor, programme=found, kind=kind, zones=made[-1].chosen(), **named, **values
        )
        return call.get_absolute_url()

    applicants = {
        "collective": template.for_collectives,
        "person": template.for_persons,
        "organisation": template.for_organisations,
    }
    return form_page(
        request,
        Form,
        do=save,
        title=_("New call"),
        submit=_("Save the draft"),
        initial={
            "applicants": [code for code, admitted in applicants.items() if admitted],
            "languages": ["fr", "ar", "en"],
        },
        context={"subtitle": f"{found.label} · {CallKind(kind).label}"},
        cancel=reverse("calls:list"),
    )


REQUIRED = ("office", "code", "title_fr", "envelope", "max_amount", "opens_on", "closes_on")


class NewCallForm(CallForm, ZonesForm):
    """The sheet, then the zones."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fieldsets = [*CallForm.fieldsets, *self.fieldsets]


def template_or_404(kind: str) -> Any:
    """The template of this kind of call; 404 for a word that is none."""
    if kind not in PRESETS:
        raise Http404
    return PRESETS[kind]


def draft_or_404(request: Request, pk: int) -> Call:
    """A call the actor manages."""
    return get_object_or_404(Call.objects.managed_by(request.actor).with_place(), pk=pk)


@page(access.may_manage)
def edit(request: Request, pk: int) -> HttpResponseBase:
    """Change the sheet of a draft."""
    call = draft_or_404(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.update_call(by=request.actor, call=call, expected=data["version"], values=call_values(data))
        return call.get_absolute_url()

    return form_page(
        request,
        CallForm,
        do=save,
        title=_("Change the call"),
        initial=call_initial(call),
        form_kwargs={"programme": call.programme, "actor": request.actor},
        version=call.version,
        cancel=call.get_absolute_url(),
    )


@page(access.may_manage)
def zones(request: Request, pk: int) -> HttpResponseBase:
    """In which zones a draft is open, and to whom."""
    call = draft_or_404(request, pk)
    made: list[ZonesForm] = []

    class Form(ZonesForm):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            held = call.zones.prefetch_related("rules")
            super().__init__(*args, places=zone_partners(call.programme), held=held, **kwargs)
            made.append(self)

    def save(_data: dict[str, Any]) -> str:
        actions.set_zones(by=request.actor, call=call, zones=made[-1].chosen())
        return call.get_absolute_url()

    return form_page(
        request, Form, do=save, title=_("Zones of the call"), context={"subtitle": call.title},
        cancel=call.get_absolute_url(),
    )  # fmt: skip


@page(access.may_manage)
def condition(request: Request, pk: int, rule: int | None = None) -> HttpResponseBase:
    """Add or change a condition of eligibility."""
    call = draft_or_404(request, pk)
    held = get_object_or_404(EligibilityRule, call=call, pk=rule) if rule else EligibilityRule(call=call)
    return _part_page(request, call, held, ConditionForm, {"call": call}, _("Condition of eligibility"))


@page(access.may_manage)
def criterion(request: Request, pk: int, line: int | None = None) -> HttpResponseBase:
    """Add or change a line of the rubric."""
    call = draft_or_404(request, pk)
    held = get_object_or_404(Criterion, call=call, pk=line) if line else Criterion(call=call)
    return _part_page(request, call, held, CriterionForm, {}, _("Criterion of the rubric"))


def _part_page(
    request: Request, call: Call, held: Any, form_class: Any, kwargs: dict[str, Any], title: Any
) -> HttpResponseBase:
    if held.pk is None:
        rows = call.rules if isinstance(held, EligibilityRule) else call.criteria
        held.position = rows.count()

    def save(data: dict[str, Any]) -> str:
        for name, value in data.items():
            setattr(held, name, value)
        if isinstance(held, EligibilityRule):
            actions.save_condition(by=request.actor, call=call, condition=held)
        else:
            actions.save_criterion(by=request.actor, call=call, criterion=held)
        return call.get_absolute_url()

    return form_page(
        request, form_class, do=save, title=title, form_kwargs={"instance": held, **kwargs},
        context={"subtitle": call.title}, cancel=call.get_absolute_url(),
    )  # fmt: skip


@page(access.may_manage)
@require_POST
def remove(request: Request, pk: int, kind: str, part: int) -> HttpResponseBase:
    """Take a condition or a criterion out of a draft."""
    call = draft_or_404(request, pk)
    model: Any = {"condition": EligibilityRule, "critere": Criterion}.get(kind)
    if model is not None:
        held = get_object_or_404(model, call=call, pk=part)
        return attempt(
            request,
            lambda: actions.remove_part(by=request.actor, call=call, part=held),
            call.get_absolute_url(),
        )
    raise Http404
