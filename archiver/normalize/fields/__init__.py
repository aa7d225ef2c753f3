"""The fields of a reading beside its body, each found among the page's lines and claims."""
