"""Opening a file."""

from __future__ import annotations

from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wasl.base.audit.actions import record_read
from wasl.base.documents import access, queries, rules
from wasl.base.documents.models import File
from wasl.kernel.actors import Actor
from wasl.kernel.web import Request, page


@require_safe
@page(access.may_ask)
def open_file(request: Request, pk: int) -> HttpResponse:
    """Send the file to whoever may open its owner; a compartment is opened at its gate first, with a reason."""
    file = get_object_or_404(File, pk=pk)
    gate = queries.gate_of(request.actor, file) if queries.may_open(request.actor, file) else ""
    if gate:
        return redirect(f"{gate}?{urlencode({'next': request.path})}")
    if gate is not None:
        raise Http404
    return _sent(request.actor, file)


def _sent(actor: Actor, file: File) -> HttpResponse:
    try:
        content = queries.content_of(file)
    except (FileNotFoundError, ValueError) as error:
        raise Http404(_("The store has lost this file.")) from error
    record_read(by=actor, verb="documents.open", kind="documents.file", object_ids=[file.pk])
    response = HttpResponse(content, content_type=file.content_type)
    place = "inline" if file.content_type in rules.SHOWN_IN_PAGE else "attachment"
    response["Content-Disposition"] = f"{place}; filename*=UTF-8''{quote(file.name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
