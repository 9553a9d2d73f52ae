"""What the demo shows of this room is put in by the rooms that write to people."""
