"""Composition: settings, addresses, base pages, command line and demo. Imports every floor; imported by none."""
