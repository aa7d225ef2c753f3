"""The page: bytes to a tree, a tree to lines, and what it says about itself."""
