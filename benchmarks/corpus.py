"""How many reports a second ``reportlib extract`` reads, with one and two processes, and whether
memory grows with their number.

``python benchmarks/corpus.py [FOLDER ...]`` copies the reports of the folders (by default the
shipped one) until there are 200, and extracts them in new
processes. Memory is the most that all processes of a run hold at once, by /proc (Linux).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

from reportlib.sources import READABLE
from reportlib.text.report import data_folder

EXTRACT = [sys.executable, "-c", "from reportlib.cli import main; main()", "extract"]
RUNS = ((50, 1), (200, 1), (50, 2), (200, 2))  # reports, processes


def copy_reports(folders: list[str], into: Path, n: int) -> None:
    """Copy the reports of the folders round and round until there are `n`."""
    paths = sorted(path for folder in folders for path in Path(folder).iterdir())
    reports = [path for path in paths if path.suffix in READABLE and path.is_file()]
    if not reports:
        raise SystemExit(f"no report in {', '.join(folders)}")
    for number, path in enumerate(islice(cycle(reports), n)):
        shutil.copy(path, into / f"{number:03d}-{path.name}")


def resident(session: int) -> int:
    """Bytes that the processes of a session hold in memory now."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(fields[3]) == session:
                total += int(fields[21]) * os.sysconf("SC_PAGE_SIZE")
        except OSError:  # it has just ended
            continue
    return total


def run(files: list[Path], out: Path, jobs: int) -> tuple[float, int]:
    """Seconds and peak bytes of one extraction."""
    start, peak = time.perf_counter(), 0
    command = [*EXTRACT, *map(str, files), "--out", str(out), "--jobs", str(jobs)]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    while process.poll() is None:
        peak = max(peak, resident(process.pid))
        time.sleep(0.05)
    seconds = time.perf_counter() - start
    failed = (out / "log.csv").read_text(encoding="utf-8-sig").count(",failed,")
    if failed:
        print(f"{failed} of {len(files)} failed")
    return seconds, peak


def main() -> None:
    """Print a line for each run."""
    folders = sys.argv[1:] or [str(data_folder() / "reports")]
    with tempfile.TemporaryDirectory() as beside:
        root = Path(beside)
        (root / "in").mkdir()
        copy_reports(folders, root / "in", max(n for n, _ in RUNS))
        files = sorted((root / "in").iterdir())
        for n, jobs in RUNS:
            seconds, peak = run(files[:n], root / f"{n}-{jobs}", jobs)
            print(
                f"{n:4d} reports, {jobs} processes: {seconds:6.1f} s, {n / seconds:5.2f} reports "
                f"a second, {peak / 2**20:5.0f} MiB at most",
                flush=True,
            )


if __name__ == "__main__":
    main()
