"""Transfers (French: Transferts). A case goes from one partner organisation of a consortium to another.

Owns the transfer of one case of one person: to whom, what goes along chosen one by one, the consent to this transfer,
the frozen copy that the partner reads before answering, the answer and the day it was due.
Until it accepts, the partner reads that copy alone, through `queries.sharing.seen_by_receiver`. When it accepts, one
transaction opens the case there, lets its office follow the person, and closes the case here; what was done and
counted here stays here. It never passes a note nor anything of a compartment.
"""
