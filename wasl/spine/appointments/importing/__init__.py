"""Sheets of appointments: their columns, how a row is read and written, and what an undone one leaves."""
