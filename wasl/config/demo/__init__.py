"""The demo: packs, staff and plainly invented people, loaded through the real actions by each role.

Dated by the clock in the programmes' own years and, for the desk, in the twelve months that end today. One seed: two
loads on the same day tell the same story. Nothing is written past an action; what a rule refuses, the demo cannot show.
"""
