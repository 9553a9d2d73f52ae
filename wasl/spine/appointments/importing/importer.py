"""From the rows of a sheet to appointments, past and to come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy

from wasl.base.accounts.models import User
from wasl.base.intake.slots import Checked, Committed, CreatedRef, ImportCell, ImportContext, Kept
from wasl.base.network.models import Office
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.spine.appointments import access, actions, rules
from wasl.spine.appointments.enums import Status
from wasl.spine.appointments.importing import words
from wasl.spine.appointments.importing.columns import COLUMNS, REASONS
from wasl.spine.appointments.models import Appointment
from wasl.spine.appointments.queries.days import at
from wasl.spine.cases.enums import Mode
from wasl.spine.cases.importing.importer import ServiceCells, ServiceMemory, remembered_for_services
from wasl.spine.cases.importing.undoing import undo_row
from wasl.spine.cases.importing.words import read_minutes, read_mode
from wasl.spine.people.importing.importer import PeopleSheet
from wasl.spine.people.importing.listed import ListedPerson
from wasl.spine.people.importing.writing import write_person
from wasl.spine.people.rules.alike import Identity
from wasl.spine.people.rules.reading import is_nothing, joined, read_coming_day

APPOINTMENT = "appointments.appointment"
USUAL_MINUTES = 30


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    """A sound row: with whom of the people and of the staff, when, how, and what became of it ("booked": to come)."""

    listed: ListedPerson
    starts_at: datetime
    minutes: int
    mode: str
    subject: str
    status: str
    user: User | None

    @property
    def identity(self) -> Identity:
        """What the person is compared by."""
        return self.listed.identity


class AppointmentsImporter(PeopleSheet):
    """A sheet of appointments: one a row."""

    code = "appointments"
    label = gettext_lazy("Appointments, past and to come")
    columns = COLUMNS
    reasons = REASONS

    def may(self, actor: Actor) -> bool:
        return actor.is_system or access.may_book_at_desk(actor)

    def begin(self, context: ImportContext) -> ServiceMemory:
        return remembered_for_services(context)

    def check(self, cells: Mapping[str, ImportCell], context: ImportContext) -> Checked:
        return _Cells(cells, context, context.memory).appointment()

    def commit(self, clean: Any, subject: str, context: ImportContext, *, reason_new: str = "") -> Committed:
        row: AppointmentRow = clean
        office = context.memory.by_id[row.listed.office_id]
        person, created = write_person(row.listed, subject, office, context.by, reason_new=reason_new)
        made = actions.take_in(
            by=context.by,
            party=person.party,
            office=office,
            starts_at=row.starts_at,
            status=row.status,
            minutes=row.minutes,
            mode=row.mode,
            subject=row.subject,
            user=row.user,
        )
        return Committed((*created, CreatedRef(APPOINTMENT, made.pk)), f"person:{person.pk}")

    def undo(self, refs: Sequence[CreatedRef], context: ImportContext, reason: str) -> list[Kept]:
        kept: list[Kept] = []
        for ref in refs:
            if ref.kind != APPOINTMENT:
                continue
            row = Appointment.objects.select_related("case").filter(pk=ref.pk).first()
            why = actions.take_back_imported(by=context.by, appointment=row, reason=reason) if row else ""
            if why:
                kept.append(Kept(ref, why))
        rest = [ref for ref in refs if ref.kind != APPOINTMENT]
        aside = () if kept else (APPOINTMENT,)
        return kept + undo_row(rest, context.by, reason, set_aside=aside)


class _Cells(ServiceCells):
    """One row on its way from texts to an AppointmentRow."""

    def appointment(self) -> Checked:
        when = self._when()
        seen = min(when.date(), self.memory.today) if when else None
        office = self.office(seen, self._may_book_at)
        self.named_by_reference()
        listed = self.listed_person(seen, office)
        status = self._status(when)
        mode = read_mode(self.text("mode"))
        if mode is None:
            self.wrong("mode", "mode")
        minutes, user = self._length(), self._with()
        if self.faults or listed is None or when is None:
            return Checked(None, tuple(self.faults), self.readings)
        subject = self.text("subject").strip()[:200]
        row = AppointmentRow(listed, when, minutes, mode or Mode.OFFICE, subject, status, user)
        return Checked(row, (), self.readings)

    def _when(self) -> datetime | None:
        told, hour = words.split_hour(self.text("held_on"))
        day: date | None = read_coming_day(told, self.memory.today)
        if day is None:
            self.wrong("held_on", "held_on")
        if not is_nothing(self.text("held_at")):
            rest, hour = words.split_hour(self.text("held_at"))
            hour = None if rest else hour
        if hour is None:
            self.wrong("held_at" if "held_at" in self.cells else "held_on", "held_at")
        return at(day, hour) if day is not None and hour is not None else None

    def _status(self, when: datetime | None) -> str:
        status = words.read_status(self.text("status"))
        if status is None:
            self.wrong("status", "status")
            return ""
        if when is None:
            return status
        past = when < clock.now()
        if past and status in ("", Status.BOOKED):
            self.wrong("status" if "status" in self.cells else "held_on", "status_past")
        elif not past and status not in ("", Status.BOOKED):
            self.wrong("status", "status_future")
        self.readings["status"] = Status(status or Status.BOOKED).label
        return status or Status.BOOKED

    def _length(self) -> int:
        minutes = read_minutes(self.text("minutes"))
        if minutes is None:
            self.wrong("minutes", "minutes")
        elif minutes and rules.minutes_fault(minutes):
            self.wrong("minutes", "minutes_range")
        return minutes or USUAL_MINUTES

    def _with(self) -> User | None:
        name = self.text("user")
        if is_nothing(name):
            return None
        user = (self.memory.staff or {}).get(joined(name))
        if user is None:
            self.wrong("user", "user")
        return user

    def _may_book_at(self, office: Office) -> bool:
        place = {"organisation": office.organisation_id, "office": office.pk}
        return self.may_write_at(office) and access.holds(self.context.by, **place, programme=None)
