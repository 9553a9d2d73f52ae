from wasl.services.labour.models.contract import ContractDraft
from wasl.services.labour.models.matter import LabourMatter, MatterStep

__all__ = ["ContractDraft", "LabourMatter", "MatterStep"]
