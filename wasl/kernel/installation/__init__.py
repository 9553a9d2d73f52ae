"""The installation itself: its name, when it was made, and whether it is a demo.

One row, written by `wasl init` or `wasl demo`. A database marked demo shows sign-in buttons and lets the
clock be moved; the mark can never be taken off or put on a database that already holds an installation.
"""
