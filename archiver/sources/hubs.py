"""Which hub tells what is new in a seed: by its headers, else by itself.

Source:
    W3C Recommendation "WebSub", section 4: `rel="hub"` and `rel="self"`, headers before elements. JSON Feed
    1.1 names hubs in `hubs` and itself in `feed_url`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from archiver.model.told import Hub
from archiver.model.urls import web_address
from archiver.sources.seed import SeedReading, absolute

_LINK = re.compile(r"<([^<>]{1,2000})>([^<>]{0,500})")
_RELATION = re.compile(r";\s*rel\s*=\s*(?:\"([^\"]*)\"|([^\s;,\"]+))", re.IGNORECASE)

LONGEST_TOPIC = 2_000
"""Characters of an address of a hub or topic; a longer one is none."""


def hub_of(url: str, headers: Iterable[tuple[str, str]], reading: SeedReading) -> Hub | None:
    """Return the hub of a seed, or None where it names none; of several, the first.

    Args:
        url: where the seed was found, after redirects.
        headers: of the answer, names in lower case.
        reading: of the seed.
    """
    named: dict[str, str] = {}
    for name, value in headers:
        if name == "link":
            for target, more in _LINK.findall(value):
                for quoted, bare in _RELATION.findall(more):
                    for relation in (quoted or bare).lower().split():
                        named.setdefault(relation, target)
    hub = absolute(url, named.get("hub") or reading.hub)
    topic = absolute(url, named.get("self") or reading.topic) or url
    if hub is None or web_address(hub) is None or max(len(hub), len(topic)) > LONGEST_TOPIC:
        return None
    return Hub(url=hub, topic=topic)
