"""Datasette's own templates, mended where they keep somebody out: who listens to a page, or needs contrast.

They are changed as they are read, by the hook that Jinja has for that: a copy of each would have to be kept
in step with Datasette. What no longer fits changes nothing; a test finds then what is broken.
"""

from __future__ import annotations

from collections.abc import Mapping

from jinja2.ext import Extension

MENDED: Mapping[str, tuple[tuple[str, str], ...]] = {
    "base.html": (
        ("<html>", '<html lang="en">'),
        ('<section class="content">', '<main><section class="content">'),
        ("</section>\n</div>\n<footer", "</section></main>\n</div>\n<footer"),
    ),
    "table.html": (
        ("<h3>{% if filtered_table_rows_count", '<h2 class="count">{% if filtered_table_rows_count'),
        (
            "{{ human_description_en }}{% endif %}\n    </h3>",
            "{{ human_description_en }}{% endif %}\n    </h2>",
        ),
        (
            '<dl class="column-descriptions">',
            '<details><summary>What the columns mean</summary><dl class="column-descriptions">',
        ),
        ("{% endfor %}\n</dl>\n{% endif %}", "{% endfor %}\n</dl></details>\n{% endif %}"),
        ('<select name="_filter_column', '<select aria-label="Column" name="_filter_column'),
        ('<select name="_filter_op', '<select aria-label="Comparison" name="_filter_op'),
        (' class="filter-value"', ' aria-label="Value" class="filter-value"'),
    ),
    "query.html": (
        ("<h3>Custom SQL query", '<h2 class="count">Custom SQL query'),
        ("{% endif %}</h3>", "{% endif %}</h2>"),
    ),
    "database.html": (("<h3>Custom SQL query</h3>", '<h2 class="count">Custom SQL query</h2>'),),
    "_codemirror_foot.html": (
        (
            "cmResize(editor,",
            'editor.getInputField().setAttribute("aria-label", "SQL query");\n        cmResize(editor,',
        ),
    ),
}
"""What stands in a template, by its name, and what is to stand there."""


class Mended(Extension):
    """Mends templates as they are read."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return the source of a template as it should be."""
        del filename
        for was, becomes in MENDED.get((name or "").removeprefix("default:"), ()):
            source = source.replace(was, becomes)
        return source
