"""A page that asks the database once per row fails its test.

Watched while a page is read (GET); what a form's POST writes has its own budgets, in the tests of its action.
"""

from __future__ import annotations

from functools import cache

import pytest
from django.core.handlers.base import BaseHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from zeal import zeal_context
from zeal.constants import initialize_app_registry
from zeal.patch import patch


@cache
def install() -> None:
    """What the application of django-zeal does when it starts; here, so that production does without it."""
    initialize_app_registry()
    patch()


def watch_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    install()
    get_response = BaseHandler.get_response

    def watched(self: BaseHandler, request: HttpRequest) -> HttpResponseBase:
        if request.method != "GET":
            return get_response(self, request)
        with zeal_context():
            return get_response(self, request)

    monkeypatch.setattr(BaseHandler, "get_response", watched)
