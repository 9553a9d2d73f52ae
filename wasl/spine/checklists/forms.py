"""Forms of the room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wasl.kernel.actors import Actor
from wasl.kernel.forms import FlexibleDateField
from wasl.spine.checklists import access
from wasl.spine.checklists.enums import EndReason, PaperState, StepState
from wasl.spine.checklists.models import ChecklistRun
from wasl.spine.people.forms import PlacedForm
from wasl.spine.people.models import Paper


class StartForm(forms.Form):
    """From when a party is followed through a procedure."""

    on = FlexibleDateField(label=_("Followed since"), past=True)


class PlacedStartForm(StartForm, PlacedForm):
    """The same where there is no case: the office is asked only in doubt."""

    def __init__(self, *args: Any, actor: Actor, made: list[PlacedStartForm], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        made.append(self)
        self.place(actor, access.WRITERS)


class StepForm(forms.Form):
    """Where a step stands."""

    state = forms.ChoiceField(label=_("Where it stands"), choices=StepState.choices, widget=forms.RadioSelect)
    filed_on = FlexibleDateField(label=_("Filed on"), required=False, past=True)
    done_on = FlexibleDateField(label=_("Done on"), required=False, past=True)
    reference = forms.CharField(
        label=_("Number of the receipt or file"),
        required=False,
        max_length=120,
        help_text=_("Kept encrypted."),
    )
    reason = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=300,
        help_text=_("For a step that is blocked or not needed."),
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=1000, widget=forms.Textarea({"rows": 3})
    )


class PaperForm(forms.Form):
    """Whether a paper is there, and which one on file it is."""

    state = forms.ChoiceField(label=_("This paper is"), choices=PaperState.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, papers: list[Paper], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if papers:
            choices = [(one.pk, f"{one.get_kind_display()} {one.masked}") for one in papers]
            self.fields["person_paper"] = forms.TypedChoiceField(
                label=_("It is this paper on file"),
                choices=[("", "—"), *choices],
                coerce=int,
                empty_value=None,
                required=False,
                help_text=_("Where it is held already."),
            )


class CompleteForm(forms.Form):
    """When the procedure was gone through."""

    on = FlexibleDateField(label=_("Completed on"), past=True)


class AbandonForm(forms.Form):
    """Why a procedure is given up."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[(one.value, one.label) for one in EndReason if one != EndReason.CASE_CLOSED],
    )
    on = FlexibleDateField(label=_("On"), past=True)
    note = forms.CharField(
        label=_("Note"), required=False, max_length=1000, widget=forms.Textarea({"rows": 3})
    )


class SeenForm(forms.Form):
    """Why a change of law asks nothing of a run."""

    note = forms.CharField(
        label=_("Note"), required=False, max_length=500, widget=forms.Textarea({"rows": 2})
    )


class MoveForm(forms.Form):
    """Nothing to fill in: the page tells what changes."""


def step_initial(run: ChecklistRun, step_id: int) -> dict[str, Any]:
    """What stands of a step, as its form begins."""
    row = run.steps.filter(step_id=step_id).first()
    if row is None:
        return {"state": StepState.DONE}
    names = ("state", "filed_on", "done_on", "reference", "reason", "note")
    known = {name: getattr(row, name) for name in names}
    return {**known, "state": StepState.DONE} if row.state == StepState.TO_DO else known
