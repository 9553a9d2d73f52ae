from wasl.spine.cases.models.acts import Appointment, Note, PlanItem, ServiceRecord
from wasl.spine.cases.models.case import Assignment, Case

__all__ = ["Appointment", "Assignment", "Case", "Note", "PlanItem", "ServiceRecord"]
