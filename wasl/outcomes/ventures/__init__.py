"""ventures: Entreprises.

Owns the businesses that people start: with a legal form or none (income-generating activity), their members and roles,
their registrations, the history of their status with dates, and the follow-ups due 3, 6, 12, 24 and 36 months after
creation. It records the facts `venture_created`, `venture_registered`, `ae_status_obtained`, `alive_at` and
`jobs_created`, and answers the evidence `venture_form` and `venture_registered`.

It never pays (funding) and never selects (calls); the award journey calls it when an agreement is signed.
"""
