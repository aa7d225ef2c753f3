"""Decide when an article is due and when a host may be asked; pure."""
