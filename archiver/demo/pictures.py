"""Pictures for the demo: small harbor scenes drawn from a name, as PNG or SVG, always the same."""

from __future__ import annotations

import struct
import zlib
from functools import cache
from math import sin
from random import Random

WIDTH, HEIGHT = 640, 360  # pixels; small enough to draw in a moment, large enough to look at

Colour = tuple[int, int, int]

PALETTES: tuple[tuple[Colour, Colour, tuple[Colour, ...]], ...] = (
    ((247, 214, 186), (232, 150, 122), ((92, 107, 128), (64, 82, 107), (38, 54, 79))),
    ((205, 222, 235), (140, 175, 205), ((94, 124, 140), (60, 92, 110), (36, 60, 78))),
    ((236, 232, 210), (190, 200, 160), ((122, 142, 108), (88, 112, 84), (52, 76, 60))),
    ((222, 210, 232), (170, 150, 196), ((104, 96, 140), (74, 68, 110), (46, 42, 76))),
)
"""Sky at the top, sky at the horizon, and three hills from far to near."""


@cache
def draw(name: str) -> tuple[bytes, str]:
    """Return a picture and its media type, by the ending of its name."""
    seed = Random(name)  # noqa: S311 (a drawing, not a secret)
    palette = seed.choice(PALETTES)
    hills = [
        (0.5 + 0.15 * place, seed.uniform(14, 34), seed.uniform(80, 150), seed.uniform(0, 6))
        for place in range(3)
    ]
    sun = (seed.randint(90, WIDTH - 90), seed.randint(60, 120), seed.randint(22, 40))
    if name.endswith(".svg"):
        return _svg(palette, hills, sun).encode(), "image/svg+xml"
    return _png(palette, hills, sun), "image/png"


Palette = tuple[Colour, Colour, tuple[Colour, ...]]
Hill = tuple[float, float, float, float]
Sun = tuple[int, int, int]


def _ridge(hill: Hill, x: int) -> float:
    base, height, length, shift = hill
    return HEIGHT * base + height * sin(x / length + shift) + height / 3 * sin(x / length * 2.7 + shift)


def _svg(palette: Palette, hills: list[Hill], sun: Sun) -> str:
    top, low, greens = palette
    shapes = []
    for colour, hill in zip(greens, hills, strict=True):
        line = " ".join(f"{x},{_ridge(hill, x):.0f}" for x in range(0, WIDTH + 1, 20))
        shapes.append(f'<polygon points="0,{HEIGHT} {line} {WIDTH},{HEIGHT}" fill="rgb{colour}"/>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}">'
        f'<defs><linearGradient id="s" x2="0" y2="1"><stop stop-color="rgb{top}"/>'
        f'<stop offset="1" stop-color="rgb{low}"/></linearGradient></defs>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="url(#s)"/>'
        f'<circle cx="{sun[0]}" cy="{sun[1]}" r="{sun[2]}" fill="#fff6e0" opacity=".85"/>'
        f"{''.join(shapes)}</svg>"
    )


def _png(palette: Palette, hills: list[Hill], sun: Sun) -> bytes:
    """Draw at half the size: a dot at a time is slow in Python."""
    top, low, greens = palette
    width, height = WIDTH // 2, HEIGHT // 2
    ridges = [[_ridge(hill, 2 * x) / 2 for x in range(width)] for hill in hills]
    rows = bytearray()
    for y in range(height):
        share = min(1.0, y / (height * 0.6))
        sky = bytes(round(a + (b - a) * share) for a, b in zip(top, low, strict=True))
        rows.append(0)  # filter type "none"
        for x in range(width):
            near = [green for green, ridge in zip(greens, ridges, strict=True) if y >= ridge[x]]
            if near:
                rows += bytes(near[-1])
            elif (2 * x - sun[0]) ** 2 + (2 * y - sun[1]) ** 2 < sun[2] ** 2:
                rows += b"\xff\xf6\xe0"
            else:
                rows += sky
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)  # 8 bits a channel, RGB
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
