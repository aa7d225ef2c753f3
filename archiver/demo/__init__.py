"""The small news site that edits itself, used by `archiver demo` and by the tests."""
