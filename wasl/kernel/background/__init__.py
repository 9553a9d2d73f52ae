"""Work that takes longer than a second, done apart from the page that asked for it ("Tâches").

A room decorates a function with ``work.task`` and starts it with ``.start(by=…, arguments={…})``; the person who
asked is sent to a page that shows its progress, its end or, in plain words, why it failed. Runs are kept in the
database and carried out by the worker (django-tasks); with ``WASL_TASKS=immediate`` and in tests they are carried
out on the spot. Arguments are ids, never names: they are stored in clear.
"""
