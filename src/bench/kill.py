#!/usr/bin/env python3
"""Kills the service (SIGKILL) at random moments of a backfill, and compares what it ends with to an undisturbed run.

Usage: bin/bench kill [--kills N] [--messages N] MBOX
"""

import argparse
import itertools
import json
import mailbox
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from imap import FROZEN, LEDGER, Dovecot, Service, wait_for  # noqa: E402


def fill(file, most, maildir):
    for part in ("cur", "new", "tmp"):
        (maildir / part).mkdir(parents=True)
    box = mailbox.mbox(file, create=False)
    for count, key in enumerate(itertools.islice(box.keys(), most)):
        (maildir / "cur" / f"{1_500_000_000 + count}.{count}.bench:2,").write_bytes(box.get_bytes(key))


def answers(folder):
    """All that the ledger says, as it says it."""
    told = {}
    for command in ("messages", "threads", "credits", "queue", "quarantine", "active"):
        run = subprocess.run(
            [LEDGER, "--data", folder / "data", command, "--format", "json"], cwd=folder, capture_output=True, text=True
        )
        told[command] = json.loads(run.stdout)
    return told


def disturbed(dovecot, folder, kills):
    service = Service(dovecot, folder)
    done = 0
    for done in range(kills):
        before = service.stored()
        wait_for(lambda: service.stored() > before or service.ready(), "some progress", 0.02)
        time.sleep(random.uniform(0, 0.3))
        if service.ready():
            break
        service.process.kill()
        service.process.wait()
        service.process = subprocess.Popen(
            [LEDGER, "--data", folder / "data", "serve"], cwd=folder, stdout=service.log, stderr=service.log
        )
    else:
        done = kills
    wait_for(service.ready, "the rest of the backfill")
    service.stop()
    return done


def main():
    parser = argparse.ArgumentParser(prog="bin/bench kill", description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=20, metavar="N", help="times the service is killed (default: 20)")
    parser.add_argument("--messages", type=int, default=10_000, metavar="N", help="messages in the mailbox (default: 10,000)")
    parser.add_argument("file", type=pathlib.Path, metavar="MBOX")
    options = parser.parse_args()
    if not shutil.which("/usr/sbin/dovecot"):
        sys.exit("bench: /usr/sbin/dovecot is missing: apt-get install dovecot-imapd")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        subprocess.run([LEDGER, "--data", folder, "active"], stdout=subprocess.DEVNULL, check=True)
    os.environ.update(FROZEN)
    home = pathlib.Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        fill(options.file, options.messages, home / "mail")
        dovecot = Dovecot(home)
        try:
            dovecot.take_over(home / "mail")
            dovecot.warm()
            with tempfile.TemporaryDirectory(prefix="bench-") as one, tempfile.TemporaryDirectory(prefix="bench-") as other:
                one, other = pathlib.Path(one), pathlib.Path(other)
                disturbed(dovecot, one, 0)
                killed = disturbed(dovecot, other, options.kills)
                calm, rough = answers(one), answers(other)
        finally:
            dovecot.stop()
    finally:
        shutil.rmtree(home, ignore_errors=True)
    different = [command for command in calm if calm[command] != rough[command]]
    print(f"{len(calm['messages']['messages'])} messages, killed {killed} times: "
          + ("every answer is the same" if not different else "different: " + ", ".join(different)))
    sys.exit(1 if different or killed < options.kills else 0)


if __name__ == "__main__":
    main()
