"""Duplicates (French: Doublons). Pairs of persons who may be one, proposed by the machine, decided by people.

Owns the pairs, their score with what agrees and what differs, and the decisions: same, different, later.
Pairs are looked for at each creation or change, for a list taken over, or for everybody, inside one organisation only.
"Different" is remembered: such a pair comes back only when a paper number is found to agree later.
It never merges anybody (it draws a frame for the room that does), and never proposes a pair across organisations.
"""
