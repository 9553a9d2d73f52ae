"""Forms of case files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.base.accounts.models import Membership, User
from wasl.base.network.models import Guichet, Office
from wasl.kernel import clock
from wasl.kernel.actors import Actor, Role
from wasl.kernel.forms import FlexibleDateField
from wasl.kernel.i18n import translated
from wasl.spine.cases import access, rules
from wasl.spine.cases.enums import AssignmentRole, ClosingReason, Compartment, Mode, Purpose, ServiceKind
from wasl.spine.cases.models import Case, Goal
from wasl.spine.people.forms import PlacedForm

STAFF_ROLES = (Role.ADVISER, Role.MENTOR, Role.TRAINER)


class OpenCaseForm(PlacedForm):
    """Where the case is opened; the office is asked only in doubt."""

    guichet = forms.ModelChoiceField(Guichet.objects.none(), label=_("Guichet"))
    on = FlexibleDateField(label=_("Opened on"), past=True)

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place(actor, access.WRITERS)
        owners = {office.organisation_id for office in self.offices}
        field = self.fields["guichet"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Guichet.objects.open_on(clock.today()).filter(organisation__in=owners)
        rows = list(field.queryset.select_related("organisation"))
        many = len(owners) > 1
        field.choices = [
            ("", "—"),
            *(
                (row.pk, f"{translated(row, 'name')} · {row.organisation}" if many else row.label)
                for row in rows
            ),
        ]


class ServiceForm(forms.Form):
    """A service given: what, what for, how long."""

    kind = forms.ChoiceField(label=_("Service"), choices=ServiceKind.choices, widget=forms.RadioSelect)
    purpose = forms.ChoiceField(label=_("What for"), choices=Purpose.choices)
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=1,
        max_value=rules.LONGEST_SERVICE,
        widget=forms.NumberInput({"class": "short", "inputmode": "numeric"}),
    )
    mode = forms.ChoiceField(label=_("How"), choices=Mode.choices)
    on = FlexibleDateField(label=_("On"), past=True)
    summary = forms.CharField(
        label=_("In short"),
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("What was said and agreed; kept encrypted. Sensitive matters belong in a note."),
    )


class CorrectServiceForm(ServiceForm):
    """The service as it was, and what was wrong with what was recorded."""

    reason = forms.CharField(label=_("What was wrong"), max_length=200)


class WithdrawServiceForm(forms.Form):
    reason = forms.CharField(label=_("What was wrong"), max_length=200)


class GoalForm(forms.Form):
    title = forms.CharField(label=_("Goal"), max_length=200, help_text=_("What the person wants to reach."))


class EndGoalForm(forms.Form):
    reached = forms.TypedChoiceField(
        label=_("This goal"),
        choices=[("yes", _("was reached")), ("no", _("is given up"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    on = FlexibleDateField(label=_("On"), past=True)
    outcome = forms.CharField(label=_("What came of it"), max_length=300, required=False)


class StepForm(forms.Form):
    """A step for several cases at once: towards no goal."""

    title = forms.CharField(label=_("What is to be done"), max_length=200)
    due_on = FlexibleDateField(label=_("Due by"), required=False)


class PlanForm(StepForm):
    """A step of one case; its goal is asked only where there are some."""

    goal = forms.ModelChoiceField(
        Goal.objects.none(), label=_("Goal"), required=False, empty_label=_("without a goal")
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["goal"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = case.goals.filter(reached_on=None, dropped_on=None)
        if not field.queryset.exists():
            del self.fields["goal"]


class DoneForm(forms.Form):
    on = FlexibleDateField(label=_("Done on"), past=True)
    outcome = forms.CharField(label=_("What came of it"), max_length=300, required=False)


def offer_staff(field: forms.Field, case: Case) -> None:
    """Offer the advisers, mentors and trainers who work where the case is today."""
    assert isinstance(field, forms.ModelChoiceField)
    here = Q(memberships__organisation_id=case.organisation_id, memberships__role__in=STAFF_ROLES)
    here &= Q(memberships__offices=None) | Q(memberships__offices=case.office_id)
    here &= Q(memberships__ends_on=None) | Q(memberships__ends_on__gte=clock.today())
    field.queryset = User.objects.filter(here, is_active=True).order_by("display_name", "pk").distinct()


class NoteForm(forms.Form):
    compartment = forms.ChoiceField(
        label=_("Compartment"),
        choices=Compartment.choices,
        help_text=_(
            "It says who may open the note. A note of protection is opened by the protection role alone."
        ),
    )
    text = forms.CharField(
        label=pgettext_lazy("in a compartment", "Note"),
        widget=forms.Textarea({"rows": 6}),
        help_text=_("Kept encrypted."),
    )


class AssignForm(forms.Form):
    user = forms.ModelChoiceField(User.objects.none(), label=_("Who"))
    role = forms.ChoiceField(label=_("Role in the case"), choices=AssignmentRole.choices)
    on = FlexibleDateField(label=_("From"), past=True)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_staff(self.fields["user"], case)


class CloseForm(forms.Form):
    reason = forms.ChoiceField(label=_("Why"), choices=ClosingReason.choices, widget=forms.RadioSelect)
    on = FlexibleDateField(label=_("Closed on"), past=True)
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea({"rows": 3}))


class ReopenForm(forms.Form):
    reason = forms.CharField(label=_("Why"), max_length=300, widget=forms.Textarea({"rows": 2}))
    on = FlexibleDateField(label=_("Reopened on"), past=True)


class MentorForm(forms.Form):
    """A mentor for several cases, among those of the reader's organisations."""

    user = forms.ModelChoiceField(User.objects.none(), label=_("Mentor"))
    on = FlexibleDateField(label=_("From"), past=True)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_people(self.fields["user"], actor.organisations(*access.HANDERS), (Role.MENTOR,))


