"""Screens of indicators."""
