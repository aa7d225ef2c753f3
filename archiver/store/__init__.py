"""Keep snapshots, readings, revisions and visits in SQLite beside content-addressed files."""
