"""Rules of the desk, without Django."""

from __future__ import annotations

GUICHET_FOR: dict[str, str] = {
    "collective_business": "startup_collective",
    "auto_entrepreneur": "auto_entrepreneur",
    "association": "associations",
    "marketing": "marketing_law",
    "labour_law": "marketing_law",
    "employment": "employment",
    "training": "training",
    "health": "health",
    "education": "education",
}

# The key that answers with a reason: digits, then the letters that stand at the same place on every keyboard in use.
REASON_KEYS: dict[str, str] = {
    "information": "1",
    "collective_business": "2",
    "auto_entrepreneur": "3",
    "association": "4",
    "marketing": "5",
    "labour_law": "6",
    "employment": "7",
    "training": "8",
    "papers": "9",
    "health": "s",
    "education": "e",
    "other": "x",
    "": "0",
}


def guichet_kind_for(reason: str) -> str:
    """The kind of guichet that receives people for this reason; "" when any desk does."""
    return GUICHET_FOR.get(reason, "")


def packed(codes: list[str]) -> str:
    """Several codes in one text, each between commas, in the order given and once: ",training,papers,"."""
    return "," + "".join(f"{code}," for code in dict.fromkeys(codes)) if codes else ""


def unpacked(text: str) -> list[str]:
    """The codes of `packed`."""
    return [code for code in text.split(",") if code]


def minutes_between(seconds: float) -> int:
    """Whole minutes of a wait, never negative."""
    return max(0, int(seconds // 60))
