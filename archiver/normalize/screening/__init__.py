"""Whether a page is the article at all, and how sure its reading is."""
