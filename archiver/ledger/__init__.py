"""The ledger: a transparency log of all visits, as C2SP and RFC 6962 describe such logs.

Pure: where hashes, lines and keys are kept is for others to know.

Numbers that name no source are chosen; nothing was measured for them alone.
"""
