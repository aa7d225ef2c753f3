"""Captures on more machines than one: workers of `dask.distributed` visit, one process decides and records.

Numbers that name no source are chosen; nothing was measured for them alone.
"""
