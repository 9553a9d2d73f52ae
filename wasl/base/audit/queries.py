"""Reading the journal: its entries in the order of the seal, and the proof that none was touched."""

from collections.abc import Iterator

from wasl.base.audit import rules, vault
from wasl.base.audit.models import Entry, Seal
from wasl.base.audit.rules import Verification


def lines(after: int, until: int) -> Iterator[rules.Line]:
    """The entries `after < id <= until`, in order, as a seal hashes them; read in slices."""
    rows = Entry.objects.filter(id__gt=after, id__lte=until).order_by("id")
    for entry in rows.iterator(chunk_size=2000):
        yield entry.sealed_line()


def verify() -> Verification:
    """Compare the journal with its seals and with their files outside the database.

    Every entry changed, missing or slipped in under a seal is named by its number; a seal whose own hash or chain no
    longer holds, and one whose file is gone, are named too. Entries not sealed yet are counted as such.
    """
    found = Verification()
    before: Seal | None = None
    for seal in Seal.objects.order_by("number"):
        found.seals += 1
        _verify_one(seal, before, found)
        before = seal
    _verify_files_without_seal(before.number if before else 0, found)
    last = before.last_entry if before else 0
    found.unsealed = Entry.objects.filter(id__gt=last).count()
    return found


def _verify_one(seal: Seal, before: Seal | None, found: Verification) -> None:
    after = before.last_entry if before else 0
    present = list(lines(after, seal.last_entry))
    found.entries += len(present)
    previous = before.digest if before else ""
    number = before.number + 1 if before else 1
    whole = rules.chain(previous, number, seal.day.isoformat(), present)
    holds = (seal.number, seal.previous, seal.digest) == (number, previous, whole)
    kept = vault.read(seal.number)
    if kept is None:
        found.files_missing.append(seal.number)
    else:
        found.add(rules.compare(kept.lines, present))
        holds = holds and kept.digest == seal.digest and kept.holds()
    if not holds:
        found.broken_seals.append(seal.number)


def _verify_files_without_seal(last_number: int, found: Verification) -> None:
    """A file whose seal is no longer in the database: its entries are compared all the same."""
    for number in vault.numbers():
        if number <= last_number:
            continue
        kept = vault.read(number)
        if kept is None:
            continue
        found.broken_seals.append(number)
        found.add(rules.compare(kept.lines, lines(kept.lines[0].entry - 1, kept.lines[-1].entry)))
