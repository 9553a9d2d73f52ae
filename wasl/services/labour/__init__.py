"""Labour law (French: Droit du travail): when somebody claims their due from an employer, and the contracts of work.

Owns labour-law matters inside a case file (employer, facts, claim, steps up to the labour inspection and beyond,
result), kept encrypted in the compartment "legal"; and drafts of contracts made from models that ship as data: fixed
term, open-ended, foreigner's contract, stipend. A wage under the legal minimum of the day warns.

It never says what the law is (procedures do), never refuses a contract, and gives no advice itself: the adviser does.
"""
