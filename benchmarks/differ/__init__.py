"""How well changes are found and classified, beside other differs."""
