"""Portal: what anybody opens without an account, on a cheap phone, with or without script.

French name: Portail. Owns the public home, the programmes with their published results, the application
filed online by a person or a group, and "find my file" by reference and code. The public pages of a call
itself belong to calls.

Never says whether a reference exists, never names a person, never shows a decision before it is published.
"""
