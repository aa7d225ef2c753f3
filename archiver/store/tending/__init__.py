"""How the archive fares: health, fixity, signs of life, what waits to be sent."""
