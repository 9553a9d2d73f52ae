from wasl.spine.rights.models.note import PersonNote
from wasl.spine.rights.models.opening import Opening
from wasl.spine.rights.models.request import AccessRequest

__all__ = ["AccessRequest", "Opening", "PersonNote"]
