"""The library under the house: actors, clock, money, periods, workflow, slots, lists, forms, charts, documents.

Nothing here knows the field: any room may import it, it imports no room. It could serve another product as it is;
the one exception is the list of role codes, which stands here because access rules import no room.
"""
