"""What this room holds on a party, told to it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.kernel.actors import Actor
from wasl.spine.checklists.models import ChecklistRun, LawAnswer, RunPaper, RunStep
from wasl.spine.people.models import CollectiveMember, Party
from wasl.spine.people.queries.telling import told
from wasl.spine.people.slots import Holding, Word
from wasl.spine.rights.queries.holdings import read_and_changed


def held(by: Actor, party: Party) -> Iterable[Holding]:
    """The procedures of the party with steps and papers; of its collectives, that they are followed and where."""
    groups = CollectiveMember.objects.filter(person_id=party.pk).values("collective_id")
    rows = ChecklistRun.objects.filter(Q(party=party) | Q(party_id__in=groups))
    runs = list(rows.select_related("procedure", "office", "organisation"))
    own = [run for run in runs if run.party_id == party.pk]
    columns = {
        "procedure": _("Procedure"),
        "version": pgettext_lazy("of a procedure", "Version"),
        "office": _("Office"),
        "organisation": _("Organisation"),
        "started_on": _("Started on"),
        "status": _("Status"),
        "ended_on": _("Ended on"),
        "end_reason": _("Reason"),
    }
    values = {
        "procedure": lambda run: Word(run.procedure_code, run.procedure.title),
        "version": lambda run: run.procedure.version,
    }
    own_columns = {**columns, "end_note": pgettext_lazy("in a compartment", "Note")}
    yield told("checklists.runs", _("Procedures you are followed through"), own, own_columns, values=values)
    shared = [run for run in runs if run.party_id != party.pk]
    yield told(
        "checklists.collective_runs", _("Procedures of your collectives"), shared, columns, values=values
    )
    yield from _inside([run.pk for run in own])
    journal = read_and_changed({"checklists.checklistrun": [run.pk for run in own]})
    title = _("Who read or changed the procedures you are followed through")
    yield Holding("checklists.journal", title, journal.columns, journal.rows)


def _inside(ids: list[int]) -> Iterable[Holding]:
    yield told(
        "checklists.steps",
        _("Steps of your procedures"),
        RunStep.objects.filter(run__in=ids).select_related("step"),
        {
            "step": pgettext_lazy("of a procedure", "Step"),
            "state": _("Status"),
            "filed_on": _("Filed on"),
            "done_on": _("Done on"),
            "expected_on": _("Answer expected by"),
            "valid_until": _("Valid until"),
            "reference": _("Number of the receipt or file"),
            "reason": _("Reason"),
            "note": pgettext_lazy("in a compartment", "Note"),
        },
        values={"step": lambda row: Word(row.step.code, row.step.title)},
    )
    yield told(
        "checklists.papers",
        _("Papers of your procedures"),
        RunPaper.objects.filter(run__in=ids).select_related("paper"),
        {"paper": _("Paper"), "state": _("Status"), "said_on": _("Said on")},
        values={"paper": lambda row: row.paper.label},
    )
    yield told(
        "checklists.law",
        _("Changes of law looked at for your procedures"),
        LawAnswer.objects.filter(run__in=ids),
        {"answer": _("Answer"), "on": _("On"), "note": pgettext_lazy("in a compartment", "Note")},
        values={"on": lambda row: row.created_at},
    )
