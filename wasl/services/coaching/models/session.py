from __future__ import annotations

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.kernel.actors import Actor
from wasl.kernel.crypto import EncryptedTextField
from wasl.kernel.models import Authored
from wasl.services.coaching import access
from wasl.spine.cases.models import Case


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, actor: Actor) -> SessionQuerySet:
        """Sessions of the cases the actor reads, as reader of the place or as the mentor or trainer assigned."""
        return self.filter(case__in=Case.objects.reached(actor, access.READERS))

    def standing(self) -> SessionQuerySet:
        """Those whose service was not withdrawn."""
        return self.filter(service__withdrawn_at=None)

    def waiting(self) -> SessionQuerySet:
        """The last standing session of each open case, where it said when to meet next."""
        later = Session.objects.standing().filter(
            Q(on__gt=OuterRef("on")) | Q(on=OuterRef("on"), pk__gt=OuterRef("pk")),
            case_id=OuterRef("case_id"),
        )
        return self.standing().filter(~Exists(later), next_on__isnull=False, case__in=Case.objects.open())


class Session(Authored):
    """A meeting of a coach with a project; its minutes are those of its service. Words are encrypted."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="sessions")
    coach = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    service = models.OneToOneField("cases.ServiceRecord", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    decisions = EncryptedTextField(blank=True)
    next_on = models.DateField(null=True, blank=True)
    next_words = models.CharField(max_length=200, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("coaching session")
        verbose_name_plural = _("coaching sessions")
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["case", "-on"], name="coaching_session_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(next_on=None) | Q(next_on__gte=F("on")), name="coaching_next_after_session"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.on}"

    def get_absolute_url(self) -> str:
        return reverse("coaching:session", args=[self.pk])
