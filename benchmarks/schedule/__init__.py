"""How many edits a visit finds, replayed on real histories."""
