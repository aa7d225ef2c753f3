"""A watch over the demo site, judged."""
