"""The public pages show what the other rooms of the demo hold: nothing is invented here."""
