"""The reading room and the lists beside it, on an archive of a million revisions."""
