"""Network (French: Réseau): who works with whom, and where.

Owns organisations (the associations that run programmes, their donors, the institutions and companies around
them), the offices of those that receive people, with the dates on which each opened and closed, and their
guichets, the specialised desks people are sent to.

An office closed on a date takes nobody after it; nothing is ever deleted, so that last year's figures keep
their offices. Never holds people, users or money.
"""
