"""Walk articles through the steps: add, discover, visit, find, restore, send.

Numbers that name no source are chosen; nothing was measured for them alone.
"""
