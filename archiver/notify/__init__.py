"""Announce edits: one small file a channel, and a registry."""
