from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.kernel.actors import Actor
from wasl.kernel.models import Authored
from wasl.spine.links.enums import AskBy, AskReason
from wasl.spine.links.models.agreement import SharingAgreement
from wasl.spine.people.models import Party


class QuestionQuerySet(models.QuerySet["Question"]):
    def visible_to(self, actor: Actor) -> QuestionQuerySet:
        """One's own alone: an answer is for who asked."""
        return self.none() if actor.id is None else self.filter(created_by_id=actor.id)


class Question(Authored):
    """Somebody asked whether a person is known elsewhere. What was typed is kept nowhere.

    `number` counts the questions of a user on a day: two at the same moment cannot take the same.
    """

    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    number = models.PositiveSmallIntegerField()
    asked_by = models.CharField(max_length=12, choices=AskBy.choices)
    reason = models.CharField(max_length=12, choices=AskReason.choices)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", null=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["created_by_id", "day", "number"], name="links_question_number_once"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="links_question_numbered"),
            models.CheckConstraint(
                condition=Q(created_by_id__isnull=False), name="links_question_of_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.created_by_id} {self.day} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("links:answer", args=[self.pk])


class KnownAnswer(models.Model):
    """An organisation that knows the person asked for, since a year. The party is for the link, never for a screen."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    since = models.PositiveSmallIntegerField()
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    agreement = models.ForeignKey(SharingAgreement, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["question", "organisation", "party"], name="links_answer_once")
        ]

    def __str__(self) -> str:
        return f"{self.question_id} · {self.organisation_id}"
