"""May this address be contacted? The policy, and the proxy that every connection goes through.

Numbers that name no source are chosen; nothing was measured for them alone.
"""
