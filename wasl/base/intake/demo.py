"""The demo takes sheets over with the room that offers them; nothing is invented here."""
