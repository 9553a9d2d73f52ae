"""The demo's network comes from the packs: real organisations and offices, nothing invented here."""
