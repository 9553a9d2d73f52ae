"""Reading, ranking, deciding."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wasl.base.accounts.models import User
from wasl.kernel.forms import FlexibleDateField, MoneyField
from wasl.kernel.ui import words
from wasl.services.calls.forms.parts import CURRENCY, Fieldsets, area
from wasl.services.calls.models import Criterion


class ConflictForm(forms.Form):
    """What ties the reader to the applicant."""

    reason = forms.CharField(
        label=_("What ties you to the applicant"),
        widget=area(2),
        help_text=_("In a few words: family, friend, employer… The file then closes to you."),
    )


class ReviewForm(forms.Form):
    """The marks of one reading: points and a note per criterion, a comment on the whole."""

    def __init__(self, *args: Any, criteria: Iterable[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria)
        self.fieldsets: Fieldsets = []
        for one in self.criteria:
            halves = [Decimal(i) / 2 for i in range(one.max_points * 2 + 1)]
            self.fields[one.code] = forms.TypedChoiceField(
                label=_("Points"),
                choices=[("", "—"), *((f"{h:f}", words.number(h)) for h in halves)],
                coerce=Decimal,
                help_text=one.anchors.replace("\n", " · "),
            )
            self.fields[f"note_{one.code}"] = forms.CharField(
                label=_("Why"), required=False, widget=area(2), max_length=2000
            )
            title = _("%(criterion)s (%(weight)s points of 100)") % {
                "criterion": one.label,
                "weight": words.number(one.weight),
            }
            self.fieldsets.append((title, [one.code, f"note_{one.code}"]))
        self.fields["comment"] = forms.CharField(
            label=_("Opinion on the whole"), required=False, widget=area(4), max_length=4000
        )
        self.fieldsets.append((_("On the whole"), ["comment"]))

    def points(self) -> dict[str, Decimal]:
        return {one.code: self.cleaned_data[one.code] for one in self.criteria}

    def notes(self) -> dict[str, str]:
        return {one.code: self.cleaned_data[f"note_{one.code}"] for one in self.criteria}


class ReviewersForm(forms.Form):
    """Who reads; for one application those in conflict are left out and named beside."""

    reviewers = forms.ModelMultipleChoiceField(
        User.objects.none(), label=_("Reviewers"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, users: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reviewers"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = User.objects.filter(pk__in=[user.pk for user in users])


class CommitteeForm(forms.Form):
    """Members, chair and quorum."""

    members = forms.ModelMultipleChoiceField(
        User.objects.none(), label=_("Members"), widget=forms.CheckboxSelectMultiple
    )
    chair = forms.ModelChoiceField(User.objects.none(), label=_("Chair"))
    quorum = forms.IntegerField(
        label=_("Quorum"),
        min_value=1,
        max_value=20,
        initial=2,
        help_text=_("How many members without a conflict of interest must approve each line."),
    )

    def __init__(self, *args: Any, users: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = User.objects.filter(pk__in=[user.pk for user in users])
        for name in ("members", "chair"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows


class EntryForm(forms.Form):
    """What the committee would give to one application, or why it sets it aside."""

    amount = MoneyField(label=_("Amount it would get"), currency=CURRENCY, min_value=1)
    set_aside = forms.BooleanField(label=_("Set it aside: not funded whatever its rank"), required=False)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        widget=area(2),
        help_text=_("The applicant reads it in the letter."),
    )


class DecideForm(forms.Form):
    """The sitting is closed."""

    held_on = FlexibleDateField(label=_("Sitting held on"))
    reserve_until = FlexibleDateField(label=_("Reserve list valid until"), required=False)
    remarks = forms.CharField(label=_("Remarks for the minutes"), required=False, widget=area(3))
