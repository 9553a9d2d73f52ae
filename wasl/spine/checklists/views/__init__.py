"""Screens of procedures followed."""
