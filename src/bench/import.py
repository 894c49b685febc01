#!/usr/bin/env python3
"""Times whole imports beside a script that only reads headers, in turns, each from nothing to a committed ledger; the best of each counts.

Usage: bin/bench import [--runs N] [--peers] [--grow MB] FILE…

With --peers also beside `notmuch new`, `mu index` (of the same mails, unpacked to a Maildir before) and `sha256sum` of the file, which is the
least that reading it can take. Each is measured by the clock and by the processor time that it used, which tells more on a busy machine.
"""

import argparse
import gzip
import json
import mailbox
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from imap import FROZEN, HOME, LEDGER, fill, renamed  # noqa: E402

BASELINE = HOME / "src" / "bench" / "baseline.py"
PEERS = {"notmuch": "notmuch", "mu": "maildir-utils"}


class Measured:
    """A process that ended: seconds by the clock and of processor time, peak memory in MB, and what it printed."""

    def __init__(self, seconds, cpu, memory, answer):
        self.seconds = seconds
        self.cpu = cpu
        self.memory = memory
        self.answer = answer

    def best(self, other):
        """The least time of each kind, and the most memory."""
        return Measured(
            min(self.seconds, other.seconds), min(self.cpu, other.cpu), max(self.memory, other.memory), self.answer)


def run(command, environment=None):
    """Its start and end included."""
    with tempfile.TemporaryFile() as out:
        start = time.monotonic()
        process = subprocess.Popen([str(word) for word in command], stdout=out, env={**os.environ, **(environment or {})})
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"bench: {pathlib.Path(command[0]).name} ended with {process.returncode}: see above")
        out.seek(0)
        answer = out.read()
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Measured(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit, answer)


def ledger(file, maildir, folder):
    return run([LEDGER, "--data", folder / "data", "import", "--source", "bench", "--format", "json", file])


def script(file, maildir, folder):
    return run([sys.executable, BASELINE, file, folder / "baseline.sqlite"])


def sha256sum(file, maildir, folder):
    return run(["sha256sum", file])


def notmuch(file, maildir, folder):
    (folder / "index").mkdir()
    (folder / "config").write_text(f"[database]\npath={folder}/index\nmail_root={maildir}\n[user]\nname=Bench\nprimary_email=bench@example.org\n")
    return run(["notmuch", "new", "--quiet", "--no-hooks"], {"NOTMUCH_CONFIG": str(folder / "config")})


def mu(file, maildir, folder):
    subprocess.run(["mu", "init", "--quiet", f"--muhome={folder}/mu", f"--maildir={maildir}"], check=True)
    return run(["mu", "index", "--quiet", f"--muhome={folder}/mu"])


def available():
    """The peers that are installed; root installs what is missing."""
    missing = [package for program, package in PEERS.items() if not shutil.which(program)]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        print("installing " + " and ".join(missing) + " …", file=sys.stderr)
        subprocess.run(["apt-get", "update", "-qq"], stdout=sys.stderr)
        subprocess.run(["apt-get", "install", "-y", "-qq", *missing], stdout=sys.stderr)
    for program, package in PEERS.items():
        if not shutil.which(program):
            print(f"bench: {program} is left out, because it is missing: apt-get install {package}", file=sys.stderr)
    return [peer for peer in (notmuch, mu) if shutil.which(peer.__name__)]


def plain(file, folder):
    """The file unpacked, for programs that do not read gzip."""
    with open(file, "rb") as packed:
        if packed.read(2) != b"\x1f\x8b":
            return file
    unpacked = folder / file.name.removesuffix(".gz")
    with gzip.open(file) as source, open(unpacked, "wb") as target:
        shutil.copyfileobj(source, target)
    return unpacked


def grow(files, megabytes, folder):
    """One mbox of the mails of these, over and over under other ids, until it is that large; the same each time."""
    grown = folder / f"grown-{megabytes}.mbox"
    boxes = [mailbox.mbox(plain(file, folder), create=False) for file in files]
    count = size = 0
    with open(grown, "wb") as target:
        while size < megabytes * 1_000_000:
            for box in boxes:
                for key in box.keys():
                    text = box.get_bytes(key, from_=True)
                    size += target.write((renamed(text, count) if count else text).rstrip(b"\n") + b"\n\n")
                    if size >= megabytes * 1_000_000:
                        return grown
            count += 1
    return grown


def measure(file, runs, peers, home):
    maildir = home / "maildir"
    contestants = [script, ledger]
    if peers is not None:
        fill([plain(file, home)], 1, maildir)
        contestants += [*peers, sha256sum]
    best = {}
    for _ in range(runs):
        for measured in contestants:
            folder = pathlib.Path(tempfile.mkdtemp(prefix="bench-"))
            try:
                result = measured(file, maildir, folder)
            finally:
                shutil.rmtree(folder, ignore_errors=True)
            name = measured.__name__
            best[name] = result.best(best[name]) if name in best else result
    size = file.stat().st_size / 1e6
    told = {name: json.loads(best[name].answer) for name in ("script", "ledger")}
    print(f"{file.name}: {size:.1f} MB, {told['ledger']['read']} messages; of {runs} the best time and the largest memory")
    print("               seconds  processor  messages/s   memory   to script")
    for name, result in best.items():
        rate = told["script"]["read"] / result.seconds
        against = best["script"].seconds / result.seconds
        print(f"  {name:10} {result.seconds:9.2f} {result.cpu:8.2f} s {rate:11.0f} {result.memory:5.0f} MB {against:9.2f} ×")
    for name, other in best.items():
        if name != "ledger":
            more = best["ledger"].seconds / other.seconds
            work = best["ledger"].cpu / other.cpu
            print(f"  the ledger takes {more:.2f} times as long as {name}, and {work:.2f} times the processor time")
    print(f"  ledger     {json.dumps(told['ledger'])}", flush=True)
    shutil.rmtree(maildir, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(prog="bin/bench import", description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="runs of each (default: 3)")
    parser.add_argument("--peers", action="store_true", help="also beside notmuch, mu and sha256sum")
    parser.add_argument("--grow", type=int, metavar="MB", help="instead of the files one of this size, made of their mails over and over")
    parser.add_argument("files", nargs="+", type=pathlib.Path, metavar="FILE", help="an mbox, also packed by gzip")
    options = parser.parse_args()
    if options.runs < 1:
        parser.error("--runs is at least 1")
    if options.grow is not None and options.grow < 1:
        parser.error("--grow is at least 1")
    for file in options.files:
        if not file.is_file():
            parser.error(f"{file} is no file")
    peers = available() if options.peers else None
    # Build, and let the launcher make what it keeps for later starts, before anything is timed.
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        mail = pathlib.Path(folder) / "one.eml"
        mail.write_text("From: Ada <ada@example.org>\nMessage-ID: <one@example.org>\n\nHello.\n")
        command = [LEDGER, "--data", pathlib.Path(folder) / "data", "import", "--source", "bench", mail]
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    # What is measured is what was built when it began.
    os.environ.update(FROZEN)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        home = pathlib.Path(folder)
        files = options.files if options.grow is None else [grow(options.files, options.grow, home)]
        for file in files:
            measure(file, options.runs, peers, home)


if __name__ == "__main__":
    main()
