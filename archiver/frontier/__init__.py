"""Decide when an article is due and when a host may be asked; pure.

Numbers that name no source are chosen; nothing was measured for them alone.
"""
