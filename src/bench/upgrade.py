#!/usr/bin/env python3
"""Upgrades nodes one after the other, from an older version to this one, on one PostgreSQL while mail arrives.

Two nodes of the older version serve; a new one changes the tables under them, and they go on; then new ones take their places one by one.
OLD is a checkout of that version with the program built in it; one from before `ledger database copy` is built with
-Dquarkus.datasource.db-kind=postgresql. Says whether a page failed on a node that was up, whether mail was lost or doubled, and how soon
a decision made on a node of one version is in the answers of the other.

Usage: bin/bench upgrade OLD [--mails N]
"""

import argparse
import collections
import contextlib
import itertools
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from imap import FROZEN, LEDGER, Dovecot, wait_for  # noqa: E402
from nodes import Letters, Node, Postgres, mails, prepare  # noqa: E402

PAGES = ("/", "/queue", "/review", "/sources", "/audit-log", "/api/v1/members", "/api/v1/members/m0/credits", "/api/v1/messages", "/api/v1/audit-log")


class Reader(threading.Thread):
    """Reads pages of one node again and again, and counts those that it does not get."""

    def __init__(self, node, password):
        super().__init__(daemon=True)
        self.node, self.password = node, password
        self.answers = collections.Counter()
        self.failed = collections.Counter()
        self.slowest = 0
        self.on = True

    def run(self):
        self.node.sign_in(self.password)
        for path in itertools.cycle(PAGES):
            if not self.on:
                return
            begun = time.monotonic()
            try:
                with self.node.session.open(f"http://127.0.0.1:{self.node.port}{path}", timeout=60) as answer:
                    answer.read()
                    self.answers[path] += 1
            except urllib.error.HTTPError as failure:
                self.failed[f"{path} {failure.code}"] += 1
            except OSError as failure:
                if self.on:
                    self.failed[f"{path} {type(failure).__name__}"] += 1
            self.slowest = max(self.slowest, time.monotonic() - begun)
            time.sleep(0.05)

    def stop(self):
        self.on = False
        self.join()


def reports(node):
    """For which m0 has a credit."""
    with contextlib.suppress(ValueError, KeyError):
        return [credit["report"] for credit in json.loads(node.get("/api/v1/members/m0/credits"))["credits"]]
    return []


def status(node, report):
    with contextlib.suppress(ValueError, KeyError):
        return next((one["status"] for one in json.loads(node.get("/api/v1/threads"))["threads"] if one["report"] == report), None)
    return None


