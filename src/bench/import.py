#!/usr/bin/env python3
"""Times whole imports beside the baseline, in turns, each from nothing to a committed ledger; the best of each counts.

Usage: bin/bench import [--runs N] FILE…
"""

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

HOME = pathlib.Path(__file__).resolve().parent.parent.parent
LEDGER = HOME / "bin" / "ledger"
BASELINE = HOME / "src" / "bench" / "baseline.py"


def run(command):
    """Seconds, peak memory in MB and the JSON on standard output of a process, its start and end included."""
    with tempfile.TemporaryFile() as out:
        start = time.monotonic()
        process = subprocess.Popen([str(word) for word in command], stdout=out)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"bench: {pathlib.Path(command[0]).name} ended with {process.returncode}: see above")
        out.seek(0)
        answer = json.loads(out.read())
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return seconds, usage.ru_maxrss / unit, answer


def ledger(file, folder):
    return run([LEDGER, "--data", folder / "data", "import", "--source", "bench", "--format", "json", file])


def baseline(file, folder):
    return run([sys.executable, BASELINE, file, folder / "baseline.sqlite"])


def measure(file, runs):
    best = {}
    for _ in range(runs):
        for measured in (baseline, ledger):
            folder = pathlib.Path(tempfile.mkdtemp(prefix="bench-"))
            try:
                seconds, memory, answer = measured(file, folder)
            finally:
                shutil.rmtree(folder, ignore_errors=True)
            name = measured.__name__
            if name in best:
                seconds = min(seconds, best[name][0])
                memory = max(memory, best[name][1])
            best[name] = (seconds, memory, answer)
    size = file.stat().st_size / 1e6
    print(f"{file.name}: {size:.1f} MB, best of {runs}, largest memory of {runs}")
    speeds = {}
    for name, (seconds, memory, answer) in best.items():
        speeds[name] = answer["read"] / seconds
        print(f"  {name:9} {answer['read']:8} messages {seconds:8.2f} s {speeds[name]:9.0f} messages/s {memory:6.0f} MB")
    print(f"  ratio     {speeds['ledger'] / speeds['baseline']:.2f} (ledger's messages/s to the baseline's)")
    print(f"  ledger    {json.dumps(best['ledger'][2])}", flush=True)


def main():
    parser = argparse.ArgumentParser(prog="bin/bench import", description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="runs of each (default: 3)")
    parser.add_argument("files", nargs="+", type=pathlib.Path, metavar="FILE", help="an mbox, also packed by gzip")
    options = parser.parse_args()
    if options.runs < 1:
        parser.error("--runs is at least 1")
    for file in options.files:
        if not file.is_file():
            parser.error(f"{file} is no file")
    # Build, and let the launcher make what it keeps for later starts, before anything is timed.
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        mail = pathlib.Path(folder) / "one.eml"
        mail.write_text("From: Ada <ada@example.org>\nMessage-ID: <one@example.org>\n\nHello.\n")
        command = [LEDGER, "--data", pathlib.Path(folder) / "data", "import", "--source", "bench", mail]
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    for file in options.files:
        measure(file, options.runs)


if __name__ == "__main__":
    main()
