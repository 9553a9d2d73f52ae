from wasl.base.procedures.models.change import LawChange
from wasl.base.procedures.models.parameter import Parameter
from wasl.base.procedures.models.procedure import Condition, Procedure, Step, StepPaper

__all__ = ["Condition", "LawChange", "Parameter", "Procedure", "Step", "StepPaper"]
