"""Walk articles through the steps: add, discover, visit, find, restore, send."""
