"""The Datasette plugin: pages for people who read the archive."""
