"""Merges (French: Fusions). Two records of one person inside an organisation become one, and can be taken apart.

Owns the merges: who decided, when and why, which rows of which tables followed, which fields were taken from which
record, and their undoing, at any later time, to the row. Everything that hangs on a person follows by itself, of this
room's tables and of any other's; what may stand once only must be settled first, in words the room that owns it gives.
It never merges across organisations (that is a link), never decides alone, never rewrites a fact or the journal.
"""
