from wasl.base.intake.models.batch import Batch
from wasl.base.intake.models.mapping import Mapping, SourceFile
from wasl.base.intake.models.row import Created, Fault, Row

__all__ = ["Batch", "Created", "Fault", "Mapping", "Row", "SourceFile"]
