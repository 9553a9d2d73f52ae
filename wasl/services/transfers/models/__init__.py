from wasl.services.transfers.models.consent import TransferConsent
from wasl.services.transfers.models.transfer import Transfer

__all__ = ["Transfer", "TransferConsent"]
