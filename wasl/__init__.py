"""Wasl (وصل, "the link" and "the receipt"): from the first welcome to a business or a job."""

__version__ = "0.1.0"
