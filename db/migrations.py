"""The archive's migrations, where `sqlite-utils migrate db/archive.db db` looks for them."""

from archiver.store.schema.migrations import migrations

__all__ = ["migrations"]
