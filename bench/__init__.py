"""Benches: what Wasl does measured against its peers, in one run on one machine. Nothing here is shipped."""
