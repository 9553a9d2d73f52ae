from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.kernel import clock
from wasl.kernel.actors import Actor, Role
from wasl.kernel.crypto import EncryptedTextField
from wasl.kernel.models import Authored, Versioned
from wasl.kernel.scope import NOTHING, scope
from wasl.services.transfers import access, rules
from wasl.services.transfers.enums import TONES, WAITING, Along, DeclineReason, Status


class TransferQuerySet(models.QuerySet["Transfer"]):
    def visible_to(self, actor: Actor) -> TransferQuerySet:
        """Transfers of the cases of the offices and programmes in which the actor advises or coordinates."""
        return self.filter(
            scope(actor, access.SIDES, office="case__office_id", programme="case__programme_id")
        )

    def received_by(self, actor: Actor) -> TransferQuerySet:
        """Transfers proposed to the actor: as coordinator of the partner, or as adviser of the office that is wished.

        Once accepted, where the case was opened too. A coordinator of some offices sees those that wish for none.
        """
        if actor.is_system:
            return self.exclude(proposed_on=None)
        found = NOTHING
        for grant in actor.granted(access.SIDES):
            own = Q(receiver=grant.organisation)
            if grant.programmes is not None:
                own &= Q(programme__in=grant.programmes)
            if grant.offices is not None:
                here = Q(office__in=grant.offices) | Q(new_case__office__in=grant.offices)
                own &= here | Q(office=None, new_case=None) if grant.role == Role.COORDINATOR else here
            elif grant.role != Role.COORDINATOR:
                own &= Q(office__isnull=False) | Q(new_case__isnull=False)
            found |= own
        return self.filter(found).exclude(proposed_on=None)

    def with_shown(self) -> TransferQuerySet:
        """With what a list or a page shows."""
        return self.select_related(
            "person__party", "organisation", "receiver", "office", "case__office", "new_case__office"
        )

    def overdue(self, day: date) -> TransferQuerySet:
        """Those whose answer is late on that day."""
        return self.filter(status=Status.PROPOSED, due_on__lt=day)


class Transfer(Versioned, Authored):
    """The case of a person that goes from `organisation` to `receiver`, at the `office` wished there, if any.

    `programme` is the one under which it goes on there, none where the partner takes no part in it. `shared` is the
    encrypted copy of what goes along, frozen when it was proposed; `due_on` the last day for an answer (inclusive).
    """

    reference = models.CharField(max_length=20, unique=True, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="transfers")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="transfers")
    organisation = models.ForeignKey(
        "network.Organisation", on_delete=models.PROTECT, related_name="transfers_sent"
    )
    receiver = models.ForeignKey(
        "network.Organisation", on_delete=models.PROTECT, related_name="transfers_received"
    )
    office = models.ForeignKey(
        "network.Office", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = EncryptedTextField()
    along = models.JSONField(default=list)
    shared = EncryptedTextField(blank=True)
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.PREPARED)
    proposed_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by_label = models.CharField(max_length=150, blank=True)
    decline_reason = models.CharField(max_length=9, choices=DeclineReason.choices, blank=True)
    answer_note = EncryptedTextField(blank=True)
    new_case = models.OneToOneField(
        "cases.Case", on_delete=models.PROTECT, null=True, blank=True, related_name="transferred_from"
    )
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=200, blank=True)

    objects = TransferQuerySet.as_manager()

    class Meta:
        verbose_name = _("transfer")
        verbose_name_plural = _("transfers")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["organisation", "status", "due_on"], name="transfers_sender"),
            models.Index(fields=["receiver", "status", "due_on"], name="transfers_receiver"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="transfers_status_known"),
            models.CheckConstraint(
                condition=~Q(organisation=F("receiver")), name="transfers_between_two_organisations"
            ),
            models.CheckConstraint(
                condition=Q(status__in=(Status.PREPARED, Status.WITHDRAWN)) | Q(proposed_on__isnull=False),
                name="transfers_proposed_before_an_answer",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.ACCEPTED, new_case__isnull=False, answered_on__isnull=False)
                | (~Q(status=Status.ACCEPTED) & Q(new_case=None)),
                name="transfers_accepted_with_its_case",
            ),
            models.CheckConstraint(
                condition=Q(
                    status=Status.DECLINED, decline_reason__in=DeclineReason.values, answered_on__isnull=False
                )
                | (~Q(status=Status.DECLINED) & Q(decline_reason="")),
                name="transfers_declined_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.WITHDRAWN, ended_on__isnull=False)
                | (~Q(status=Status.WITHDRAWN) & Q(ended_on=None)),
                name="transfers_withdrawn_on_a_day",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(status__in=WAITING), name="transfers_one_waiting"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("transfers:transfer", args=[self.pk])

    @property
    def received_url(self) -> str:
        """Its page on the partner's side."""
        return reverse("transfers:received_one", args=[self.pk])

    @property
    def place(self) -> dict[str, int | None]:
        """Ids of the place of the case, on the sender's side: what access asks about."""
        organisation, office, programme = self.case.place
        return {"organisation": organisation, "office": office, "programme": programme}

    @property
    def tone(self) -> str:
        return TONES[self.status]

    @property
    def along_words(self) -> list[str]:
        """What goes along, in words."""
        return [str(Along(code).label) for code in rules.in_order(self.along)]

    @property
    def is_overdue(self) -> bool:
        return rules.overdue(status=self.status, due=self.due_on, on=clock.today())
