"""Forms of the room: writing a call, answering it, reading it, deciding."""

from wasl.services.calls.forms.authoring import (
    AmendForm,
    CallForm,
    ConditionForm,
    CriterionForm,
    StartForm,
    ZonesForm,
    call_initial,
    call_values,
)
from wasl.services.calls.forms.filing import FilingForm, PaperForm, ProjectFields, ReasonForm
from wasl.services.calls.forms.judging import (
    CommitteeForm,
    ConflictForm,
    DecideForm,
    EntryForm,
    ReviewersForm,
    ReviewForm,
)

__all__ = [
    "AmendForm",
    "CallForm",
    "CommitteeForm",
    "ConditionForm",
    "ConflictForm",
    "CriterionForm",
    "DecideForm",
    "EntryForm",
    "FilingForm",
    "PaperForm",
    "ProjectFields",
    "ReasonForm",
    "ReviewForm",
    "ReviewersForm",
    "StartForm",
    "ZonesForm",
    "call_initial",
    "call_values",
]
