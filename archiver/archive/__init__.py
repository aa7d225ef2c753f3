"""The archive as users hold it: `looking` asks, `visiting` and `tending` work, `working` is all of them."""
