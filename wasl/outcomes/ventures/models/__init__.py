"""Rows of ventures."""

from wasl.outcomes.ventures.models.follow_up import FollowUp
from wasl.outcomes.ventures.models.venture import Registration, StatusChange, Venture, VentureMember

__all__ = ["FollowUp", "Registration", "StatusChange", "Venture", "VentureMember"]
