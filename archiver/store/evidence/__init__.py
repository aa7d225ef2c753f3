"""Evidence at rest: content-addressed files, manifests, last sights, the journal beside them."""
