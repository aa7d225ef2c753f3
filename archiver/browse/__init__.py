"""The Datasette plugin: pages for people who read the archive.

Numbers that name no source are chosen; nothing was measured for them alone.
"""
