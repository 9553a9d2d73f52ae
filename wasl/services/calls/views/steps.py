"""One act by a button: done, or what was refused said on the page it came from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.functional import Promise

from wasl.kernel.errors import Conflict, RuleBroken
from wasl.kernel.web import Request


class SeeOther(HttpResponseRedirect):
    """Go there and read it (303)."""

    status_code = 303


def attempt(
    request: Request, act: Callable[[], object], address: str, *, said: str | Promise = ""
) -> HttpResponseBase:
    """Do `act` and go to `address` (303), saying `said`, or why it could not be done. Refused passes through."""
    try:
        act()
    except (RuleBroken, Conflict) as refusal:
        messages.error(request, str(refusal))
    else:
        if said:
            messages.success(request, str(said))
    return SeeOther(address)


def pdf_response(content: bytes, name: str) -> HttpResponse:
    """A document to open in the browser, under this file name."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def number_of(text: Any) -> int | None:
    """A whole number sent by a form, or None."""
    word = str(text or "").strip()
    return int(word) if word.isascii() and word.isdigit() else None