def seen(maker, asked, token, report):
    """Seconds from the answer of one node, which was told that a report is spam, until the other node says so."""
    request = urllib.request.Request(f"http://127.0.0.1:{maker.port}/api/v1/threads/{report}/status",
                                     json.dumps({"status": "spam", "reason": "bench"}).encode(),
                                     {"Authorization": f"Bearer {token}", "Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        answer.read()
    done = time.monotonic()
    wait_for(lambda: status(asked, report) == "spam", "a decision of another node")
    return time.monotonic() - done


def main():
    parser = argparse.ArgumentParser(prog="bin/bench upgrade", description=__doc__.splitlines()[0])
    parser.add_argument("old", type=pathlib.Path, metavar="OLD", help="a checkout of the older version, with the program built in it")
    parser.add_argument("--mails", type=int, default=600, metavar="N", help="mails that arrive (default: 600)")
    options = parser.parse_args()
    old = options.old.resolve() / "bin" / "ledger"
    if not old.exists():
        sys.exit(f"bench: {options.old} is no checkout of this program")
    if not shutil.which("/usr/sbin/dovecot"):
        sys.exit("bench: /usr/sbin/dovecot is missing: apt-get install dovecot-imapd")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        subprocess.run([LEDGER, "--data", folder, "init"], stdout=subprocess.DEVNULL, check=True)
    os.environ.update(FROZEN)
    home = pathlib.Path(tempfile.mkdtemp(prefix="bench-"))
    (home / "mail").mkdir()
    (home / "database").mkdir()
    dovecot = Dovecot(home / "mail")
    os.chmod(home, 0o755)
    postgres = Postgres(home / "database")
    letters = Letters()
    nodes = [Node(i, home / f"node{i}", postgres, dovecot, letters, old) for i in range(2)]
    readers = []

    def read(node):
        readers.append(Reader(node, password))
        readers[-1].start()
        return readers[-1]

    try:
        password = prepare(nodes)
        token = nodes[0].run("token", "create", "bench", "--label", "bench", "--scope", "read-and-act").split()[-1]
        # the older version does not take the head by itself
        shutil.copy(nodes[0].folder / "data" / "audit.head", nodes[1].folder / "data" / "audit.head")
        for node in nodes:
            node.start()
        wait_for(lambda: all(node.ready() for node in nodes), "the start of the older nodes", 0.5)
        arrived = 0

        def deliver():
            nonlocal arrived
            for text in itertools.islice(mails(), options.mails):
                dovecot.deliver(text.encode())
                arrived += 1

        reading = [read(node) for node in nodes]
        mail = threading.Thread(target=deliver, daemon=True)
        mail.start()
        wait_for(lambda: all(node.stored() > 20 for node in nodes), "the first mail", 0.2)
        wait_for(lambda: all(len(reports(node)) > 2 for node in nodes), "the first credits", 0.2)

        new = Node(2, home / "node2", postgres, dovecot, letters)
        (new.folder / "data").mkdir(mode=0o700)
        for name in ("ledger.key", "session.key"):
            shutil.copy(nodes[0].folder / "data" / name, new.folder / "data" / name)
        begun = time.monotonic()
        new.start()
        wait_for(new.ready, "the start of the new node", 0.1)
        started = time.monotonic() - begun
        reading.append(read(new))
        wait_for(lambda: len(reports(new)) > 2, "the answers of the new node")
        first, second = list(dict.fromkeys(reports(new)))[:2]
        old_to_new = seen(nodes[0], new, token, first)
        new_to_old = seen(new, nodes[1], token, second)
        stored = nodes[0].stored()
        print(f"the new node was ready after {started:.1f} s; {stored} of {arrived} mails stored then; a decision of an old node was in the answers "
              f"of the new one {old_to_new:.2f} s later, one of the new node in those of an old one {new_to_old:.2f} s later", flush=True)

        for number, node in enumerate(nodes):
            reading[number].stop()
            node.stop()
            nodes[number] = Node(number + 3, home / f"node{number + 3}", postgres, dovecot, letters)
            shutil.copytree(node.folder / "data", nodes[number].folder / "data")
            nodes[number].start()
            wait_for(nodes[number].ready, "the start of a node", 0.1)
            reading[number] = read(nodes[number])
        nodes.append(new)
        mail.join()
        wait_for(lambda: all(node.stored() >= options.mails for node in nodes), "the rest of the mail", 0.5)
        for reader in reading:
            reader.stop()
        ids = collections.Counter(line["messageId"] for line in json.loads(new.run("messages", "--format", "json"))["messages"])
        check = json.loads(new.run("check", "--format", "json"))["checks"]
    finally:
        for reader in readers:
            reader.on = False
        for node in nodes + [new] if "new" in locals() else nodes:
            node.stop()
        dovecot.stop()
        with contextlib.suppress(Exception):
            postgres.down()
        shutil.rmtree(home, ignore_errors=True)
    answers = sum(sum(reader.answers.values()) for reader in readers)
    failed = sum((reader.failed for reader in readers), collections.Counter())
    doubled = [one for one, times in ids.items() if times > 1]
    wrong = [line for line in check if line["state"] not in ("fine", "ok")]
    print(f"{answers:,} pages read, {sum(failed.values())} failed {dict(failed) or ''}; the slowest took {max(r.slowest for r in readers):.1f} s")
    print(f"{options.mails} mails: lost {options.mails - len(ids)}, doubled {len(doubled)}")
    for line in wrong:
        print(f"check: {line['check']}: {line['what']}")
    sys.exit(1 if failed or doubled or len(ids) != options.mails or wrong else 0)


if __name__ == "__main__":
    main()
