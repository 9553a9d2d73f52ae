from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.models import Authored, Versioned
from wasl.kernel.scope import scope
from wasl.spine.cases import access
from wasl.spine.cases.enums import AssignmentRole, ClosingReason, Status


class CaseQuerySet(models.QuerySet["Case"]):
    def within(self, actor: Actor, roles: tuple[str, ...]) -> CaseQuerySet:
        """Cases of the offices and programmes in which the actor holds one of these roles."""
        return self.filter(scope(actor, roles, office="office_id", programme="programme_id"))

    def visible_to(self, actor: Actor) -> CaseQuerySet:
        """Cases within the actor's scope, and those a mentor or trainer is assigned to today."""
        return self.reached(actor, access.READERS)

    def reached(self, actor: Actor, roles: tuple[str, ...]) -> CaseQuerySet:
        """Cases where the actor holds one of these roles, and those a mentor or trainer is assigned to today."""
        condition = scope(actor, roles, office="office_id", programme="programme_id")
        if not actor.is_system and actor.has(*access.ASSIGNED):
            condition |= Q(Exists(Assignment.objects.of(actor).filter(case_id=OuterRef("pk"))))
        return self.filter(condition)

    def open(self) -> CaseQuerySet:
        return self.filter(status=Status.OPEN)

    def of(self, actor: Actor) -> CaseQuerySet:
        """Cases somebody is assigned to today."""
        return self.filter(Exists(Assignment.objects.of(actor).filter(case_id=OuterRef("pk"))))

    def with_shown(self) -> CaseQuerySet:
        """With what a list or a header shows."""
        return self.select_related("party", "guichet", "office", "strand", "programme")


class Case(Versioned, Authored):
    """The pathway of a party at a guichet of an office; one is open at a time."""

    party = models.ForeignKey("people.Party", on_delete=models.PROTECT, related_name="cases")
    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey("network.Office", on_delete=models.PROTECT, related_name="+")
    guichet = models.ForeignKey("network.Guichet", on_delete=models.PROTECT, related_name="+")
    strand = models.ForeignKey(
        "programmes.Strand", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    status = models.CharField(max_length=6, choices=Status.choices, default=Status.OPEN)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    closing_reason = models.CharField(max_length=12, choices=ClosingReason.choices, blank=True)
    closing_note = models.TextField(blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case file")
        verbose_name_plural = _("case files")
        ordering = ["-opened_on", "-pk"]
        indexes = [models.Index(fields=["office", "status", "opened_on"], name="cases_case_office")]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="cases_case_status_known"),
            models.CheckConstraint(
                condition=Q(status=Status.OPEN, closed_on=None, closing_reason="")
                | Q(
                    status=Status.CLOSED,
                    closed_on__gte=F("opened_on"),
                    closing_reason__in=ClosingReason.values,
                ),
                name="cases_case_closed_with_reason",
            ),
            models.UniqueConstraint(
                fields=["party", "guichet", "office"],
                condition=Q(status=Status.OPEN),
                name="cases_case_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party} · {self.guichet}"

    def get_absolute_url(self) -> str:
        return reverse("cases:case", args=[self.pk])

    @property
    def place(self) -> tuple[int, int, int | None]:
        """Ids of the organisation, of the office and of the programme, if any: what access asks about."""
        return self.organisation_id, self.office_id, self.programme_id

    @property
    def is_closed(self) -> bool:
        return self.status == Status.CLOSED


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def on(self, day: date) -> AssignmentQuerySet:
        """Assignments that hold on that day; the day of a hand-over belongs to whoever takes the case."""
        holds = Q(ends_on=None) | Q(ends_on__gt=day) | Q(ends_on=day, ended_by=None)
        return self.filter(holds, starts_on__lte=day)

    def of(self, actor: Actor) -> AssignmentQuerySet:
        """The assignments this actor holds today; nobody's for the system and for guests."""
        if actor.id is None or actor.kind != "user":
            return self.none()
        return self.on(clock.today()).filter(user_id=actor.id)


class Assignment(Authored):
    """Who follows a case, in which role, from a day to a day (inclusive)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assignments")
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=8, choices=AssignmentRole.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "cases.Move", on_delete=models.PROTECT, related_name="ended", null=True, blank=True
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=AssignmentRole.values), name="cases_assignment_role_known"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="cases_assignment_in_order"
            ),
            models.UniqueConstraint(
                fields=["case", "user", "role"], condition=Q(ends_on=None), name="cases_assignment_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.case_id}"
