from wasl.spine.checklists.models.law import LawAnswer
from wasl.spine.checklists.models.run import ChecklistRun, RunPaper, RunStep

__all__ = ["ChecklistRun", "LawAnswer", "RunPaper", "RunStep"]
