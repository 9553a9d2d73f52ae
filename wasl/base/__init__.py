"""Rooms every programme needs before it meets a person: organisations, programmes, accounts, papers, the journal."""
