"""Taking over data (intake): a sheet becomes records, row by row, and can be taken back.

French name: Reprise de données. Owns the batches: the rows of a sheet as they were typed (encrypted), which
column is which, the fault of each cell under its own reference, what was corrected on screen, and which records
each row became. A room says in the slot `importers` how its rows are checked, written and undone. Nothing is
written before somebody confirms; faulty rows wait; a whole batch can be undone. It never guesses in silence: what
a cell is read as is shown, and two people are never taken for one unless somebody said so.
"""
