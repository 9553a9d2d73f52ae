"""The command line `wasl`: an installation from its first day to its restored backup.

One module per family of commands; each command says what it does in a line, imports Django only when it runs, and
speaks English. Texts written to the database are French, as on the screens.
"""

from wasl.config.cli.house import wasl as main

__all__ = ["main"]
