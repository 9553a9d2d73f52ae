from __future__ import annotations

from django.db import models

from wasl.spine.people import rules
from wasl.spine.people.models.party import Party


class SearchKey(models.Model):
    """One line of the index of names and phones: what `rules.keys_of` gives for a party, beside its year of birth.

    Everything here is computed from the names, the phones and the birth; no line is ever told apart from another
    that says the same. Year 0: not known, or not a person.
    """

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="search_keys")
    number = models.IntegerField()
    year = models.SmallIntegerField(default=rules.NO_YEAR)
    fine = models.SmallIntegerField(default=0)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["number", "year", "fine", "party"], name="people_search_key")]

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"


class KnownWord(models.Model):
    """A word that some name holds: what a beginning, or a slip of the finger, may stand for.

    It points at nobody. `holders` is how many had it when the words were last counted: 0 until then. `version` is
    the version of the rules that wrote the keys of its names.
    """

    word = models.CharField(max_length=40, db_index=True)
    sound = models.CharField(max_length=40, db_index=True)
    bones = models.CharField(max_length=12, db_index=True)
    holders = models.PositiveIntegerField(default=0)
    version = models.SmallIntegerField(db_index=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.word
