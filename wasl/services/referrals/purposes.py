"""What the codes and links of this room open, and of which kind of record."""

from __future__ import annotations

KIND = "referrals.referral"
LINK = "referrals.referral"  # the link of the institution: it leads to the page that asks for the code
CODE = "referrals.code"  # the second factor, sent to the registered phone or mail
WITHDRAWAL = "referrals.withdrawal"  # the code of the person's receipt
