"""What one sight of an article means: one table of small rules in one order (`table.py`); pure.

Numbers that name no source are chosen; nothing was measured for them alone.
"""
