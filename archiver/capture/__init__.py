"""Bring a page home with a real browser, or with plain HTTP; decides nothing."""
