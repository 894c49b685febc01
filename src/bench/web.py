#!/usr/bin/env python3
"""Times every page and answer of a running service, on a generated ledger, beside a file that it only hands out.

Usage: bin/bench web [--members N] [--reports N] [--messages N] [--runs N]
"""

import argparse
import datetime
import email.utils
import http.client
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from imap import FROZEN, LEDGER, free_port, wait_for  # noqa: E402

TARGET = 30
START_TARGET = 4

# The same file each time: what the server, the connection and this program cost without any answer being made.
BASELINE = "/ledger.css"

PAGES = (
    "/", "/active", "/active?page=2", "/active?as-of={past}", "/active.csv", "/members", "/members/m1", "/members/m1?as-of={past}",
    "/nominations", "/claims", "/approvals", "/cases", "/cases/{report}", "/insight", "/advisories", "/drafts", "/review", "/forecast",
    "/findings", "/reminders", "/policies", "/compare", "/queue", "/queue?page=2", "/sources", "/audit-log", "/settings",
    "/accounts", "/account", "/me", "/documentation",
    "/api/v1/members", "/api/v1/members/m1/credits", "/api/v1/queue/items", "/api/v1/sources", "/api/v1/to-do",
)


def mails(members, reports, messages):
    """An mbox: each report by somebody outside the team, answered by members and the reporter in turn."""
    each = max(1, messages // reports)
    begin = datetime.datetime(2023, 1, 2, 8, tzinfo=datetime.timezone.utc)
    step = (datetime.datetime.now(datetime.timezone.utc) - begin - datetime.timedelta(days=1)) / reports
    for report in range(reports):
        at = begin + report * step
        for number in range(each):
            member = (report * 7 + number) % members
            outside = number % 3 == 0
            sender = f"finder{report}@example.net" if outside else f"m{member}@example.org"
            if number == 1 and report % 40 == 0:
                sender = f"m{member}@home.example.com"
            domain = sender.rpartition("@")[2]
            when = at + datetime.timedelta(hours=number)
            stamp = email.utils.format_datetime(when)
            reply = "" if number == 0 else f"In-Reply-To: <r{report}-{number - 1}@example.net>\nReferences: <r{report}-0@example.net>\n"
            name = "Finder" if outside else f"Member {member}"
            yield (
                f"From x {when:%a %b %e %H:%M:%S %Y}\n"
                f"Received: from mx.example.net by mx.example.org; {stamp}\n"
                f"Authentication-Results: mx.example.org; dkim=pass header.d={domain}; dmarc=pass header.from={domain}\n"
                f"From: {name} <{sender}>\nTo: security@example.org\nDate: {stamp}\n"
                f"Message-ID: <r{report}-{number}@example.net>\n{reply}"
                f"Subject: {'Re: ' if number else ''}report {report}\n\n"
                f"Line one of mail {number}.\nIt says something about report {report}.\n\n")


def prepare(home, options):
    roster = "members:\n" + "".join(
        f"  - {{id: m{number}, name: Member {number}, joined: 2022-01-01, addresses: [m{number}@example.org]"
        + (", roles: [{role: admin}]" if number < 2 else "")
        + "}\n"
        for number in range(options.members))
    (home / "roster.yaml").write_text(roster)
    with open(home / "all.mbox", "w") as box:
        for mail in mails(options.members, options.reports, options.messages):
            box.write(mail)

    def ledger(*arguments):
        run = subprocess.run([LEDGER, "--data", home / "data", *arguments], cwd=home, capture_output=True, text=True)
        if run.returncode:
            sys.exit(f"bench: ledger {arguments[0]} failed: {run.stderr[-500:]}")
        return run.stdout

    ledger("roster", "load", home / "roster.yaml")
    today = datetime.datetime.now(datetime.timezone.utc).date()
    print(ledger("import", "--source", "bench", "--trust", "mailbox", "--authserv-id", "mx.example.org",
                 "--covers", f"2023-01-01..{today}", home / "all.mbox").strip().splitlines()[-1])
    return ledger("account", "create", "root", "--role", "admin", "--member", "m0").split()[-1]


class Service:
    def __init__(self, home):
        self.port = free_port()
        self.log = open(home / "serve.log", "w")
        environment = os.environ | {"QUARKUS_HTTP_PORT": str(self.port), "QUARKUS_HTTP_HOST": "127.0.0.1"}
        begun = time.monotonic()
        self.process = subprocess.Popen(
            [LEDGER, "--data", home / "data", "serve"], cwd=home, env=environment, stdout=self.log, stderr=self.log)
        wait_for(self.ready, "the service", 0.02)
        self.start = time.monotonic() - begun

    def ready(self):
        if self.process.poll() is not None:
            sys.exit(f"bench: the service ended: {pathlib.Path(self.log.name).read_text()[-500:]}")
        try:
            return self.ask("/q/health/ready", {})[0] == 200
        except OSError:
            return False

    def ask(self, path, headers, method="GET", body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read(), answer.getheaders()
        finally:
            connection.close()

    def sign_in(self, password):
        status, _, headers = self.ask(
            "/j_security_check", {"Content-Type": "application/x-www-form-urlencoded"}, "POST",
            urllib.parse.urlencode({"j_username": "root", "j_password": password}))
        cookies = [value.partition(";")[0] for name, value in headers if name.lower() == "set-cookie"]
        if status not in (302, 303) or not any(cookie.startswith("ledger-session=") for cookie in cookies):
            sys.exit(f"bench: the sign-in was answered with {status}")
        return {"Cookie": "; ".join(cookies)}

    def memory(self):
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) // 1024
        return 0

    def stop(self):
        self.process.terminate()
        self.process.wait()


def timed(connection, path, headers, runs):
    taken = []
    size = status = 0
    for _ in range(runs):
        begun = time.perf_counter()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        size = len(answer.read())
        taken.append((time.perf_counter() - begun) * 1000)
        status = answer.status
    taken.sort()
    return status, size, taken[len(taken) // 2], taken[min(len(taken) - 1, int(len(taken) * 0.95))]


def main():
    parser = argparse.ArgumentParser(prog="bin/bench web", description=__doc__.splitlines()[0])
    parser.add_argument("--members", type=int, default=50, metavar="N", help="members of the team (default: 50)")
    parser.add_argument("--reports", type=int, default=2_000, metavar="N", help="reports (default: 2,000)")
    parser.add_argument("--messages", type=int, default=100_000, metavar="N", help="messages in all (default: 100,000)")
    parser.add_argument("--runs", type=int, default=100, metavar="N", help="times each page is asked for (default: 100)")
    parser.add_argument("--warm", type=int, default=20, metavar="N", help="times before that, which are not counted (default: 20)")
    options = parser.parse_args()
    home = pathlib.Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        subprocess.run([LEDGER, "--data", home / "none", "init"], stdout=subprocess.DEVNULL, check=True)
        os.environ.update(FROZEN)
        password = prepare(home, options)
        service = Service(home)
        try:
            signed = service.sign_in(password)
            names = {
                "past": datetime.date.today() - datetime.timedelta(days=400),
                "report": re.search(rb"/cases/([^\"?]+)\"", service.ask("/cases", signed)[1]).group(1).decode(),
            }
            connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=300)
            pages = [path.format(**names) for path in (BASELINE, *PAGES)]
            # a service is warm when people have used all of it for a while, not when one page was asked for in a row
            first = {page: timed(connection, page, signed, 1)[2] for page in pages}
            for page in pages:
                timed(connection, page, signed, options.warm)
            lines = [(page, *timed(connection, page, signed, options.runs)) for page in pages]
        finally:
            memory = service.memory()
            service.stop()
        base = lines[0][4]
        print(f"{'page':<42} {'status':>6} {'bytes':>9} {'first':>9} {'median':>9} {'95 %':>9}  beside {BASELINE}")
        for path, status, size, median, high in lines:
            late = "  over the target" if high > TARGET else ""
            print(f"{path:<42} {status:>6} {size:>9,} {first[path]:>6.1f} ms {median:>6.1f} ms {high:>6.1f} ms  {high / base:>6.1f}{late}")
        over = sum(high > TARGET for *_, high in lines)
        failed = [path for path, status, *_ in lines if status != 200]
        print(f"target {TARGET} ms: {len(lines) - over} of {len(lines)} within it; first start to ready {service.start:.1f} s"
              f" (target {START_TARGET} s); memory {memory} MB at the most")
        if failed:
            sys.exit("bench: not answered with 200: " + ", ".join(failed))
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
