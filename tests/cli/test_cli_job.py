"""The whole job by the command line alone, with the JSON that other programs rely on."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from store_samples import ONE, First, see, watch

from archiver.demo import DemoSite
from archiver.home import Home
from archiver.store import Store

FIRST, SECOND = "2026-11-24T10:00:00Z", "2026-11-24T10:15:00Z"
KEYS = {"id", "article", "url", "collection", "source", "headline", "kind"} | {
    "old_revision", "new_revision",
    "not_before", "not_after", "fields", "body", "blocks", "substantive", "disclosure", "reasons", "summary",
    "signed_in", "changes",
}  # fmt: skip


def test_the_job_by_the_command_line(archiver, site: DemoSite, tmp_path: Path) -> None:
    def run(*words: str) -> Any:
        done = archiver("--home", "news", *words)
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout) if "--json" in words else done.stdout

    archiver("init", "news")
    (tmp_path / "news" / "archiver.toml").write_text(
        f'[guard]\nallow = ["{urlsplit(site.url).netloc}"]\n[politeness]\ndelay = "10ms"\n'
        '[schedule]\nconfirm = "50ms"\n[capture]\ndwell = "700ms"\ndeadline = "120s"\n'
    )
    assert "rss with 8 links" in run("add", site.url + "/feed.xml")
    assert sum(found["new"] for found in run("discover", "--json", "--now", FIRST)) == 8
    assert {visit["outcome"] for visit in run("run", "--all", "--limit", "3", "--json", "--now", FIRST)} == {
        "first"
    }

    site.at(1)
    run("run", "--all", "--limit", "3", "--now", SECOND)
    edits = run("edits", "--json", "--full", "--events")
    assert {(edit["not_before"], edit["not_after"]) for edit in edits} == {(FIRST, SECOND)}
    assert all(edit.keys() == KEYS | {"before", "after"} for edit in edits)
    (bridge,) = (edit for edit in edits if "harbor-bridge" in edit["url"])
    assert bridge["blocks"] == {"same": 10, "edited": 1}
    assert "$4.2 million" in bridge["body"]["old"]
    assert "$6.2 million" in bridge["body"]["new"]
    assert (bridge["old_revision"], bridge["new_revision"]) == (1, 2)
    assert bridge["substantive"] is True
    assert bridge["disclosure"] is None
    assert "$4.2 million" in bridge["before"]
    assert "$6.2 million" in bridge["after"]

    diff = run("diff", bridge["url"], "1..2", "--json")
    (edited,) = (block for block in diff["blocks"] if block["kind"] == "edited")
    assert "".join(text for kind, text in edited["spans"] if kind != "added") in bridge["before"]
    assert "".join(text for kind, text in edited["spans"] if kind != "removed") in bridge["after"]
    assert "[-$4.2 million-]" in run("diff", bridge["url"])
    assert "$4.2 million" in run("show", bridge["url"] + "@1")
    assert "headline" in run("show", "--why", bridge["url"])
    told = run("show", "--why", bridge["url"], "--json")["left_out"]
    assert all(line["text"] and line["why"] for line in told)
    assert told

    log = run("log", bridge["url"], "--json")
    assert [revision["number"] for revision in log["revisions"]] == [1, 2]
    assert run("edits", "--silent", "--json")
    assert run("edits", "--json", "--since", "2026-11-24T11:00:00Z") == []
    assert "0 damaged" in run("verify")
    assert "no edit was made" in run("reread")
    assert run("edits", "--json", "--full", "--events") == edits, "a reread makes no edit"

    lines = [json.loads(line) for line in run("export", "--format", "jsonl").splitlines()]
    assert [line["id"] for line in lines] == [edit["id"] for edit in edits]
    rows = list(csv.DictReader(io.StringIO(run("export", "--format", "csv"))))
    assert any("bridge" in row["url"] for row in rows)


def test_damage_is_exit_3(archiver, news: Home) -> None:
    with Store.open(news.database, news.snapshots) as store:
        see(store, watch(store), ONE, First(), minutes=0)
    broken = max(news.snapshots.rglob("*.zst"), key=lambda path: path.stat().st_size)
    broken.write_bytes(broken.read_bytes()[:-7] + b"damaged")
    done = archiver("--home", "news", "verify")
    assert done.returncode == 3
    assert broken.stem in done.stderr
