"""Messages (French: Messages): what the house has to tell people outside it, and whether it went.

Owns the outbox: messages by SMS, by e-mail, as a WhatsApp link that somebody opens, as a slip that somebody prints.
A room puts a message in; a task sends those that a machine can send, a person hands over the others. A gateway for SMS
is a folder that another program empties. A message with the same key is put in once.

It never writes the text of a room, never decides whether somebody may be written to, and forgets nothing it sent.
"""
