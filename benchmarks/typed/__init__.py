"""How well typed changes are found, kind by kind, on pairs that were labelled by hand."""
