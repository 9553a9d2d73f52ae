"""Acts on several rows: each row on its own, with its own result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import pgettext

from wasl.kernel.actors import Actor
from wasl.kernel.errors import WaslError
from wasl.kernel.frames import Text

AT_MOST = 200


@dataclass(frozen=True)
class BulkAction:
    """`do(request, record)` is called for each chosen row and may answer a line of result; `may(actor)` offers it.

    `confirm` is the question that opens before the act; without it the button acts at once.
    """

    code: str
    label: Text
    do: Callable[[HttpRequest, Any], str | None]
    may: Callable[[Actor], bool] | None = None
    confirm: Text = ""


@dataclass(frozen=True, slots=True)
class BulkResult:
    """What happened to one row."""

    label: str
    done: bool
    text: str


def perform(
    action: BulkAction, request: HttpRequest, rows: QuerySet[Any, Any], chosen: Sequence[str]
) -> list[BulkResult]:
    """Do the act on the chosen rows among `rows` (never on others), each in its own transaction, at most 200."""
    wanted = [pk for pk in chosen if _is_key(rows, pk)][:AT_MOST]
    results = []
    for record in rows.filter(pk__in=wanted).order_by("pk"):
        try:
            with transaction.atomic():
                text = action.do(request, record)
            results.append(BulkResult(str(record), True, text or pgettext("bulk act", "Done")))
        except WaslError as refusal:
            results.append(BulkResult(str(record), False, str(refusal)))
    return results


def _is_key(rows: QuerySet[Any, Any], text: str) -> bool:
    """Whether the text, as a form sent it, can be the key of such a row."""
    key = rows.model._meta.pk
    key = getattr(key, "target_field", key)
    try:
        key.run_validators(key.to_python(text))
    except (ValidationError, ValueError):
        return False
    return bool(text) and "\0" not in text
