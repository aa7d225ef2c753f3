"""What single changes are about: rules of one line each, over the sentences that changed."""
