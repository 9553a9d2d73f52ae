from wasl.services.reception.models.closing import DayClosing
from wasl.services.reception.models.visit import Visit

__all__ = ["DayClosing", "Visit"]
