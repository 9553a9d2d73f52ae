"""The run that somebody means to read or to act on, or the plain words that say why they may not."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import gettext as _

from wasl.kernel.actors import Actor
from wasl.kernel.errors import Refused
from wasl.kernel.ui import words
from wasl.spine.cases.queries import case_to_act_on, case_to_read
from wasl.spine.checklists.models import ChecklistRun


def open_run_of(party_id: int, code: str) -> ChecklistRun | None:
    """The run of this procedure that is open for the party, wherever it lies; None when there is none."""
    return ChecklistRun.objects.open().with_shown().filter(party_id=party_id, procedure_code=code).first()


def run_to_read(actor: Actor, pk: int) -> ChecklistRun:
    """The run, with what its pages show; Http404 out of scope, Refused where its case was handed over."""
    found = (
        ChecklistRun.objects.with_shown()
        .select_related("organisation", "party__person")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Http404
    if found.case_id is not None:
        found.case = case_to_read(actor, found.case_id)
    elif not ChecklistRun.objects.visible_to(actor).filter(pk=pk).exists():
        raise Http404
    return found


def run_to_act_on(actor: Actor, pk: int) -> ChecklistRun:
    """The same for a page that changes the run: Refused too when its case is closed, or when it has ended."""
    found = run_to_read(actor, pk)
    if found.case_id is not None:
        found.case = case_to_act_on(actor, found.case_id)
    if not found.is_open:
        assert found.ended_on is not None
        raise Refused(
            _("This procedure ended on %(day)s: resume it, or start a new one.")
            % {"day": words.day(found.ended_on)}
        )
    return found
