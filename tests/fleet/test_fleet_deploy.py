"""What docs/fleet.md has people run is read by its tools, and its commands are ones that there are."""

from __future__ import annotations

import subprocess
from typing import Any

import click
import pytest
import yaml
from source import ROOT

FLEET = ROOT / "deploy" / "fleet"
PARTS = tuple(yaml.safe_load_all((FLEET / "kubernetes.yaml").read_text()))


def containers() -> dict[str, dict[str, Any]]:
    pods = (part["spec"]["template"]["spec"] for part in PARTS if "template" in part.get("spec", {}))
    return {one["name"]: one for pod in pods for one in pod["containers"]}


@pytest.mark.parametrize("name", ["worker", "archive"])
def test_kubernetes_starts_commands_that_there_are(name: str) -> None:
    from archiver.cli import program

    words = containers()[name]["args"]
    command = program.commands[words[0]]
    with command.make_context(words[0], list(words[1:])) as context:
        told = context.params["fleet" if name == "archive" else "scheduler"]
    assert told == "tls://scheduler:8786"
    assert isinstance(command, click.Command)


def test_all_of_a_fleet_in_kubernetes_uses_tls_and_no_root_and_one_archive_decides() -> None:
    kinds = [(part["kind"], part["metadata"]["name"]) for part in PARTS]
    assert kinds.count(("StatefulSet", "archive")) == 1
    for part in PARTS:
        if "template" in part.get("spec", {}):
            pod = part["spec"]["template"]["spec"]
            assert pod["securityContext"]["runAsNonRoot"] is True
            assert pod["automountServiceAccountToken"] is False
            assert part["spec"]["replicas"] == 1 or part["metadata"]["name"] == "worker"
            told = pod["containers"][0]
            assert {"configMapRef": {"name": "fleet-tls-of-dask"}} in told["envFrom"]
            assert {"name": "tls", "mountPath": "/tls", "readOnly": True} in told["volumeMounts"]
    (config,) = (part["data"] for part in PARTS if part["kind"] == "ConfigMap")
    assert config["DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION"] == "true"


def test_the_job_of_slurm_is_a_script_that_bash_can_read() -> None:
    script = FLEET / "slurm.sh"
    done = subprocess.run(["bash", "-n", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    lines = script.read_text().splitlines()
    options = [line for line in lines if line.startswith("#SBATCH ")]
    first = next(number for number, line in enumerate(lines) if line and not line.startswith("#"))
    assert len(options) >= 5
    assert all(lines.index(option) < first for option in options)  # later ones sbatch does not read
    assert '"$1/bin/archiver" worker "$2" --concurrency' in script.read_text()
