"""An address that no page could have made is answered 400 before anything reads it."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse


class RefuseNul:
    """Refuse a path or query that carries the character NUL: PostgreSQL takes it in no text, SQLite would."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path or any(
            "\0" in text for _name, texts in request.GET.lists() for text in texts
        ):
            raise SuspiciousOperation("The address carries the character NUL.")
        return self.get_response(request)
