"""How an archive fares, for those who watch many machines: Prometheus, and a health check.

Numbers that name no source are chosen; nothing was measured for them alone.
"""
