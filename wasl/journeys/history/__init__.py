"""The history of a pathway taken over from one sheet: people, the accesses they received, their economic projects."""
