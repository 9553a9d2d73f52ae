"""Screens of the network."""
