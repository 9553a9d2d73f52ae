"""Calls: from the published call to the committee's decision and its letters.

French name: Appels. Owns calls and their versions, zones, eligibility rules, rubric, applications of
groups, persons and ventures, the verdict with its reasons, independent reviews, conflicts of interest,
the committee's ranking under the envelope, decisions, the reserve list, letters and minutes.

Never signs an agreement and never pays (funding does, through the award journey); never decides from
facts (they are for counting); never turns an absent proof into a yes.
"""
