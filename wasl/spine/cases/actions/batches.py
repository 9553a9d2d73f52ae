"""One act on several cases or steps: chosen, asked, then done line by line; a line that fails stops no other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from wasl.base.accounts.models import User
from wasl.base.audit.actions import record
from wasl.base.network.models import Guichet, Office
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken, WaslError
from wasl.spine.cases.actions.files import assign, close_case
from wasl.spine.cases.actions.moves import hand_over
from wasl.spine.cases.actions.plan import add_plan_item, finish_plan_item
from wasl.spine.cases.enums import AssignmentRole, BatchAct
from wasl.spine.cases.models import Batch, BatchLine, Case, PlanItem

AT_MOST = 500
Report = Callable[[int, int], None]


@transaction.atomic
def choose(*, by: Actor, act: str, cases: Iterable[Case] = (), steps: Iterable[PlanItem] = ()) -> Batch:
    """Keep what was chosen, for one act to be asked of it; at most 500 lines. RuleBroken when nothing was chosen."""
    batch = Batch(act=BatchAct(act))
    lines = [BatchLine(batch=batch, case=case) for case in cases]
    lines += [BatchLine(batch=batch, case=step.case, step=step) for step in steps]
    if not lines:
        raise RuleBroken(_("Choose at least one line."), code="none")
    if len(lines) > AT_MOST:
        raise RuleBroken(_("At most 500 lines at once."), code="many")
    batch.authored_by(by)
    batch.save(force_insert=True)
    BatchLine.objects.bulk_create(lines)
    return batch


@transaction.atomic
def send(*, by: Actor, batch: Batch, data: dict[str, Any]) -> bool:
    """Keep what the act is asked with; True the first time, False when it was sent already. Its author's alone."""
    check(by.id is not None and batch.created_by_id == by.id)
    packed = json.dumps({name: _packed(value) for name, value in data.items()})
    if not Batch.objects.filter(pk=batch.pk, sent_at=None).update(sent_at=clock.now(), data=packed):
        return False
    batch.refresh_from_db()
    ids = sorted(set(batch.lines.values_list("case_id", flat=True)))
    record(
        by=by, verb="cases.batch", kind="cases.case", object_ids=ids, reason=str(BatchAct(batch.act).label)
    )
    return True


def _packed(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return getattr(value, "pk", value)


def perform(*, by: Actor, batch: Batch, report: Report = lambda done, total: None) -> None:
    """Do the act on every line not tried yet, each in its own transaction, as `by`; `report(done, total)` as it goes.

    Called again after a stop, it goes on where it was; a line is done once, also by two who do it at the same time.
    """
    waiting = list(batch.lines.filter(done=None).values_list("pk", flat=True))
    asked = _unpacked(json.loads(batch.data or "{}"))
    for number, pk in enumerate(waiting, start=1):
        try:
            with transaction.atomic():
                _line(by, BatchAct(batch.act), pk, asked)
        except WaslError as refusal:
            BatchLine.objects.filter(pk=pk, done=None).update(done=False, text=str(refusal)[:300])
        report(number, len(waiting))


def _line(by: Actor, act: BatchAct, pk: int, asked: dict[str, Any]) -> None:
    """One line. Taken first: whoever comes second finds it taken, or waits for the first one's end."""
    if not BatchLine.objects.filter(pk=pk, done=None).update(done=True, text=pgettext("bulk act", "Done")):
        return
    line = BatchLine.objects.select_related("case__office", "case__guichet", "case__party", "step").get(pk=pk)
    case = line.case
    if act == BatchAct.HAND_OVER:
        hand_over(by=by, case=case, **asked)
    elif act == BatchAct.ADD_STEP:
        add_plan_item(by=by, case=case, **asked)
    elif act == BatchAct.CLOSE:
        close_case(by=by, case=case, **asked)
    elif act == BatchAct.MENTOR:
        assign(by=by, case=case, role=AssignmentRole.MENTOR, **asked)
    elif line.step is not None:
        line.step.case = case
        finish_plan_item(by=by, item=line.step, **asked)


def _unpacked(data: dict[str, Any]) -> dict[str, Any]:
    """What the form said, as the actions take it."""
    found = dict(data)
    for name in ("on", "due_on"):
        if found.get(name):
            found[name] = date.fromisoformat(found[name])
    if "office" in found:
        found["office"] = Office.objects.filter(pk=found["office"]).first()
        found["guichet"] = Guichet.objects.filter(pk=found["guichet"]).first()
    for name in ("user", "to"):
        if name in found:
            found[name] = User.objects.get(pk=found[name])
    return found
