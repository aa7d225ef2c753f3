"""A small news site that edits itself."""
