"""The small news site that edits itself, used by `archiver demo` and by the tests.

Numbers that name no source are chosen; nothing was measured for them alone.
"""

from archiver.demo.articles import time_at
from archiver.demo.script import TRUTH
from archiver.demo.site import DemoSite

__all__ = ["TRUTH", "DemoSite", "time_at"]
