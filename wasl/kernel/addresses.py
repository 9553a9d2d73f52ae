"""An address that no page could have made is answered 400 or 404 before anything reads it."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse

# A number of nineteen digits and more in a path: no record has it, and a 64-bit column cannot be asked for it.
_BEYOND = re.compile(r"/[0-9]{19,}(?:/|$)")
# The same beside the path, where a name says which record is meant; a search (q) may hold any number.
_NAMES_A_RECORD = frozenset(
    {
        *("person", "personne", "party", "office", "bureau", "guichet", "visit", "after", "case", "cases"),
        *("dossier", "demarche", "objectif", "offre", "compte", "avec", "adviser", "user"),
    }
)
_TOO_LONG = re.compile(r"[0-9]{19,}")


class RefuseNul:
    """Refuse a path or query that carries the character NUL: PostgreSQL takes it in no text, SQLite would.

    A path, or the name of a record, with a number no column holds leads nowhere: 404.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path or any(
            "\0" in text for _name, texts in request.GET.lists() for text in texts
        ):
            raise SuspiciousOperation("The address carries the character NUL.")
        if _BEYOND.search(request.path) or any(
            _TOO_LONG.fullmatch(request.GET.get(name, "")) for name in _NAMES_A_RECORD & request.GET.keys()
        ):
            raise Http404("No record has so long a number.")
        return self.get_response(request)
