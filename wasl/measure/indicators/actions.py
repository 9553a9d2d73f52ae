"""Writes of indicators: the definitions a pack brings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max

from wasl.base.audit.actions import record
from wasl.base.programmes.models import Programme
from wasl.kernel.access import check
from wasl.kernel.actors import Actor, Role
from wasl.measure.indicators.models import Definition

FIELDS = [
    "label_fr",
    "label_ar",
    "label_en",
    "words_fr",
    "words_ar",
    "words_en",
    "unit",
    "count_by",
    "clauses",
    "period_rule",
    "period_start",
    "period_end",
    "splits",
    "targets",
    "published",
    "stage",
    "position",
]


@transaction.atomic
def define(*, by: Actor, programme: Programme, wanted: Sequence[dict[str, Any]]) -> int:
    """Brings the definitions of a programme to what is wanted (values by field, with `code`); returns how many changed.

    A definition that changed is withdrawn and its next version written; one no longer wanted is withdrawn. What was
    counted with an old version can still be read with it.
    """
    check(by.has(Role.ADMINISTRATOR))
    held = {row.code: row for row in Definition.objects.in_force().filter(programme=programme)}
    versions = dict(
        Definition.objects.filter(programme=programme)
        .order_by()
        .values_list("code")
        .annotate(last=Max("version"))
    )
    changed = 0
    for position, values in enumerate(wanted, start=1):
        values = {**values, "position": position}
        row = held.pop(values["code"], None)
        if row is not None and all(getattr(row, name) == values[name] for name in FIELDS):
            continue
        if row is not None:
            Definition.objects.filter(pk=row.pk).update(withdrawn=True)
        Definition.objects.create(programme=programme, version=versions.get(values["code"], 0) + 1, **values)
        changed += 1
    gone = Definition.objects.filter(pk__in=[row.pk for row in held.values()]).update(withdrawn=True)
    if changed or gone:
        record(by=by, verb="indicators.define", object=programme)
    return changed + gone
