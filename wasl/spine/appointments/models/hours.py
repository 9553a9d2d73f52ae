from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.models import Authored
from wasl.kernel.scope import scope
from wasl.spine.appointments import access, rules
from wasl.spine.appointments.enums import Weekday


class TimetableQuerySet(models.QuerySet["OfficeTimetable"]):
    def meeting(self, first: date, last: date) -> TimetableQuerySet:
        """Those that hold on some day from `first` to `last`."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=first), starts_on__lte=last)


class OfficeTimetable(Authored):
    """The working hours of an office from a day on, without an end or to a day (Ramadan); the last begun prevails.

    `places`: how many may be received at once without being expected by somebody by name.
    """

    office = models.ForeignKey("network.Office", on_delete=models.PROTECT, related_name="timetables")
    name = models.CharField(max_length=80)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    places = models.PositiveSmallIntegerField(default=1)

    objects = TimetableQuerySet.as_manager()

    class Meta:
        verbose_name = _("working hours")
        verbose_name_plural = _("working hours")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["office", "starts_on"], name="appointments_timetable_once"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="appointments_timetable_in_order",
            ),
            models.CheckConstraint(
                condition=Q(places__gte=1, places__lte=20), name="appointments_timetable_places"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def as_rule(self) -> rules.Timetable:
        """What the rules compute with, from the hours read along."""
        hours: dict[int, tuple[rules.Stretch, ...]] = {}
        for row in self.hours.all():
            hours[row.weekday] = (*hours.get(row.weekday, ()), (row.opens, row.closes))
        return rules.Timetable(self.starts_on, self.ends_on, hours)


class Hours(models.Model):
    """One stretch of a weekday of a timetable."""

    timetable = models.ForeignKey(OfficeTimetable, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices)
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="appointments_weekday_known"),
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="appointments_hours_in_order"),
            models.UniqueConstraint(fields=["timetable", "weekday", "opens"], name="appointments_hours_once"),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens:%H:%M}-{self.closes:%H:%M}"


class ClosureQuerySet(models.QuerySet["Closure"]):
    def meeting(self, first: date, last: date) -> ClosureQuerySet:
        """Those that hold on some day from `first` to `last`."""
        return self.filter(starts_on__lte=last, ends_on__gte=first)


class Closure(Authored):
    """Days on which an office receives nobody, and why, in words that visitors may read."""

    office = models.ForeignKey("network.Office", on_delete=models.PROTECT, related_name="closures")
    starts_on = models.DateField()
    ends_on = models.DateField()
    reason = models.CharField(max_length=120)

    objects = ClosureQuerySet.as_manager()

    class Meta:
        verbose_name = _("closure")
        verbose_name_plural = _("closures")
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="appointments_closure_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.reason


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def meeting(self, first: date, last: date) -> AbsenceQuerySet:
        """Those that hold on some day from `first` to `last`."""
        return self.filter(starts_on__lte=last, ends_on__gte=first)

    def visible_to(self, actor: Actor) -> AbsenceQuerySet:
        """One's own absences, and those of the staff of the organisations one manages."""
        own = Q(user_id=actor.id) if actor.kind == "user" and actor.id else Q(pk__in=[])
        return self.filter(own | scope(actor, access.MANAGERS))


class Absence(Authored):
    """Days on which somebody of the staff is not there; why is nobody's business."""

    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="appointments_absence_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.starts_on}"

    @property
    def is_over(self) -> bool:
        return self.ends_on < clock.today()


class Reminder(Authored):
    """How many hours before an appointment an office has it recalled, from a day on; 0: never."""

    office = models.ForeignKey("network.Office", on_delete=models.PROTECT, related_name="reminders")
    starts_on = models.DateField()
    hours_before = models.PositiveSmallIntegerField(default=rules.REMINDED_BEFORE)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["office", "starts_on"], name="appointments_reminder_once"),
            models.CheckConstraint(
                condition=Q(hours_before__lte=rules.LONGEST_REMINDER), name="appointments_reminder_hours"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office_id} {self.hours_before}"
