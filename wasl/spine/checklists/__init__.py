"""Checklists (French: Suivi des démarches): a party followed through one version of a procedure, step by step.

Owns the runs of procedures (steps done, filed, blocked or not needed; papers held, asked or missing; the days by which
an answer is expected), their route sheet on paper, and what each change of law asks of the open runs.

For rooms above: `actions.start_run`, `queries.open_run_of` and `queries.shown` (progress, next step); a run belongs to
a party, and to a case where it was started from one. Never refuses a step because a condition is not met: it says so,
and the adviser decides.
"""
