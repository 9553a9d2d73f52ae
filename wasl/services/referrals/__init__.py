"""Referrals (French: Orientations). A person is sent to an institution, with the data they agreed to share.

Owns the referral of one person from an office to an offer of the directory, the consent given to this one share (to
whom, which data, until when), the frozen copy of these data, the answer of the institution and what came of it.
The institution reads through its own accounts, or through a link and a code sent to its registered phone or mail;
both ways pass `queries.sharing.shared_with_receiver`, which alone decides what is read and until when.
It never shows an institution the file of a person, a note, or anything of a compartment, and never shares without a
consent to that share; a new share is a new consent.
"""
