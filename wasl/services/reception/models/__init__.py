from wasl.services.reception.models.visit import Visit

__all__ = ["Visit"]
