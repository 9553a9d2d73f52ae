"""The bench of names: invented people, searched for and found twice.

Honest by construction: what is misspelt comes only from families of spellings set aside by hash, which the engineers of
the rules did not work with; and nothing that invents people may import the rules (a test reads the imports).
"""
