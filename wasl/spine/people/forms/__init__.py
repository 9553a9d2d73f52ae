"""Forms of the room: what is asked, in the order it is asked at a desk."""

from wasl.spine.people.forms.collectives import CollectiveForm, LeaveForm, MemberForm
from wasl.spine.people.forms.households import TieForm
from wasl.spine.people.forms.names import NameForm
from wasl.spine.people.forms.papers import PaperEndForm, PaperForm
from wasl.spine.people.forms.persons import BESIDE, NewPersonForm, PersonForm, PlacedForm, details
from wasl.spine.people.forms.status import ConsentForm, ResidenceForm

__all__ = [
    "BESIDE",
    "CollectiveForm",
    "ConsentForm",
    "LeaveForm",
    "MemberForm",
    "NameForm",
    "NewPersonForm",
    "PaperEndForm",
    "PaperForm",
    "PersonForm",
    "PlacedForm",
    "ResidenceForm",
    "TieForm",
    "details",
]
