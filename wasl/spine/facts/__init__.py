"""Faits: the one stream of what happened.

Owns: facts (who, what, when, where, for which programme, with which quantity or amount, from which record), the
programmes each fact counts for, and the people it counts, frozen as they were known.

Two clocks: when it happened and when it was recorded. A correction voids a fact and records another.

Never decides anything: facts are for counting. Never changed, never removed.
"""
