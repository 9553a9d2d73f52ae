"""Marketing (French: Marketing): what is made for a business so that it is seen and sold, and what it changed.

Owns deliverables inside a case file (logo, menu, labels, photos, page on a network…): asked for, worked on, handed over
with a file, approved by whom it was made for; and measures of the same thing before and after. Work given in minutes is
a service of the case.

It never says that a measure rose because of a deliverable: it shows both, with their dates.
"""
