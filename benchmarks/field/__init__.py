"""Situations from the field, played to the watch."""
