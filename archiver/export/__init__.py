"""Write edits and revisions in other formats: one small file a format, and a registry."""
