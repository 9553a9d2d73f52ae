"""Documents (documents): files that people hand in and documents the house writes.

French name: Pièces. Owns the files: who handed them in, for which record, under which compartment, and their
bytes, kept once each under the fingerprint of their content. What a file is, is read from its bytes, never from
its name; pictures are drawn anew so that no place or device stays in them. A file is opened by whoever may open
its owner (each room says so in the slot `file_owners`), compartments by named roles with a reason, and every
opening is written in the journal. It never decides what a paper proves, and serves nothing by a public address.
"""
