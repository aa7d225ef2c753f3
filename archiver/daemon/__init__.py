"""The program that works for months: the loop, and the desk that takes errands.

Numbers that name no source are chosen; nothing was measured for them alone.
"""
