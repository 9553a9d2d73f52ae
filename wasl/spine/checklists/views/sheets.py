"""The route sheet, on a page to print and as a PDF."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import translation

from wasl.base.audit.actions import record_read
from wasl.kernel.web import Request, page
from wasl.spine.checklists import access, queries
from wasl.spine.checklists.models import ChecklistRun
from wasl.spine.checklists.paper import LANGUAGES, sheet_of
from wasl.spine.checklists.paper import sheet_pdf as pdf_of


def _asked(request: Request) -> tuple[str, bool]:
    """The language asked for, that of the reader by default, and whether the name is wanted."""
    language = request.GET.get("langue", "") or translation.get_language() or "fr"
    return (language[:2] if language[:2] in LANGUAGES else "fr"), request.GET.get("nom") == "oui"


def _to_print(request: Request, pk: int, language: str) -> ChecklistRun:
    run = queries.run_to_read(request.actor, pk)
    record_read(
        by=request.actor,
        verb="checklists.print",
        kind="checklists.checklistrun",
        object_ids=[pk],
        reason=language,
    )
    return run


@page(access.may_read)
def sheet(request: Request, pk: int) -> HttpResponseBase:
    """The route sheet to read and print, in the language asked for."""
    language, with_name = _asked(request)
    run = _to_print(request, pk, language)
    context = {
        "run": run,
        "sheet": sheet_of(run, language=language, with_name=with_name),
        "sheet_language": language,
        "with_name": with_name,
        "languages": [("fr", "Français"), ("ar", "العربية"), ("en", "English")],
    }
    with translation.override(language):
        return render(request, "checklists/sheet.html", context)


@page(access.may_read)
def sheet_pdf(request: Request, pk: int) -> HttpResponseBase:
    """The route sheet as a PDF."""
    language, with_name = _asked(request)
    run = _to_print(request, pk, language)
    content = pdf_of(run, language=language, with_name=with_name)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="feuille-de-route-{run.pk}-{language}.pdf"'
    return response
