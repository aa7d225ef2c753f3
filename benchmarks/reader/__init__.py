"""How well articles are read, beside other extractors, on pages with a known reading."""
