#!/bin/bash
# Workers of a fleet on a cluster of SLURM, each a task of this job. See docs/fleet.md.
#   ARCHIVER_SCHEDULER=tls://archive.example.org:8786 sbatch --ntasks=8 slurm.sh
# The scheduler and the archive run elsewhere, where they may stay for months; workers may end at any time.
#SBATCH --job-name=archiver-worker
#SBATCH --ntasks=4
#SBATCH --cpus-per-task=2
#SBATCH --mem-per-cpu=2G
#SBATCH --time=24:00:00
#SBATCH --requeue
#SBATCH --output=archiver-worker-%j.log
set -euo pipefail

: "${ARCHIVER_SCHEDULER:?the address of the scheduler, as tls://archive.example.org:8786}"
# A folder with ca.pem, cert.pem and key.pem, that nobody else can read.
tls=${ARCHIVER_TLS:-$HOME/archiver-tls}
# Where archiver[fleet] and its browser are installed: python -m venv, pip install, archiver doctor --fix.
venv=${ARCHIVER_VENV:-$HOME/archiver-venv}

export DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION=true
export DASK_DISTRIBUTED__COMM__TLS__CA_FILE="$tls/ca.pem"
export DASK_DISTRIBUTED__COMM__TLS__WORKER__CERT="$tls/cert.pem"
export DASK_DISTRIBUTED__COMM__TLS__WORKER__KEY="$tls/key.pem"

# Profiles of browsers go to the node's own disk. A worker that ends with its node is taken up by others.
exec srun --kill-on-bad-exit=0 bash -c '
  export TMPDIR=${SLURM_TMPDIR:-/tmp}
  exec "$1/bin/archiver" worker "$2" --concurrency "$SLURM_CPUS_PER_TASK" \
    --name "$SLURM_JOB_ID-$SLURM_PROCID@$(hostname -s)"
' worker "$venv" "$ARCHIVER_SCHEDULER"
