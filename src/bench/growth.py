#!/usr/bin/env python3
"""Shows what answers cost as a ledger grows: the same questions on generated ledgers of several sizes, beside an empty one.

Usage: bin/bench growth [--sizes MAILS:THREADS,…] [--members N] [--deliver N] [--runs N]
"""

import argparse
import datetime
import http.client
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import web  # noqa: E402
from imap import FROZEN, LEDGER, Dovecot, Idle, wait_for  # noqa: E402

SIZES = "10000:2000,100000:20000"
PAGES = ("/", "/active", "/members/m1", "/cases", "/queue", "/insight", "/forecast", "/sources", "/reminders")
PAST_DAYS = (100, 400, 700)
LISTS = ("messages", "threads", "credits")


def mailbox(home, dovecot):
    (home / "config").mkdir(exist_ok=True)
    (home / "config" / "application.properties").write_text(f"""
ledger.mailboxes.live.host=127.0.0.1
ledger.mailboxes.live.port={dovecot.port}
ledger.mailboxes.live.security=plain
ledger.mailboxes.live.user=bench
ledger.mailboxes.live.password=bench
ledger.mailboxes.live.authserv-ids=mx.example.org
""")


def credits(service, signed):
    """How many m1 has: the number of the last page, where each has one."""
    _, _, headers = service.ask("/api/v1/members/m1/credits?page=1&size=1", signed)
    for name, value in headers:
        last = re.search(r'[?&]page=(\d+)[^>]*>; rel="last"', value) if name.lower() == "link" else None
        if last:
            return int(last.group(1))
    return 0


def deliveries(dovecot, service, signed, times):
    """Seconds from the delivery of a mail to the credit, and how many of them passed before the server told of it at all."""
    taken = []
    waited = []
    idle = Idle(dovecot)
    for number in range(times):
        results = "Authentication-Results: mx.example.org; dkim=pass header.d=example.org; dmarc=pass header.from=example.org\n"
        before = credits(service, signed)
        there = idle.mails()
        dovecot.deliver(f"Message-ID: <new{number}@example.net>\nFrom: finder@example.net\nSubject: new {number}\n\nA hole.\n".encode())
        answer = (f"{results}Message-ID: <answer{number}@example.org>\nIn-Reply-To: <new{number}@example.net>\n"
                  f"From: m1@example.org\nSubject: Re: new {number}\n\nThanks.\n")
        begun = time.monotonic()
        dovecot.deliver(answer.encode())
        wait_for(lambda: credits(service, signed) > before, "a credit", 0.01)
        taken.append(time.monotonic() - begun)
        waited.append(idle.told_of(there + 2) - begun)
    idle.stop()
    own = [max(0.0, all_of_it - server) for all_of_it, server in zip(taken, waited)]
    return [(ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))])
            for ordered in (sorted(taken), sorted(waited), sorted(own))]


def seconds(home, *words, out=subprocess.DEVNULL):
    """Of a command, its start included; nothing where it failed."""
    begun = time.monotonic()
    run = subprocess.run([LEDGER, "--data", home / "data", *words], cwd=home, stdout=out, stderr=subprocess.PIPE, text=True)
    if run.returncode not in (0, 3):
        print(f"    ledger {words[0]} ended with {run.returncode}: {run.stderr.strip()[-300:]}")
        return float("nan")
    return time.monotonic() - begun


def last_entry(home):
    """The number of the latest entry of the audit log."""
    run = subprocess.run([LEDGER, "--data", home / "data", "decisions", "--format", "csv"], cwd=home, stdout=subprocess.PIPE, text=True, check=True)
    return max((line.partition(",")[0] for line in run.stdout.splitlines()[1:]), key=int)


def without_service(home):
    print(f"  without the service: ledger active {seconds(home, 'active'):.2f} s the first time after the import,"
          f" {min(seconds(home, 'active') for _ in range(3)):.2f} s from then on", flush=True)
    for name in LISTS:
        with open(home / "list.csv", "w") as out:
            taken = seconds(home, name, "--format", "csv", out=out)
        print(f"    ledger {name:<9} whole {taken:6.2f} s, {(home / 'list.csv').stat().st_size / 1e6:.1f} MB", flush=True)


