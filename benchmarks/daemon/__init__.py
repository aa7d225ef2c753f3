"""A day of the daemon on a fast clock."""
