"""Accounts: who may sign in, with which roles, and the codes and links that open one thing.

French name: Comptes. Owns the users, their memberships (a role in an organisation, for some or all of its
offices and programmes, between two dates) and the access grants (printed codes and links, kept hashed).
Builds the Actor of every request. Roles that guard others (protection, finance, auditor) are granted by one
person and confirmed by another. A role is a membership, never a kind of user; a user is no beneficiary;
this room never decides what a role may do elsewhere.
"""
