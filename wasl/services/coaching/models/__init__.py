from wasl.services.coaching.models.coach import Coach
from wasl.services.coaching.models.diagnostic import Diagnostic, Level
from wasl.services.coaching.models.event import Event, Participant
from wasl.services.coaching.models.session import Session

__all__ = ["Coach", "Diagnostic", "Event", "Level", "Participant", "Session"]
