"""The rows of the ledger: entries, checkpoints, and the hashes that make them a tree."""
