"""funding: Financements.

Owns what a programme may spend and what it pays: budgets in dated versions, spending rules, exchange rates, payees,
funding agreements with their amendments, tranches with conditions, payment orders in two signatures, payments with
their proof, and receipts.

Dirhams (MAD) are the truth; the donor's currency is derived by the method of the programme's contract and frozen with
the commitment or the payment. It records the facts `committed` and `paid`, and answers the evidence `grants_received`.

It never decides who is selected (calls), never creates a business (ventures), and never changes a payment once made.
"""
