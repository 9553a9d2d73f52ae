from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wasl.base.reference.models import Sector
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.models import Authored, Passage, Versioned
from wasl.kernel.scope import scope
from wasl.services.calls import access, workflows
from wasl.services.calls.enums import ApplicationStatus, CheckPurpose, LegalIdea, Origin, Outcome
from wasl.services.calls.models.call import Call, CallVersion, CallZone
from wasl.services.calls.models.review import Conflict, Review
from wasl.spine.cases.models import Assignment
from wasl.spine.people.enums import MemberRole, TieKind
from wasl.spine.people.models import Party, Person, StaffPerson, Tie


def _declared(user_id: int) -> Q:
    return Q(Exists(Conflict.objects.filter(application=OuterRef("pk"), user_id=user_id)))


def _same_person(user_id: int) -> Q:
    """The applicant, or a member of the group, by the staff member's own declaration of who he is."""
    mine = StaffPerson.objects.filter(user_id=user_id).values("person_id")
    member = ApplicationMember.objects.filter(application=OuterRef("pk"), person_id__in=mine)
    return Q(party_id__in=mine) | Q(Exists(member))


def _advised(user_id: int) -> Q:
    """Adviser or coach of the applicant or of a member: an assignment on a case, or a tie of coaching."""
    cases = Assignment.objects.filter(user_id=user_id).values("case__party_id")
    mine = StaffPerson.objects.filter(user_id=user_id).values("person_id")
    coached = Tie.objects.filter(kind=TieKind.COACH, other_id__in=mine).values("party_id")
    member = ApplicationMember.objects.filter(application=OuterRef("pk"))
    return (
        Q(party_id__in=cases)
        | Q(party_id__in=coached)
        | Q(Exists(member.filter(Q(person_id__in=cases) | Q(person_id__in=coached))))
    )


def _near(user_id: int) -> Q:
    """Lives with the applicant or a member, or is family, by the staff member's own declaration of who he is."""
    mine = StaffPerson.objects.filter(user_id=user_id).values("person_id")
    ties = Tie.objects.filter(kind__in=(TieKind.HOUSEHOLD, TieKind.KIN), ends_on=None)
    near = Party.objects.filter(
        Q(pk__in=ties.filter(other_id__in=mine).values("party_id"))
        | Q(pk__in=ties.filter(party_id__in=mine).values("other_id"))
    ).values("pk")
    member = ApplicationMember.objects.filter(application=OuterRef("pk"), person_id__in=near)
    return Q(party_id__in=near) | Q(Exists(member))


def _instructed(user_id: int) -> Q:
    """Filed the application, or checked its eligibility before the decision: who instructs does not decide."""
    checks = EligibilityCheck.objects.filter(application=OuterRef("pk"), by_id=user_id)
    return Q(created_by_id=user_id) | Q(Exists(checks.exclude(purpose=CheckPurpose.SIGNATURE)))


def _judged(user_id: int) -> Q:
    """Applications which this user may not judge, whether a conflict was declared or is computed here."""
    return (
        _declared(user_id) | _same_person(user_id) | _advised(user_id) | _near(user_id) | _instructed(user_id)
    )


def _in_scope(actor: Actor, roles: Iterable[str]) -> Q:
    """Filed at the actor's offices, or in answer to a call these roles run."""
    filed = scope(
        actor,
        roles,
        organisation="office__organisation_id",
        office="office_id",
        programme="call__programme_id",
    )
    run = scope(
        actor,
        [role for role in roles if role in access.MARK_READERS],
        organisation="call__office__organisation_id",
        office="call__office_id",
        programme="call__programme_id",
    )
    return filed | run


def _seats(user_id: int) -> models.QuerySet[Call, int]:
    """Ids of the calls on whose committee the user sits."""
    return Call.objects.filter(committee__members__user_id=user_id).values_list("pk", flat=True)


