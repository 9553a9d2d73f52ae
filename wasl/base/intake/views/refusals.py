"""A button that can no longer be obeyed says why, on the page of the sheet."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from wasl.kernel.errors import RuleBroken
from wasl.kernel.web import Request


def refusals_told(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Show a broken rule as a message on the page of the sheet, where the state of things is seen."""

    @functools.wraps(view)
    def told(request: Request, pk: int, **more: Any) -> HttpResponse:
        try:
            return view(request, pk, **more)
        except RuleBroken as broken:
            messages.error(request, str(broken))
            return redirect("intake:batch", pk)

    return told
