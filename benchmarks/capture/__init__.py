"""What a capture costs, beside other programs."""
