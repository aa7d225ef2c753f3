"""Real pages, captured again and again over years, from reading to verdict."""
