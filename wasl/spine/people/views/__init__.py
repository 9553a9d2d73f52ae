"""Screens of persons and collectives."""