class HandOverForm(forms.Form):
    """To whom one or several cases go, and where; the office and the guichet stay unless others are chosen."""

    to = forms.ModelChoiceField(User.objects.none(), label=_("To the adviser"))
    office = forms.ModelChoiceField(
        Office.objects.none(), label=_("Office"), required=False, empty_label=_("the same office")
    )
    guichet = forms.ModelChoiceField(
        Guichet.objects.none(), label=_("Guichet"), required=False, empty_label=_("the same guichet")
    )
    reason = forms.CharField(label=_("Why"), max_length=300)
    note = forms.CharField(
        label=_("For whoever takes it"),
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("What they should know first; kept encrypted, shown to them until they have read it."),
    )
    on = FlexibleDateField(label=_("From"), past=True)

    def __init__(self, *args: Any, organisations: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owners = set(organisations)
        offer_people(self.fields["to"], owners, (Role.ADVISER,))
        today = clock.today()
        for name, rows in (("office", Office.objects), ("guichet", Guichet.objects)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows.open_on(today).filter(organisation__in=owners)


def offer_people(field: forms.Field, organisations: Iterable[int], roles: tuple[str, ...]) -> None:
    """Offer who holds one of these roles today, each with the offices they work in. Two queries."""
    assert isinstance(field, forms.ModelChoiceField)
    held = Membership.objects.valid_on(clock.today()).filter(
        organisation__in=organisations, role__in=roles, user__is_active=True
    )
    places: dict[int, set[str]] = {}
    names: dict[int, str] = {}
    for row in held.select_related("user").prefetch_related("offices"):
        names[row.user_id] = row.user.display_name
        places.setdefault(row.user_id, set()).update(office.name for office in row.offices.all())
    field.queryset = User.objects.filter(pk__in=names)
    labels = sorted(
        (" · ".join([name, *([", ".join(sorted(places[pk]))] if places[pk] else [])]), pk)
        for pk, name in names.items()
    )
    field.choices = [("", "—"), *((pk, label) for label, pk in labels)]


def offices_of(actor: Any) -> list[tuple[int, str]]:
    """The offices whose cases the actor may read, for a filter."""
    rows = Office.objects.covered_by(actor, access.READERS)
    return [(office.pk, office.name) for office in rows]
