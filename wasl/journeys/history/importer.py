"""From the rows of a pathway's history to people, cases at the access guichets, and businesses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wasl.base.intake.slots import Checked, Committed, CreatedRef, ImportCell, ImportContext, Kept
from wasl.base.network.models import Office
from wasl.journeys import access
from wasl.journeys.history.columns import COLUMNS, REASONS
from wasl.journeys.history.reading import (
    HistoryCells,
    HistoryMemory,
    HistoryRow,
    Project,
    remembered_for_history,
)
from wasl.journeys.history.words import COOPERATIVE
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.outcomes.ventures import actions as ventures
from wasl.outcomes.ventures.enums import VentureStatus
from wasl.outcomes.ventures.models import Venture, VentureMember
from wasl.spine.cases import actions as cases
from wasl.spine.cases.enums import PURPOSE_OF, ServiceKind
from wasl.spine.cases.importing.undoing import undo_row
from wasl.spine.cases.models import ServiceRecord
from wasl.spine.people.importing.importer import PeopleSheet
from wasl.spine.people.importing.writing import write_person
from wasl.spine.people.models import Person
from wasl.spine.people.rules import sort_key

VENTURE, MEMBER = "ventures.venture", "ventures.venturemember"
# Such sheets tell that an access was received, not how long it took: the shortest length there is.
MINUTES = 1


class HistoryImporter(PeopleSheet):
    """People with the accesses they received and a project; several rows of a person are several projects."""

    code = "history"
    label = gettext_lazy("History of a pathway (people, accesses, economic projects)")
    columns = COLUMNS
    reasons = REASONS

    def may(self, actor: Actor) -> bool:
        return access.may_take_history_over(actor)

    def begin(self, context: ImportContext) -> HistoryMemory:
        return remembered_for_history(context)

    def check(self, cells: Mapping[str, ImportCell], context: ImportContext) -> Checked:
        return HistoryCells(cells, context, context.memory).row()

    def commit(self, clean: Any, subject: str, context: ImportContext, *, reason_new: str = "") -> Committed:
        row: HistoryRow = clean
        office = context.memory.by_id[row.listed.office_id]
        person, created = write_person(row.listed, subject, office, context.by, reason_new=reason_new)
        created += _receive(row, person, office, context.by, known=bool(subject))
        if row.project is not None:
            strands = context.memory.strands
            strand = strands.get((row.programme.code, row.project.kind)) if row.programme else None
            created.append(_found(row, row.project, person, office, context.by, strand))
        return Committed(tuple(created), f"person:{person.pk}")

    def undo(self, refs: Sequence[CreatedRef], context: ImportContext, reason: str) -> list[Kept]:
        kept = _undo_projects(refs, context.by, reason)
        return kept + undo_row([ref for ref in refs if ref.kind not in (VENTURE, MEMBER)], context.by, reason)


def _receive(row: HistoryRow, person: Person, office: Office, by: Actor, *, known: bool) -> list[CreatedRef]:
    """The accesses of a row, each an orientation in a case of its own that ended on its day; one told by another row
    of the person already is not written twice."""
    held: set[tuple[int, Any]] = set()
    if known and row.accesses:
        given = ServiceRecord.objects.standing().filter(
            case__party_id=person.pk, kind=ServiceKind.ORIENTATION
        )
        held = set(given.values_list("guichet_id", "on"))
    made: list[CreatedRef] = []
    for one in row.accesses:
        if (one.guichet.pk, one.on) in held:
            continue
        service, _opened = cases.take_over_service(
            by=by,
            party=person.party,
            guichet=one.guichet,
            office=office,
            given=cases.Given(ServiceKind.ORIENTATION, MINUTES, PURPOSE_OF[one.guichet.kind], one.on),
            programme=row.programme,
            ended=True,
        )
        made += [CreatedRef("cases.case", service.case_id), CreatedRef("cases.servicerecord", service.pk)]
    return made


def _found(
    row: HistoryRow, project: Project, person: Person, office: Office, by: Actor, strand: Any
) -> CreatedRef:
    """The project becomes a business; somebody of a cooperative already there becomes a member of it."""
    same = Venture.objects.filter(
        office=office, name_key=sort_key(project.name)[:200], created_on__year=project.on.year
    )
    if project.kind == COOPERATIVE:
        venture = same.filter(legal_form=project.form).first()
        if venture is not None:
            return CreatedRef(MEMBER, ventures.add_founder(by=by, venture=venture, person=person).pk)
    elif same.filter(party_id=person.pk).exists():
        raise RuleBroken(
            _("This project is recorded already: same person, name and year."), field="project", code="twice"
        )
    venture = ventures.create_venture(
        by=by,
        party=person.party,
        name=project.name,
        legal_form=project.form,
        office=office,
        on=project.on,
        sector=project.sector,
        strand=strand,
        programme=row.programme,
        province=project.province,
        taken_over=True,
    )
    if project.status != VentureStatus.ACTIVE:
        on = project.status_on or clock.today()
        ventures.record_status(by=by, venture=venture, status=project.status, on=on, note=_("Taken over"))
    return CreatedRef(VENTURE, venture.pk)


def _undo_projects(refs: Sequence[CreatedRef], by: Actor, reason: str) -> list[Kept]:
    kept: list[Kept] = []
    for ref in refs:
        if ref.kind == MEMBER:
            member = VentureMember.objects.select_related("venture").filter(pk=ref.pk).first()
            if member is not None:
                ventures.remove_founder(by=by, member=member, reason=reason)
        elif ref.kind == VENTURE:
            venture = Venture.objects.filter(pk=ref.pk).first()
            why = ventures.remove_venture(by=by, venture=venture, reason=reason) if venture else ""
            if why:
                kept.append(Kept(ref, why))
    return kept
