"""Bring a page home with a real browser, or with plain HTTP; decides nothing.

Numbers that name no source are chosen; nothing was measured for them alone.
"""
