"""Turn seeds into links: feeds, sitemaps, listings; no network."""
