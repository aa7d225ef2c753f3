"""The frozen values that travel between the steps; standard library only.

Numbers that name no source are chosen; nothing was measured for them alone.
"""
