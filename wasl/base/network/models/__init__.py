from wasl.base.network.models.offer import ContactPoint, ServiceOffer
from wasl.base.network.models.office import Guichet, Office
from wasl.base.network.models.organisation import Organisation

__all__ = ["ContactPoint", "Guichet", "Office", "Organisation", "ServiceOffer"]
