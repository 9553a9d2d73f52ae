"""Case files (French: Dossiers). The pathway of a party at a guichet, from the first talk to the closing.

Owns the case, who is assigned to it (adviser, coach, mentor; dated), the plan and its steps,
service records (advice, accompaniment, orientation, with minutes) and notes in compartments, encrypted.
A service is a fact of the same transaction: advised, accompanied, oriented. A closed case takes no act.
It never decides on money or eligibility (it answers evidence), never shows a note to a role that its
compartment does not name, and never counts: facts do.
"""
