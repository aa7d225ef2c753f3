"""Which browser is used, how it is found and how one is obtained."""

from __future__ import annotations

import os
from pathlib import Path

import psutil
import pytest
from workshop import browsers, light, make_capturer

from archiver.capture.browser import candidates, find_browser, survey_browsers
from archiver.capture.obtain import obtain_browser, remedies
from archiver.errors import BrowserMissing


def script(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def bare(folder: Path, *names: str) -> dict[str, str]:
    """Return the environment of a machine that has these commands."""
    for name in names:
        script(folder / "bin" / name, "exit 1")
    return {"PATH": str(folder / "bin"), "HOME": str(folder)}


def test_playwrights_own_goes_before_installed_ones_and_a_shell_before_a_full_browser(tmp_path) -> None:
    environ = bare(tmp_path, "google-chrome", "chromium", "chromium-headless-shell")

    assert [str(c) for c in candidates(None, environ)] == [
        "Playwright's own Chromium",
        str(tmp_path / "bin/chromium-headless-shell"),
        str(tmp_path / "bin/chromium"),
        str(tmp_path / "bin/google-chrome"),
    ]


@pytest.mark.parametrize(
    ("setting", "variable", "chosen"),
    [
        pytest.param("/opt/one", "/opt/two", "/opt/one", id="setting"),
        pytest.param(None, "/opt/two", "/opt/two", id="variable"),
    ],
)
def test_an_explicit_choice_stands_alone(setting, variable, chosen) -> None:
    tried = candidates(setting, {"PATH": "/usr/bin", "ARCHIVER_BROWSER": variable})

    assert [c.path for c in tried] == [chosen]


def test_a_browser_is_found_by_starting_it(chromium) -> None:
    assert "Chrome" in chromium.product
    assert Path(chromium.path).exists()
    assert "--disable-quic" in chromium.flags
    assert not [flag for flag in chromium.flags if "user-data-dir" in flag]


def test_a_chosen_browser_that_does_not_start_is_named_with_the_reason(tmp_path) -> None:
    broken = script(tmp_path / "chromium", "echo 'libnss3.so: cannot open shared object file' >&2; exit 127")

    with pytest.raises(BrowserMissing, match=r"libnss3\.so: cannot open") as raised:
        find_browser(str(broken), os.environ)

    assert str(broken) in str(raised.value)
    assert "archiver doctor --fix" in str(raised.value)


def test_an_installed_browser_that_does_not_start_gives_way_to_the_next(
    tmp_path, chromium, monkeypatch
) -> None:
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    script(tmp_path / "bin/chromium-headless-shell", "exit 1")
    (tmp_path / "bin/chromium").symlink_to(chromium.path)
    environ = {**os.environ, "PATH": f"{tmp_path}/bin"}

    survey = survey_browsers(None, environ)

    assert survey.found is not None
    assert survey.found.product == chromium.product
    assert [attempt.failure is None for attempt in survey.attempts][-2:] == [False, True]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root cannot have the sandbox")
def test_a_sandbox_that_fails_is_not_dropped_silently(chromium) -> None:
    with pytest.raises(BrowserMissing, match="sandbox = false"):
        find_browser(chromium.path, os.environ, sandbox=True)


def test_a_capturer_without_a_browser_says_so(proxy) -> None:
    with make_capturer(proxy, browser="/nowhere/chromium") as capturer, pytest.raises(BrowserMissing):
        list(capturer.capture_all([light("http://127.0.0.1/")]))


def test_the_browser_gets_no_secrets_of_ours(site, proxy, monkeypatch) -> None:
    monkeypatch.setenv("SMTP_PASSWORD", "hunter2")
    others = browsers()
    with make_capturer(proxy) as capturer:
        capturer.capture(light(site.page("/secrets")))
        mine = browsers() - others  # one, or for a moment two: a process just forked looks like its parent
        family = [p for browser in mine for p in (browser, *browser.children(recursive=True))]

        assert family
        assert [p.pid for p in family if "SMTP_PASSWORD" in environ_of(p)] == []


def environ_of(process: psutil.Process) -> dict[str, str]:
    try:
        return process.environ()
    except psutil.Error:
        return {}


def test_the_loopback_bypass_stays_closed(site, proxy, monkeypatch) -> None:
    monkeypatch.setenv("PLAYWRIGHT_DISABLE_FORCED_CHROMIUM_PROXIED_LOOPBACK", "1")
    with make_capturer(proxy) as capturer:
        capture = capturer.capture(light(site.page("/bypass")))

    assert [c.port for c in capture.connections] == [site.port]
    assert os.environ["PLAYWRIGHT_DISABLE_FORCED_CHROMIUM_PROXIED_LOOPBACK"] == "1"


def test_nothing_is_obtained_where_a_browser_starts(chromium) -> None:
    said: list[str] = []

    found = obtain_browser(chromium.path, os.environ, say=said.append)

    assert found.product == chromium.product
    assert said == [f"using {found.path} ({found.product})"]


def test_nothing_is_obtained_in_place_of_a_chosen_browser() -> None:
    said: list[str] = []

    with pytest.raises(BrowserMissing):
        obtain_browser("/nowhere/chromium", os.environ, say=said.append)

    assert said[-1] == "it was asked for by name, so no other one is looked for"


def test_where_the_download_fails_the_package_manager_is_asked(tmp_path, chromium, monkeypatch) -> None:
    (tmp_path / "no-folder").touch()  # where Playwright cannot put what it would download
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "no-folder"))
    bin_, asked = tmp_path / "bin", tmp_path / "asked"
    script(bin_ / "sudo", 'shift; exec "$@"')
    install = f"/bin/ln -s {chromium.path} {bin_}/chromium-headless-shell"
    script(bin_ / "apt-get", f'echo "$@" >> {asked}\n[ "$1" != install ] || {install}')
    nobody = {"PLAYWRIGHT_DOWNLOAD_HOST": "http://127.0.0.1:9"}
    said: list[str] = []

    found = obtain_browser(None, {**os.environ, **nobody, "PATH": str(bin_)}, say=said.append)

    assert found.candidate.path == f"{bin_}/chromium-headless-shell"
    assert asked.read_text().splitlines() == [
        "update",
        "install --yes --no-install-recommends chromium-headless-shell",
    ]
    assert any("trying: Playwright's download" in line for line in said)
    assert any(line.startswith("that failed: Error: ") for line in said)


def test_a_machine_without_apt_has_one_remedy_only(tmp_path) -> None:
    assert len(remedies(bare(tmp_path))) == 1
    assert len(remedies(bare(tmp_path, "apt-get", "sudo"))) == 2
