"""A bundle: one zip about one edit, which anyone can read and check without this program.

Numbers that name no source are chosen; nothing was measured for them alone.
"""
