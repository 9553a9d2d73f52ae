"""Paper registers of past years: one row of the sheet is one visit, perhaps of somebody already known."""
