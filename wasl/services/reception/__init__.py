"""Reception (reception): who came to the desk, for what, and whose turn it is.

French name: Accueil. Owns the visits: at which office and when, for which reasons, at which guichet, of a known
person or of somebody who stays anonymous; their tickets and the queue. A visit is not a person: one comes often,
and every figure says which of the two it counts. An anonymous visit may be given its person later without being
counted twice. The paper registers of past years come in here. An office closed on a date takes no visit after it.
It never opens a case and keeps no note about anybody.
"""