def with_service(home, password, options):
    dovecot_home = pathlib.Path(tempfile.mkdtemp(prefix="bench-"))
    dovecot = Dovecot(dovecot_home)
    try:
        mailbox(home, dovecot)
        service = web.Service(home)
        try:
            signed = service.sign_in(password)
            print(f"  start to ready {service.start:.1f} s")
            connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=300)
            web.timed(connection, PAGES[0], signed, 1)  # until all mail is read
            base = web.timed(connection, web.BASELINE, signed, options.runs)[3]
            slow = []
            for path in PAGES:
                web.timed(connection, path, signed, options.runs // 2)
                high = web.timed(connection, path, signed, options.runs)[3]
                slow.append((high, path))
            slow.sort(reverse=True)
            print("  pages, 95 % within: " + ", ".join(f"{path} {high:.0f} ms" for high, path in slow) + f" (a style sheet {base:.0f})")
            today = datetime.datetime.now(datetime.timezone.utc).date()
            past = [web.timed(connection, f"/active?as-of={today - datetime.timedelta(days=days)}", signed, 1)[2] for days in PAST_DAYS]
            print(f"  a past day, asked for the first time: at the most {max(past) / 1000:.2f} s")
            whole, server, own = deliveries(dovecot, service, signed, options.deliver)
            print("  delivery to credit: median {:.2f} s, 95 % within {:.2f} s".format(*whole))
            print("    until Dovecot told another client that waits (IDLE): {:.2f} and {:.2f} s; from then on {:.2f} and {:.2f} s".format(*server, *own))
            print(f"  ledger active {seconds(home, 'active'):.2f} s")
            link = ("address", "link", "m2", "m2@elsewhere.example", "--by", "m0", "--reason", "bench")
            linked = [seconds(home, *words) for words in (link, (*link, "--apply"))]
            connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=300)
            after = web.timed(connection, "/queue", signed, 1)[2]
            undo = ("decisions", "undo", last_entry(home), "--by", "m0", "--reason", "bench")
            undone = [seconds(home, *words) for words in (undo, (*undo, "--apply"))]
            print("  address: preview {:.2f} s, apply {:.2f} s; undo it: preview {:.2f} s, apply {:.2f} s".format(*linked, *undone))
            print(f"  the first page after it: {after / 1000:.2f} s")
            print(f"  memory {service.memory()} MB at the most", flush=True)
        finally:
            service.stop()
    finally:
        dovecot.stop()
        shutil.rmtree(dovecot_home, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(prog="bin/bench growth", description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default=SIZES, metavar="MAILS:THREADS,…", help=f"default: {SIZES}; for the largest 1000000:100000")
    parser.add_argument("--members", type=int, default=30, metavar="N", help="members of the team (default: 30)")
    parser.add_argument("--deliver", type=int, default=20, metavar="N", help="mails delivered one by one (default: 20)")
    parser.add_argument("--runs", type=int, default=40, metavar="N", help="times each page is asked for (default: 40)")
    options = parser.parse_args()
    if not shutil.which("/usr/sbin/dovecot"):
        sys.exit("bench: /usr/sbin/dovecot is missing: apt-get install dovecot-imapd")
    home = pathlib.Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        subprocess.run([LEDGER, "--data", home / "data", "init"], stdout=subprocess.DEVNULL, check=True)
        os.environ.update(FROZEN)
        print(f"an empty ledger\n  without the service: ledger active {min(seconds(home, 'active') for _ in range(3)):.2f} s", flush=True)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    for size in options.sizes.split(","):
        mails, threads = (int(number) for number in size.split(":"))
        home = pathlib.Path(tempfile.mkdtemp(prefix="bench-"))
        try:
            print(f"{mails:,} mails in {threads:,} threads, {options.members} members", flush=True)
            begun = time.monotonic()
            password = web.prepare(home, argparse.Namespace(members=options.members, reports=threads, messages=mails))
            print(f"  import {time.monotonic() - begun:.1f} s")
            without_service(home)
            with_service(home, password, options)
        finally:
            shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
