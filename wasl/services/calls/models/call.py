from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import cached_property

from wasl.kernel.actors import Actor
from wasl.kernel.i18n import translated
from wasl.kernel.models import Authored, Versioned
from wasl.kernel.scope import scope
from wasl.services.calls import access, rules
from wasl.services.calls.enums import Applicant, CallKind, CallStatus, Operator

CODE = RegexValidator(r"^[A-Z0-9][A-Z0-9-]{1,23}$")
PUBLIC = (CallStatus.PUBLISHED, CallStatus.DECIDED, CallStatus.ANNOUNCED)


def every_language() -> list[str]:
    return ["fr", "ar", "en"]


class CallQuerySet(models.QuerySet["Call"]):
    def visible_to(self, actor: Actor) -> CallQuerySet:
        """Every published call of the actor's programmes or organisations, and the drafts of those who write them."""
        if actor.is_system:
            return self
        published = scope(actor, access.CALL_READERS, organisation=None, programme="programme_id")
        drafts = scope(
            actor,
            access.MANAGERS,
            organisation="office__organisation_id",
            office="office_id",
            programme="programme_id",
        )
        return self.filter((published & Q(status__in=PUBLIC)) | drafts)

    def managed_by(self, actor: Actor) -> CallQuerySet:
        return self.filter(
            scope(
                actor,
                access.MANAGERS,
                organisation="office__organisation_id",
                office="office_id",
                programme="programme_id",
            )
        )

    def published(self) -> CallQuerySet:
        """What anybody may read."""
        return self.filter(status__in=PUBLIC)

    def open_on(self, day: date) -> CallQuerySet:
        """Published, and taking applications on that day (both ends inclusive)."""
        return self.filter(
            status=CallStatus.PUBLISHED, opens_on__lte=day, closes_on__gte=day, closed_at__isnull=True
        )

    def with_place(self) -> CallQuerySet:
        return self.select_related("programme", "strand", "office__organisation")


