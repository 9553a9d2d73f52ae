"""Sheets about people: the cells they share, whom a row may be about, and the importer of a partner's list.

A register of visits (in the room of reception) reads its people by the same rules.
"""
