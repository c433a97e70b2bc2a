"""One file with all that cannot be made again: the kept collections, the judgements, and the graph as it is served.

:func:`backup` writes it while others read and write; :func:`restore` puts it back, checked first and switched at once.
"""

from graph_builder.backup.archive import Archive
from graph_builder.backup.manifest import Manifest
from graph_builder.backup.restoring import Restored, restore
from graph_builder.backup.taking import backup

__all__ = ["Archive", "Manifest", "Restored", "backup", "restore"]
