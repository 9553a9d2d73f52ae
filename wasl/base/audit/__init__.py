"""Journal (audit): who did what, who read what, when and why.

French name: Journal. Owns the entries (one per act, one per page read) and their daily seals.
An entry names the actor, the verb, the kind and identifiers of the objects, the reason and the
names of the fields changed. It never holds the value of a field, never points at another table
by a foreign key, and is never changed nor deleted: triggers refuse it on both databases.
Each seal hashes the entries since the seal before it, is chained to it, and is also written to a
file outside the database, so that an entry changed, removed or slipped in later is named.
"""
