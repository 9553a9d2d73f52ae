"""Opening a file."""

from __future__ import annotations

from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wasl.base.audit.actions import record_read
from wasl.base.documents import access, queries, rules
from wasl.base.documents.forms import ReasonForm
from wasl.base.documents.models import File
from wasl.kernel.actors import Actor
from wasl.kernel.web import Request, page


@require_http_methods(["GET", "POST"])
@page(access.may_ask)
def open_file(request: Request, pk: int) -> HttpResponse:
    """Send the file to whoever may open its owner; a compartment asks for a reason first."""
    file = get_object_or_404(File, pk=pk)
    if not queries.may_open(request.actor, file):
        raise Http404
    if not file.compartment:
        return _sent(request.actor, file, "")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _sent(request.actor, file, form.cleaned_data["reason"])
    context = {"form": form, "file": file, "submit": _("Open the document")}
    return render(request, "documents/reason.html", context, status=200 if request.method == "GET" else 422)


def _sent(actor: Actor, file: File, reason: str) -> HttpResponse:
    try:
        content = queries.content_of(file)
    except (FileNotFoundError, ValueError) as error:
        raise Http404(_("The store has lost this file.")) from error
    record_read(by=actor, verb="documents.open", kind="documents.file", object_ids=[file.pk], reason=reason)
    response = HttpResponse(content, content_type=file.content_type)
    place = "inline" if file.content_type in rules.SHOWN_IN_PAGE else "attachment"
    response["Content-Disposition"] = f"{place}; filename*=UTF-8''{quote(file.name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
