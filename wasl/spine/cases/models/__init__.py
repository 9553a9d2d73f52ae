from wasl.spine.cases.models.acts import Note, ServiceRecord
from wasl.spine.cases.models.case import Assignment, Case
from wasl.spine.cases.models.moves import Batch, BatchLine, Move, Reopening
from wasl.spine.cases.models.plan import Goal, PlanItem

__all__ = [
    "Assignment",
    "Batch",
    "BatchLine",
    "Case",
    "Goal",
    "Move",
    "Note",
    "PlanItem",
    "Reopening",
    "ServiceRecord",
]
