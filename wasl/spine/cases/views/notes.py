"""Notes, compartment by compartment."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record_read
from wasl.kernel.forms import form_page
from wasl.kernel.web import Request, page
from wasl.spine.cases import access, actions
from wasl.spine.cases.enums import Compartment
from wasl.spine.cases.forms import NoteForm
from wasl.spine.cases.queries import case_to_act_on, case_to_read
from wasl.spine.rights import queries as rights


@page(access.may_note)
def notes(request: Request, pk: int) -> HttpResponseBase:
    """Write a note; read those of one compartment: the general ones at once, the others once opened with a reason."""
    case = (case_to_act_on if request.method == "POST" else case_to_read)(request.actor, pk)
    allowed = access.compartments_of(
        request.actor, organisation=case.organisation_id, office=case.office_id, programme=case.programme_id
    )
    opened = request.GET.get("compartiment", "")
    gate = None
    if opened in allowed and opened != Compartment.GENERAL:
        gate = rights.gate(request.actor, case.party_id, opened)
    if gate and request.method != "POST":
        return redirect(f"{gate}?{urlencode({'next': request.get_full_path()})}")
    shown = []
    if opened in allowed and not gate:
        shown = list(case.notes.filter(compartment=opened))
        record_read(
            by=request.actor,
            verb="cases.read_notes",
            kind="cases.case",
            object_ids=[pk],
            reason=opened,
        )

    def save(data: dict[str, Any]) -> str:
        actions.write_note(by=request.actor, case=case, **data)
        return case.get_absolute_url()

    return form_page(
        request,
        NoteForm,
        do=save,
        title=_("Notes on %(name)s") % {"name": case.party.label},
        submit=_("Keep the note"),
        template="cases/notes.html",
        initial={"compartment": opened or Compartment.GENERAL},
        context={
            "case": case,
            "opened": opened if opened in allowed and not gate else "",
            "compartments": [(code, Compartment(code).label) for code in allowed],
            "notes": shown,
        },
        cancel=case.get_absolute_url(),
    )
