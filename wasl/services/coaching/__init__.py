"""Coaching (French: Accompagnement): who walks beside a project, how often, and how far it has come.

Owns coaches and mentors with what they know (sectors, languages, places, load); sessions in a case file with their
minutes, what was decided and when to meet next; diagnostics, the first and those repeated on the same grid; networking
events and who came. A session is a service of the case, and counts as one; who came to an event is a fact of its own.

It assigns nobody by itself: it shows who fits and why, and the adviser assigns.
"""
