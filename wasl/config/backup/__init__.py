"""One encrypted file that holds a whole installation: rows, uploaded files, seals, keys.

The file is a tar, encrypted in chunks under a key that stands in a file of its own (`crypt`). Rows are written table by
table as lines of JSON that both databases read (`rows`), so a backup of SQLite restores on PostgreSQL and the
reverse. The manifest, last in the tar, tells the count and the checksum of everything; restoring compares them
with what then stands in the database and the folders (`archive`, `restoring`).
"""

from wasl.config.backup.archive import Contents, write_backup
from wasl.config.backup.crypt import BackupError, load_key, make_key
from wasl.config.backup.restoring import restore_backup

__all__ = ["BackupError", "Contents", "load_key", "make_key", "restore_backup", "write_backup"]
