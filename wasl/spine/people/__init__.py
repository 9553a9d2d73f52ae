"""Persons (French: Personnes). Who the house knows, found once whatever the spelling.

Owns the party (the subject of a case, an application, an agreement), the person, the collective and its dated
members, followings (who may see whom), ties, names as written, papers, residence status, consent and search keys.
Upper rooms fill its frames (panels, timeline, alerts, evidence) and read it through `visible_to(actor)`.
It never decides eligibility (it answers evidence with its reason), never asks ethnicity or religion,
never knows what a case, a call or a venture is, and never merges two persons by itself.
"""
