"""What is watched: articles and their addresses, seeds and links, what was promised to hosts."""
