"""What case files hold on a party, told to it. Staff are said by their role; notes go by their compartment."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.kernel.actors import Actor
from wasl.spine.cases.enums import Compartment
from wasl.spine.cases.models import (
    Assignment,
    Case,
    Goal,
    Move,
    Note,
    PlanItem,
    Reopening,
    ServiceRecord,
)
from wasl.spine.people.models import CollectiveMember, Party
from wasl.spine.people.queries.telling import told
from wasl.spine.people.slots import Holding
from wasl.spine.rights.queries.holdings import read_and_changed

ON, MINUTES, NOTE = _("On"), _("Minutes"), pgettext_lazy("in a compartment", "Note")


def held(by: Actor, party: Party) -> Iterable[Holding]:
    """The cases of the party, with services, plan and notes; of its collectives' cases, that they are."""
    cases = Case.objects.filter(party=party).select_related("guichet", "office", "organisation", "programme")
    own = {case.pk: case for case in cases}
    groups = CollectiveMember.objects.filter(person_id=party.pk).values("collective_id")
    shared = Case.objects.filter(party_id__in=groups).select_related(
        "guichet", "office", "organisation", "programme"
    )
    columns = {
        "guichet": _("Guichet"),
        "office": _("Office"),
        "organisation": _("Organisation"),
        "programme": _("Programme"),
        "status": _("Status"),
        "opened_on": _("Opened on"),
        "closed_on": _("Closed on"),
        "closing_reason": _("Reason of closing"),
    }
    yield told("cases.cases", _("Your case files"), own.values(), {**columns, "closing_note": NOTE})
    yield told("cases.collective_cases", _("Case files of your collectives"), shared, columns)
    yield from _done(own)
    yield from _notes(own)
    journal = read_and_changed({"cases.case": list(own)})
    yield Holding("cases.journal", _("Who read or changed your case files"), journal.columns, journal.rows)


def _done(own: dict[int, Case]) -> Iterable[Holding]:
    yield told(
        "cases.assignments",
        _("Who accompanies you"),
        Assignment.objects.filter(case__in=own),
        {"role": _("Role"), "starts_on": _("From"), "ends_on": _("Until")},
    )
    yield told(
        "cases.services",
        _("Services given"),
        ServiceRecord.objects.filter(case__in=own),
        {
            "on": ON,
            "kind": _("Service"),
            "purpose": _("About"),
            "mode": _("How"),
            "minutes": MINUTES,
            "summary": _("Summary"),
            "withdrawn_at": _("Withdrawn"),
            "withdrawal_reason": _("Why withdrawn"),
        },
    )
    yield told(
        "cases.plan",
        _("Steps of your plan"),
        PlanItem.objects.filter(case__in=own).select_related("goal"),
        {
            "title": _("Step"),
            "goal": _("Goal"),
            "due_on": _("Due on"),
            "done_on": _("Done on"),
            "outcome": _("Outcome"),
            "removed_at": _("Removed"),
        },
    )
    yield told(
        "cases.goals",
        _("Goals of your plan"),
        Goal.objects.filter(case__in=own),
        {
            "title": _("Goal"),
            "reached_on": _("Reached on"),
            "dropped_on": _("Given up on"),
            "outcome": _("Outcome"),
        },
    )
    yield told(
        "cases.moves",
        _("Where your case files were handed over"),
        Move.objects.filter(case__in=own).select_related("from_office", "to_office"),
        {
            "on": ON,
            "from_office": _("From office"),
            "to_office": _("To office"),
            "reason": _("Reason"),
            "note": NOTE,
        },
    )
    yield told(
        "cases.reopenings",
        _("Case files taken up again"),
        Reopening.objects.filter(case__in=own),
        {"on": ON, "reason": _("Reason"), "closed_on": _("Closed on"), "closing_reason": _("Why closed")},
    )


def _notes(own: dict[int, Case]) -> Iterable[Holding]:
    notes = list(Note.objects.filter(case__in=own))
    for compartment in Compartment:
        kept = [note for note in notes if note.compartment == compartment]
        if kept or compartment == Compartment.GENERAL:
            yield told(
                "cases.notes",
                _("Notes: %(compartment)s") % {"compartment": compartment.label},
                kept,
                {"written_on": _("Written on"), "compartment": _("Compartment"), "text": NOTE},
                values={"written_on": lambda row: row.created_at},
                compartment="" if compartment == Compartment.GENERAL else compartment.value,
            )
