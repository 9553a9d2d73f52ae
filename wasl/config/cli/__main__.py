"""`python -m wasl.config.cli`, for a checkout."""

from wasl.config.cli import main

main(prog_name="wasl")
