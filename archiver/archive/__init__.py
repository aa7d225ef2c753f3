"""The archive as users hold it: `looking` asks, `visiting` and `tending` work, `working` is all of them.

Numbers that name no source are chosen; nothing was measured for them alone.
"""
