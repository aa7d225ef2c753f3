"""What happened: visits, readings, revisions, edits; the doors for looking at them."""
