"""Procedures (French: Démarches): dated legal parameters, each with its source and its doubts.

Owns parameters (the least number of members of a cooperative, turnover caps of auto-entrepreneurs, minimum wages…)
with the days between which each value holds, where it was read, when it was verified and how sure it is. Where
sources disagree both values stand, one of them preferred.

No legal number stands in code. A value that is not confirmed warns, it never refuses; the adviser decides.
"""
