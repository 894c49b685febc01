#!/usr/bin/env python3
"""Kills the service (SIGKILL) at random moments of a backfill, and compares what it ends with to an undisturbed run.

Usage: bin/bench kill [--kills N] [--messages N] MBOX
"""

import argparse
import collections
import itertools
import json
import mailbox
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from imap import FROZEN, LEDGER, Dovecot, Service, wait_for  # noqa: E402


MEMBERS = 10


def fill(file, most, maildir):
    for part in ("cur", "new", "tmp"):
        (maildir / part).mkdir(parents=True)
    box = mailbox.mbox(file, create=False)
    authors = collections.Counter()
    for count, key in enumerate(itertools.islice(box.keys(), most)):
        text = box.get_bytes(key)
        author = address(text)
        authors[author] += 1
        (maildir / "cur" / f"{1_500_000_000 + count}.{count}.bench:2,").write_bytes(proved(author) + text)
    return [author for author, _ in authors.most_common(MEMBERS + 1) if author][:MEMBERS]


def address(text):
    """Whom a mail is from; archives write `ada at example.org`."""
    header = text.split(b"\n\n", 1)[0].decode("latin-1")
    found = re.search(r"^From:.*?([\w.+-]+)(?:@| at )([\w-]+(?:\.[\w-]+)+)", header, re.IGNORECASE | re.MULTILINE)
    return f"{found[1]}@{found[2]}".lower() if found else ""


def proved(author):
    """What a receiving server would have written: otherwise nobody earns a credit, and there is nothing to compare."""
    domain = author.rpartition("@")[2] or "example.org"
    return f"Authentication-Results: mx.example.org; dkim=pass header.d={domain}; dmarc=pass header.from={domain}\n".encode()


def roster(authors):
    """The busiest authors as the team."""
    members = [f"{{id: m{i}, name: Member {i}, joined: 1990-01-01, addresses: [{json.dumps(author)}]}}" for i, author in enumerate(authors)]
    return "members: [" + ", ".join(members) + "]\n"


def answers(folder):
    """All that the ledger says, as it says it."""
    told = {}
    for command in ("messages", "threads", "credits", "queue", "quarantine", "active"):
        run = subprocess.run(
            [LEDGER, "--data", folder / "data", command, "--format", "json"], cwd=folder, capture_output=True, text=True
        )
        told[command] = json.loads(run.stdout)
    return told


def disturbed(dovecot, folder, team, kills):
    service = Service(dovecot, folder, team)
    done = stored = 0
    for done in range(kills):
        # Every other time in the middle of storing; else wherever it is by then, the start included, so that the mails last.
        if done % 2 == 0:
            wait_for(lambda: service.stored() > stored or service.ready(), "some progress", 0.02)
            stored = service.stored()
            time.sleep(random.uniform(0, 0.1))
        else:
            time.sleep(random.uniform(0, 3))
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
        subprocess.run([LEDGER, "--data", folder, "init"], stdout=subprocess.DEVNULL, check=True)
    os.environ.update(FROZEN)
    home = pathlib.Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        team = roster(fill(options.file, options.messages, home / "mail"))
        dovecot = Dovecot(home)
        try:
            dovecot.take_over(home / "mail")
            dovecot.warm()
            with tempfile.TemporaryDirectory(prefix="bench-") as one, tempfile.TemporaryDirectory(prefix="bench-") as other:
                one, other = pathlib.Path(one), pathlib.Path(other)
                disturbed(dovecot, one, team, 0)
                killed = disturbed(dovecot, other, team, options.kills)
                calm, rough = answers(one), answers(other)
        finally:
            dovecot.stop()
    finally:
        shutil.rmtree(home, ignore_errors=True)
    different = [command for command in calm if calm[command] != rough[command]]
    credits = len(calm["credits"]["credits"])
    print(f"{len(calm['messages']['messages'])} messages, {credits} credits, killed {killed} times: "
          + ("every answer is the same" if not different else "different: " + ", ".join(different)))
    sys.exit(1 if different or not credits or killed < options.kills else 0)


if __name__ == "__main__":
    main()
