"""Referrals of invented people for the demo, through the real actions."""
