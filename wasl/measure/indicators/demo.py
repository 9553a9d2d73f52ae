"""The demo's figures are counted from its own invented people; the definitions come from the packs."""
