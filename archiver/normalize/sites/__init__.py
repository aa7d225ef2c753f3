"""Readers for publishers that need their own selectors: one small file each."""
