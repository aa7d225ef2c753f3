"""What the project promises, measured beside its peers."""
