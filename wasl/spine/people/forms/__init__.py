"""Forms of the room: what is asked, in the order it is asked at a desk."""

from wasl.spine.people.forms.collectives import CollectiveForm, LeaveForm, MemberForm
from wasl.spine.people.forms.contacts import ContactForm, SpokenLanguageForm
from wasl.spine.people.forms.households import (
    HouseholdForm,
    HouseholdRoleForm,
    TieForm,
    UntilForm,
    counts_in,
    field_of,
)
from wasl.spine.people.forms.names import NameForm, ReasonForm
from wasl.spine.people.forms.papers import PaperEndForm, PaperForm
from wasl.spine.people.forms.persons import BESIDE, NewPersonForm, PersonForm, PlacedForm, details
from wasl.spine.people.forms.status import (
    ConsentForm,
    ResidenceCorrectionForm,
    ResidenceForm,
    WithdrawalForm,
)

__all__ = [
    "BESIDE",
    "CollectiveForm",
    "ConsentForm",
    "ContactForm",
    "HouseholdForm",
    "HouseholdRoleForm",
    "LeaveForm",
    "MemberForm",
    "NameForm",
    "NewPersonForm",
    "PaperEndForm",
    "PaperForm",
    "PersonForm",
    "PlacedForm",
    "ReasonForm",
    "ResidenceCorrectionForm",
    "ResidenceForm",
    "SpokenLanguageForm",
    "TieForm",
    "UntilForm",
    "WithdrawalForm",
    "counts_in",
    "details",
    "field_of",
]
