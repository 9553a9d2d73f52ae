"""Screens of case files."""
