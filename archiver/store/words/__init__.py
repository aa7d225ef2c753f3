"""Words of texts, and the index by which they are found."""
