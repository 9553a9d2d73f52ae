"""Screens of the rights of persons."""
