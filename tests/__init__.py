"""Tests of the house as a whole; each room keeps its own tests beside its code."""
