"""Complaints (French: Réclamations): what people say of the house, and what the house answers.

Owns complaints and feedback given without an account or taken down by somebody of the staff, their steps with dates,
the delays promised, the answer and whether it satisfied. Each bears a reference and a code by which whoever gave it
reads the answer. What concerns the conduct of staff, exploitation or abuse, corruption or personal data is for data
protection alone: nobody else learns that it exists.

It never asks who somebody is, never tells a complaint to whom it is about, and counts no complaint as a service.
"""
