from wasl.base.procedures.models.parameter import Parameter
from wasl.base.procedures.models.procedure import Condition, Procedure, Step, StepPaper

__all__ = ["Condition", "Parameter", "Procedure", "Step", "StepPaper"]