class Call(Versioned, Authored):
    """A call for applications. Amounts in MAD, days inclusive; `office` follows who applies from the public page.

    `closed_at` is the moment of the last day at which the coordinator closed the reception; None: at its end.
    """

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="calls")
    strand = models.ForeignKey(
        "programmes.Strand", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    office = models.ForeignKey("network.Office", on_delete=models.PROTECT, related_name="+")
    guichet = models.ForeignKey(
        "network.Guichet", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    code = models.CharField(max_length=24, unique=True, validators=[CODE])
    kind = models.CharField(max_length=14, choices=CallKind.choices, default=CallKind.COLLECTIVE)
    title_fr = models.CharField(max_length=200)
    title_ar = models.CharField(max_length=200, blank=True)
    title_en = models.CharField(max_length=200, blank=True)
    summary_fr = models.TextField(blank=True)
    summary_ar = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    papers_fr = models.TextField(blank=True)
    papers_ar = models.TextField(blank=True)
    papers_en = models.TextField(blank=True)
    contact = models.CharField(max_length=200, blank=True)
    envelope = models.DecimalField(max_digits=14, decimal_places=2)
    min_amount = models.DecimalField(max_digits=14, decimal_places=2, default=Decimal(0))
    max_amount = models.DecimalField(max_digits=14, decimal_places=2)
    max_grants = models.PositiveSmallIntegerField(null=True, blank=True)
    budget_line_code = models.CharField(max_length=40, blank=True)
    opens_on = models.DateField()
    closes_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    languages = models.JSONField(default=every_language)
    for_collectives = models.BooleanField(default=True)
    for_persons = models.BooleanField(default=False)
    for_organisations = models.BooleanField(default=False)
    has_first_round = models.BooleanField(default=False)
    reviews_required = models.PositiveSmallIntegerField(default=2)
    pass_mark = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal(60))
    status = models.CharField(max_length=10, choices=CallStatus.choices, default=CallStatus.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    announced_at = models.DateTimeField(null=True, blank=True, editable=False)
    filed = models.PositiveIntegerField(default=0, editable=False)

    objects = CallQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=CallKind.values), name="calls_call_kind_known"),
            models.CheckConstraint(condition=Q(status__in=CallStatus.values), name="calls_call_status_known"),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="calls_call_in_order"),
            models.CheckConstraint(
                condition=Q(min_amount__gte=0, max_amount__gte=F("min_amount"), max_amount__gt=0),
                name="calls_call_limits_in_order",
            ),
            models.CheckConstraint(condition=Q(envelope__gt=0), name="calls_call_has_envelope"),
            models.CheckConstraint(
                condition=Q(reviews_required__gte=1, pass_mark__gte=0, pass_mark__lte=100),
                name="calls_call_marks_sound",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title in the language of the screen."""
        return translated(self, "title")

    @property
    def summary(self) -> str:
        return translated(self, "summary")

    @property
    def papers(self) -> str:
        return translated(self, "papers")

    def takes_applications_on(self, day: date) -> bool:
        """Whether somebody may apply on that day."""
        published = self.status == CallStatus.PUBLISHED
        return rules.takes_applications(
            published, self.opens_on, self.closes_on, day, closed=self.closed_at is not None
        )

    def is_over_on(self, day: date) -> bool:
        """Whether the time to apply is over on that day."""
        return rules.is_over(self.closes_on, day, closed=self.closed_at is not None)

    @cached_property
    def conditions(self) -> list[EligibilityRule]:
        """The conditions, read once: they do not change once the call is published."""
        return list(self.rules.all())

    @cached_property
    def standing_version(self) -> CallVersion | None:
        """The version in force, read once; an amendment through this very object brings it up to date."""
        return self.versions.order_by("-number").first()

    @property
    def is_draft(self) -> bool:
        return self.status == CallStatus.DRAFT

    @property
    def is_announced(self) -> bool:
        return self.status == CallStatus.ANNOUNCED

    def takes(self, kind: str) -> bool:
        """Whether a party of this kind (collective, person, organisation) may apply."""
        return {
            Applicant.COLLECTIVE: self.for_collectives,
            Applicant.PERSON: self.for_persons,
            Applicant.ORGANISATION: self.for_organisations,
        }.get(Applicant(kind), False)

    def get_absolute_url(self) -> str:
        return reverse("calls:call", args=[self.pk])


class CallVersion(Authored):
    """What the call said from a moment on; an application stays bound to the version it answered."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["call", "number"]
        constraints = [models.UniqueConstraint(fields=["call", "number"], name="calls_version_once")]

    def __str__(self) -> str:
        return f"{self.call_id} v{self.number}"


class CallZone(models.Model):
    """A zone in which the call is open, with the partner who runs it there and the office that receives."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="zones")
    zone = models.ForeignKey("programmes.Zone", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey("network.Office", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["call", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "zone", "organisation"], name="calls_zone_once"),
        ]

    def __str__(self) -> str:
        return f"{self.call_id} {self.zone_id}"


class EligibilityRule(models.Model):
    """One condition, asked by evidence code of the applicant or of each member, everywhere or in one zone."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="rules")
    zone = models.ForeignKey(CallZone, on_delete=models.CASCADE, related_name="rules", null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    applies_to = models.CharField(max_length=12, choices=Applicant.choices, default=Applicant.ANY)
    evidence = models.CharField(max_length=40)
    operator = models.CharField(max_length=10, choices=Operator.choices, default=Operator.IS_YES)
    value = models.CharField(max_length=120, blank=True)
    value_max = models.CharField(max_length=40, blank=True)
    each_member = models.BooleanField(default=False)
    text_fr = models.CharField(max_length=300)
    text_ar = models.CharField(max_length=300, blank=True)
    text_en = models.CharField(max_length=300, blank=True)
    paper_fr = models.CharField(max_length=300, blank=True)
    paper_ar = models.CharField(max_length=300, blank=True)
    paper_en = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["call", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(operator__in=Operator.values), name="calls_rule_operator_known"
            ),
            models.CheckConstraint(
                condition=Q(applies_to__in=Applicant.values), name="calls_rule_applicant_known"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """The condition in the language of the screen."""
        return translated(self, "text")

    @property
    def paper(self) -> str:
        """What to bring when the answer is missing."""
        return translated(self, "paper")


class Criterion(models.Model):
    """One line of the rubric: its share of 100 points, its best mark, its anchors, its eliminatory threshold."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField(default=0)
    code = models.SlugField(max_length=30)
    label_fr = models.CharField(max_length=120)
    label_ar = models.CharField(max_length=120, blank=True)
    label_en = models.CharField(max_length=120, blank=True)
    anchors_fr = models.TextField(blank=True)
    anchors_ar = models.TextField(blank=True)
    anchors_en = models.TextField(blank=True)
    weight = models.DecimalField(max_digits=5, decimal_places=2)
    max_points = models.PositiveSmallIntegerField(default=5)
    threshold = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)

    class Meta:
        ordering = ["call", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "code"], name="calls_criterion_once"),
            models.CheckConstraint(
                condition=Q(weight__gt=0, weight__lte=100, max_points__gte=1), name="calls_criterion_weighs"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return translated(self, "label")

    @property
    def anchors(self) -> str:
        """What each mark means, one line a mark."""
        return translated(self, "anchors")
