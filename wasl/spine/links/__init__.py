"""Links (French: Liens). One person known to two organisations, said without either opening its files to the other.

Owns the agreements by which organisations may link and ask (with the authorisation of the CNDP), the questions
"known elsewhere?" of the desk, and the links between two parties: proposed, confirmed by the data-protection officer
of each side, refused or ended; and two records of one organisation linked without merging, where another organisation
knows one of them. Links that stand under an agreement in force fill `people.slots.same_person`: the
person counts once.
It never merges (that is merging), never links on a name, and never shows one organisation
a name, an office or a file of another.
"""
