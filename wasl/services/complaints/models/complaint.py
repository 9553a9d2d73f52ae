from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.base.messaging.access import CIRCLES
from wasl.kernel import clock
from wasl.kernel.actors import Actor, Role
from wasl.kernel.crypto import EncryptedTextField
from wasl.kernel.frames import Text
from wasl.kernel.models import Authored, Passage
from wasl.kernel.scope import scope
from wasl.services.complaints import access, rules
from wasl.services.complaints.enums import (
    OPEN,
    VERBS,
    About,
    AnswerBy,
    Kind,
    RemarkKind,
    Satisfied,
    State,
    Way,
)


def _of_offices(actor: Actor, roles: tuple[str, ...]) -> Q:
    """Complaints about the actor's offices, and those about their organisation as a whole."""
    return scope(actor, roles, office="office_id") | Q(office=None) & scope(actor, roles)


class ComplaintQuerySet(models.QuerySet["Complaint"]):
    """Reads of the complaints."""

    def visible_to(self, actor: Actor) -> ComplaintQuerySet:
        """Ordinary ones of the offices one handles, and those one was given; of a circle for its role alone.

        Never those kept from this very person, whatever their roles.
        """
        if actor.is_system:
            return self
        if actor.id is None:
            return self.none()
        mine = Q(handler_id=actor.id, organisation__in=actor.organisations(*access.ASSIGNABLE))
        seen = Q(circle="") & (_of_offices(actor, access.HANDLERS) | mine)
        for role in CIRCLES:
            seen |= Q(circle=role) & _of_offices(actor, (role,))
        return self.filter(seen).not_kept_from(actor)

    def secret_to(self, actor: Actor) -> ComplaintQuerySet:
        """Those of which the actor may not even know that they exist."""
        kept = KeptFrom.objects.filter(user_id=actor.id or 0).values("complaint")
        unseen = ~Q(circle="") & ~Q(pk__in=Complaint.objects.visible_to(actor).values("pk"))
        return self.none() if actor.is_system else self.filter(unseen | Q(pk__in=kept))

    def counted_by(self, actor: Actor) -> ComplaintQuerySet:
        """Those that the figures of this reader are made of."""
        monitored = Q(circle="") & _of_offices(actor, (Role.MONITORING,))
        seen = Complaint.objects.visible_to(actor).values("pk")
        return self.filter(monitored | Q(pk__in=seen)).not_kept_from(actor)

    def not_kept_from(self, actor: Actor) -> ComplaintQuerySet:
        """Without those that are about this very person."""
        return self.exclude(pk__in=KeptFrom.objects.filter(user_id=actor.id or 0).values("complaint"))

    def still_open(self) -> ComplaintQuerySet:
        return self.filter(state__in=OPEN)

    def late(self) -> ComplaintQuerySet:
        """Those whose day to be acknowledged or answered has passed."""
        today = clock.today()
        unacknowledged = Q(state=State.RECEIVED, acknowledge_by__lt=today)
        return self.filter(unacknowledged | Q(state__in=OPEN, answer_by__lt=today))


class Complaint(Authored):
    """What somebody said of the house; the words, the name and the way to be answered are encrypted.

    `reference` is drawn by lot: a number in a row would tell of those that one may not know of. It stands for the
    record everywhere outside this table. `circle` names the one role that may know of it.
    """

    reference = models.CharField(max_length=12, unique=True)
    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(
        "network.Office", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    about = models.CharField(max_length=14, choices=About.choices, blank=True)
    circle = models.CharField(max_length=20, blank=True)
    way = models.CharField(max_length=6, choices=Way.choices)
    language = models.CharField(max_length=2, default="fr")
    text = EncryptedTextField()
    name = EncryptedTextField(blank=True)
    answer_way = models.CharField(max_length=8, choices=AnswerBy.choices, blank=True)
    contact = EncryptedTextField(blank=True)
    received_on = models.DateField()
    acknowledge_by = models.DateField(null=True, blank=True)
    answer_by = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.RECEIVED)
    acknowledged_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    escalated_on = models.DateField(null=True, blank=True)
    handler = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    satisfied = models.CharField(max_length=3, choices=Satisfied.choices, blank=True)
    opinion = EncryptedTextField(blank=True)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        ordering = ["-received_on", "-pk"]
        indexes = [
            models.Index(fields=["organisation", "-received_on"], name="complaints_of_organisation"),
            models.Index(fields=["state", "answer_by"], name="complaints_to_answer"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="complaints_kind_known"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="complaints_state_known"),
            models.CheckConstraint(
                condition=Q(kind__in=["feedback", "complaint"]) | ~Q(circle=""),
                name="complaints_sensitive_has_circle",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("complaints:complaint", args=[self.reference])

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_late(self) -> bool:
        """As of today."""
        return rules.is_late(self.state, self.acknowledge_by, self.answer_by, clock.today())

    @property
    def place(self) -> str:
        """The office, else the organisation as a whole."""
        return self.office.name if self.office else self.organisation.label


class Passing(Passage):
    """A step of a complaint, with its moment and who made it."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="passings")

    class Meta(Passage.Meta):
        pass

    @property
    def label(self) -> Text:
        """The step in words."""
        return VERBS[f"complaints.{self.transition}"]


class Remark(Authored):
    """Words added to a complaint: a note among those who handle it, an answer, why it was opened again."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="remarks")
    kind = models.CharField(max_length=6, choices=RemarkKind.choices)
    text = EncryptedTextField()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=RemarkKind.values), name="complaints_remark_kind")
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.kind}"


class KeptFrom(Authored):
    """This complaint is about this user: they never find it, whatever their roles."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="kept_from")
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["complaint", "user"], name="complaints_kept_from_once")
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.user_id}"


class Sending(models.Model):
    """One was given from a place, which cannot be read back. Kept one hour, to slow down machines."""

    at = models.DateTimeField(default=clock.now, db_index=True)
    source_index = models.CharField(max_length=64)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
