"""The schema: tables, views, and the migrations that make them."""
