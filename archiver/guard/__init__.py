"""May this address be contacted? The policy, and the proxy that every connection goes through."""
