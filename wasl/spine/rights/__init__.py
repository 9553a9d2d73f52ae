"""Rights of persons (French: Droits des personnes). What is kept apart on a person, and what is told to them of it.

Owns the openings (somebody opened a compartment of a person, with a reason, for a short time), the notes of a person
that belong to no case, by compartment, encrypted, and the requests of access: who asked for all that is held on them,
the file made for them, when it was answered. Every room opens compartments here and says through a slot of people
what it holds. Which role opens which compartment stands in documents. It never shows what was not opened with a
reason, never hands out what is held on another person, and keeps no file longer than it is needed.
"""
