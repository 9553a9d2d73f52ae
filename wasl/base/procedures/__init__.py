"""Procedures (French: Démarches): how something is obtained from the authorities, and the legal numbers it rests on.

Owns procedures in steps (become auto-entrepreneur, create a cooperative, renew a residence card…), in versions that
hold from a day; and dated parameters (caps, minimum wages, delays) with where they were read, when they were verified
and how sure they are. Where sources disagree both stand, one of them preferred.

No legal number stands in code. A value that is not confirmed warns, it never refuses; the adviser decides.
"""