class ApplicationQuerySet(models.QuerySet["Application"]):
    def visible_to(self, actor: Actor) -> ApplicationQuerySet:
        """The files of the actor's offices and programmes, those assigned to review, those of his committees.

        Whoever is the applicant, or declared a conflict, sees nothing of the file by any path; an adviser of the
        applicant sees it as adviser, never as reviewer or committee member.
        """
        if actor.is_system:
            return self
        if actor.id is None:
            return self.none()
        judged = self._to_judge(actor, actor.id) & ~_judged(actor.id)
        visible = self.filter(_in_scope(actor, access.FILE_READERS) | judged)
        return visible.exclude(_declared(actor.id)).exclude(_same_person(actor.id))

    @staticmethod
    def _to_judge(actor: Actor, user_id: int) -> Q:
        """Assigned to review, or before a committee on which the actor sits."""
        found = Q(pk__in=[])
        if actor.has(*access.REVIEWERS):
            mine = Review.objects.standing().filter(reviewer_id=user_id)
            found |= Q(pk__in=mine.values("application_id"))
        if actor.has(*access.COMMITTEE):
            found |= Q(call_id__in=_seats(user_id))
        return found

    def marks_visible_to(self, actor: Actor) -> ApplicationQuerySet:
        """Those whose marks and rank the actor may read: committee, coordinator and auditor, without a conflict."""
        if actor.is_system:
            return self
        if actor.id is None:
            return self.none()
        barred = _declared(actor.id) | _same_person(actor.id) | _advised(actor.id) | _near(actor.id)
        found = _in_scope(actor, access.MARK_READERS) & ~barred
        if actor.has(*access.COMMITTEE):
            found |= Q(call_id__in=_seats(actor.id)) & ~_judged(actor.id)
        return self.filter(found)

    def at_desk_of(self, actor: Actor) -> ApplicationQuerySet:
        """Those filed at the actor's offices, or to a call the actor runs, to hand out their receipt; not to read."""
        return self.filter(_in_scope(actor, access.DESK))

    def in_conflict_with(self, user_id: int) -> ApplicationQuerySet:
        """Those this user may not judge, whether declared or computed."""
        return self.filter(_judged(user_id))

    def declared_by(self, user_id: int) -> ApplicationQuerySet:
        return self.filter(_declared(user_id))

    def advised_by(self, user_id: int) -> ApplicationQuerySet:
        return self.filter(_advised(user_id))

    def near_to(self, user_id: int) -> ApplicationQuerySet:
        return self.filter(_near(user_id))

    def instructed_by(self, user_id: int) -> ApplicationQuerySet:
        return self.filter(_instructed(user_id))

    def own_of(self, user_id: int) -> ApplicationQuerySet:
        return self.filter(_same_person(user_id))

    def with_call(self) -> ApplicationQuerySet:
        return self.select_related("call__programme", "party", "office__organisation", "zone__zone", "sector")

    def for_committee(self) -> ApplicationQuerySet:
        """What the committee may rank: eligible, and preselected where the call has a first round."""
        first = Q(call__has_first_round=True, status=ApplicationStatus.PRESELECTED)
        return self.filter(first | Q(call__has_first_round=False, status=ApplicationStatus.ELIGIBLE))


class Application(Versioned, Authored):
    """What a party asks of a call. Amounts in MAD; `verdict` repeats the last check; days in local time."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="applications")
    call_version = models.ForeignKey(CallVersion, on_delete=models.PROTECT, related_name="+")
    zone = models.ForeignKey(CallZone, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    office = models.ForeignKey("network.Office", on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="applications")
    number = models.PositiveIntegerField()
    reference = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    sector = models.ForeignKey(Sector, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    legal_form = models.CharField(max_length=20, choices=LegalIdea.choices, default=LegalIdea.UNDECIDED)
    amount_requested = models.DecimalField(max_digits=14, decimal_places=2)
    own_contribution = models.DecimalField(max_digits=14, decimal_places=2, default=Decimal(0))
    language = models.CharField(max_length=2, default="fr")
    origin = models.CharField(max_length=6, choices=Origin.choices, default=Origin.DESK)
    status = models.CharField(
        max_length=16, choices=ApplicationStatus.choices, default=ApplicationStatus.SUBMITTED
    )
    verdict = models.CharField(max_length=7, choices=Outcome.choices, default=Outcome.MISSING)
    submitted_on = models.DateField()
    preselected_on = models.DateField(null=True, blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["call", "number"]
        indexes = [
            models.Index(fields=["call", "status"], name="calls_application_status"),
            models.Index(fields=["submitted_on", "id"], name="calls_application_filed"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="calls_application_number_once"),
            models.UniqueConstraint(
                fields=["call", "party"],
                condition=~Q(status=ApplicationStatus.WITHDRAWN),
                name="calls_application_once_per_party",
            ),
            models.CheckConstraint(condition=Q(amount_requested__gt=0), name="calls_application_asks"),
            models.CheckConstraint(
                condition=Q(own_contribution__gte=0), name="calls_application_contribution"
            ),
            models.CheckConstraint(
                condition=Q(status__in=ApplicationStatus.values), name="calls_application_status_known"
            ),
            models.CheckConstraint(
                condition=Q(legal_form__in=LegalIdea.values), name="calls_application_form_known"
            ),
            models.CheckConstraint(
                condition=Q(preselected_on=None) | Q(preselected_on__gte=F("submitted_on")),
                name="calls_application_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("calls:application", args=[self.pk])

    def public_label(self) -> str | Promise:
        """The status as the applicant reads it (the call is read)."""
        return workflows.public_label(self.status, announced=self.call.is_announced)

    def public_tone(self) -> str:
        return workflows.public_tone(self.status, announced=self.call.is_announced)

    @property
    def tone(self) -> str:
        return workflows.TONES[self.status]


class ApplicationMember(models.Model):
    """A natural person behind the application; `consented_on` is empty until that person agreed."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=MemberRole.choices, default=MemberRole.MEMBER)
    consented_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "person"], name="calls_member_once"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.person_id}"


class ApplicationPassage(Passage):
    """One step of an application, with its reason."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="passages")

    class Meta(Passage.Meta):
        indexes = [models.Index(fields=["application", "at"], name="calls_passage_at")]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.transition}"

    @property
    def label(self) -> str | Promise:
        """What the application became by this step, in words."""
        return _("Filed") if self.transition == "submit" else ApplicationStatus(self.to_state).label


class EligibilityCheck(models.Model):
    """A verdict with its answers frozen: rule, evidence, what was found, on which day, from which record."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="checks")
    purpose = models.CharField(max_length=10, choices=CheckPurpose.choices)
    at = models.DateTimeField(default=clock.now)
    on = models.DateField()
    by_id = models.BigIntegerField(null=True, blank=True)
    by_label = models.CharField(max_length=150, blank=True)
    verdict = models.CharField(max_length=7, choices=Outcome.choices)
    answers = models.JSONField(default=list)

    class Meta:
        ordering = ["application", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.verdict}"
