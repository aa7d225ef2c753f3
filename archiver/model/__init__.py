"""The frozen values that travel between the steps; standard library only."""
