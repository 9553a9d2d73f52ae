"""The demo, counted row by row."""
