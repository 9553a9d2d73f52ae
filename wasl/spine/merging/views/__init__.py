"""Screens of merges."""
