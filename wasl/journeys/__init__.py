"""journeys: Parcours.

Acts that need several rooms at once; each is an action, a thin view and the slot that shows its button. No models.

award: a positive decision of a call becomes a funding agreement with its tranches; when it is signed, eligibility is
checked again and the business is founded with the members of the group carried over.

It never decides, never pays, and keeps nothing of its own.
"""
