from wasl.base.network.models.office import Guichet, Office
from wasl.base.network.models.organisation import Organisation

__all__ = ["Guichet", "Office", "Organisation"]
