#!/usr/bin/env python3
"""Backfills a mailbox on a Dovecot of its own and times it beside mbsync copying the same mailbox; then delivers mails one by one and
times each until it is a credit.

Usage: bin/bench imap [--runs N] [--times N] [--deliver N] MBOX…
"""

import argparse
import contextlib
import itertools
import json
import mailbox
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

HOME = pathlib.Path(__file__).resolve().parent.parent.parent
LEDGER = HOME / "bin" / "ledger"
PATIENCE = 600

# What is measured is what was built when it began, whatever is edited meanwhile.
FROZEN = {"LEDGER_BUILD": "off"}


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


IDS = re.compile(rb"^(Message-ID|In-Reply-To|References):.*(?:\n[ \t].*)*", re.IGNORECASE | re.MULTILINE)


def renamed(text, round):
    """The mail under other ids, so that threads stay threads."""
    header, gap, body = text.partition(b"\n\n")
    return IDS.sub(lambda field: field[0].replace(b"@", b"-%d@" % round), header) + gap + body


def fill(boxes, times, maildir):
    for part in ("cur", "new", "tmp"):
        (maildir / part).mkdir(parents=True)
    count = size = 0
    for round, file in itertools.product(range(times), boxes):
        box = mailbox.mbox(file, create=False)
        for key in box.keys():
            text = renamed(box.get_bytes(key), round) if round else box.get_bytes(key)
            (maildir / "cur" / f"{1_500_000_000 + count}.{count}.bench:2,").write_bytes(text)
            count += 1
            size += len(text)
    return count, size


class Dovecot:
    def __init__(self, home):
        self.home = home
        self.port = free_port()
        user = "mail" if os.getuid() == 0 else os.environ["USER"]
        (home / "dovecot.conf").write_text(f"""
            base_dir = {home}/run
            state_dir = {home}/state
            log_path = {home}/log
            protocols = imap
            listen = 127.0.0.1
            ssl = no
            disable_plaintext_auth = no
            default_internal_user = {user}
            default_internal_group = {user}
            default_login_user = {user}
            first_valid_uid = 1
            mail_location = sdbox:{home}/sdbox
            namespace inbox {{
              inbox = yes
              separator = /
            }}
            service imap-login {{
              chroot =
              inet_listener imap {{
                port = {self.port}
              }}
            }}
            service anvil {{
              chroot =
            }}
            passdb {{
              driver = static
              args = password=bench
            }}
            userdb {{
              driver = static
              args = uid={user} gid={user} home={home}
            }}
        """)
        os.chmod(home, 0o755)
        if os.getuid() == 0:
            subprocess.run(["chown", "-R", "mail:mail", home], check=True)
        self.process = subprocess.Popen(["/usr/sbin/dovecot", "-F", "-c", home / "dovecot.conf"])
        wait_for(self.answers, "Dovecot")

    def answers(self):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1) as one:
            one.settimeout(2)
            return one.recv(1) == b"*"
        return False

    def take_over(self, maildir):
        """Its own format: in a Maildir a folder held by EXAMINE is sorted anew at each delivery, seconds of it in a large one."""
        subprocess.run(
            ["doveadm", "-c", self.home / "dovecot.conf", "backup", "-u", "bench", "-R", f"maildir:{maildir}:LAYOUT=fs"],
            check=True)

    def deliver(self, text):
        """As an MTA would, through Dovecot's delivery agent."""
        subprocess.run(
            ["/usr/lib/dovecot/dovecot-lda", "-c", self.home / "dovecot.conf", "-d", "bench"], input=text, check=True)

    def warm(self):
        """Lets it index the mailbox, so that neither contestant pays for that."""
        with socket.create_connection(("127.0.0.1", self.port)) as one:
            one.sendall(b"a LOGIN bench bench\r\nb SELECT INBOX\r\nc FETCH 1:* (UID RFC822.SIZE INTERNALDATE)\r\nd LOGOUT\r\n")
            while one.recv(1 << 16):
                pass

    def stop(self):
        self.process.terminate()
        self.process.wait()


class Idle:
    """A client beside the one measured that does nothing but wait (IDLE, RFC 2177): when the server told of how many mails."""

    def __init__(self, dovecot):
        self.told = []
        self.connection = socket.create_connection(("127.0.0.1", dovecot.port))
        self.connection.sendall(b"a LOGIN bench bench\r\nb EXAMINE INBOX\r\nc IDLE\r\n")
        self.lines = self.connection.makefile("rb")
        for line in self.lines:
            self.note(line)
            if line.startswith(b"+"):
                break
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        with contextlib.suppress(OSError, ValueError):
            for line in self.lines:
                self.note(line)

    def note(self, line):
        exists = re.fullmatch(rb"\* (\d+) EXISTS\r\n", line)
        if exists:
            self.told.append((time.monotonic(), int(exists.group(1))))

    def mails(self):
        return self.told[-1][1]

    def told_of(self, mails):
        """The moment at which it was told that there are as many."""
        wait_for(lambda: self.mails() >= mails, "IDLE", 0.01)
        return next(moment for moment, count in self.told if count >= mails)

    def stop(self):
        self.connection.shutdown(socket.SHUT_RDWR)
        self.connection.close()


def wait_for(condition, what, pause=0.05, patience=PATIENCE):
    end = time.monotonic() + patience
    while not condition():
        if time.monotonic() > end:
            sys.exit(f"bench: {what} took longer than {patience} s")
        time.sleep(pause)


def mbsync(dovecot, folder):
    (folder / "copy").mkdir()
    (folder / "mbsyncrc").write_text(f"""
IMAPStore far
Host 127.0.0.1
Port {dovecot.port}
User bench
Pass bench
SSLType None
AuthMechs LOGIN

MaildirStore near
Path {folder}/copy/
Inbox {folder}/copy/INBOX
SubFolders Verbatim

Channel all
Far :far:
Near :near:
Patterns INBOX
Create Near
Sync Pull
SyncState *
""")
    start = time.monotonic()
    subprocess.run(["mbsync", "-q", "-c", folder / "mbsyncrc", "all"], check=True)
    seconds = time.monotonic() - start
    return seconds, len(os.listdir(folder / "copy" / "INBOX" / "new")) + len(os.listdir(folder / "copy" / "INBOX" / "cur"))


ADA = "members: [{id: ada, name: Ada Example, joined: 2000-01-01, addresses: [ada@example.org]}]\n"


class Service:
    def __init__(self, dovecot, folder, roster=ADA):
        self.port = free_port()
        (folder / "config").mkdir()
        (folder / "config" / "application.properties").write_text(f"""
ledger.mailboxes.bench.host=127.0.0.1
ledger.mailboxes.bench.port={dovecot.port}
ledger.mailboxes.bench.security=plain
ledger.mailboxes.bench.user=bench
ledger.mailboxes.bench.password=bench
ledger.mailboxes.bench.authserv-ids=mx.example.org
quarkus.http.port={self.port}
""")
        (folder / "roster.yaml").write_text(roster)
        data = folder / "data"
        run = lambda *words: subprocess.run([LEDGER, "--data", data, *words], cwd=folder, check=True, capture_output=True, text=True)
        run("roster", "load", folder / "roster.yaml")
        password = [word for line in run("account", "create", "bench", "--role", "admin").stdout.splitlines() for word in line.split()][-1]
        self.password = password
        # Signed in once: to check a password for each question would cost more than all that is measured.
        self.session = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        self.start = time.monotonic()
        self.log = open(folder / "serve.log", "wb")
        self.process = subprocess.Popen([LEDGER, "--data", data, "serve"], cwd=folder, stdout=self.log, stderr=self.log)

    def get(self, path):
        try:
            with self.session.open(f"http://127.0.0.1:{self.port}{path}", timeout=60) as answer:
                return answer.read().decode()
        except (urllib.error.URLError, OSError):
            return ""

    def sign_in(self):
        words = urllib.parse.urlencode({"j_username": "bench", "j_password": self.password})
        with self.session.open(f"http://127.0.0.1:{self.port}/j_security_check", words.encode(), timeout=60):
            pass

    def ready(self):
        return '"status": "UP"' in self.get("/q/health/ready")

    def stored(self):
        for line in self.get("/q/metrics").splitlines():
            if line.startswith("ledger_messages ") and not line.endswith("NaN"):
                return int(float(line.split()[1]))
        return 0

    def credits(self):
        return len(json.loads(self.get("/api/v1/members/ada/credits"))["credits"])

    def memory(self):
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
        return 0

    def cpu(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()
        self.log.close()


def ledger(dovecot, folder, deliveries):
    service = Service(dovecot, folder)
    try:
        wait_for(service.ready, "the backfill")
        seconds = time.monotonic() - service.start
        service.sign_in()
        stored, memory = service.stored(), service.memory()
        before = service.cpu()
        time.sleep(20)
        idle = (service.cpu() - before) / 20
        print(f"  ledger {stored:8} messages {seconds:7.2f} s {stored / seconds:8.0f} messages/s {memory:5.0f} MB"
              f", {100 * idle:.1f} % of a core when idle", flush=True)
        latencies = sorted(delivery(dovecot, service, i) for i in range(deliveries))
        print(f"  ledger {service.memory():5.0f} MB at the most until the end", flush=True)
        return seconds, stored, latencies
    finally:
        service.stop()


def delivery(dovecot, service, i):
    results = "Authentication-Results: mx.example.org; dkim=pass header.d=example.org; dmarc=pass header.from=example.org\n"
    report = f"Message-ID: <report{i}@example.net>\nFrom: finder{i}@example.net\nSubject: report {i}\n\nA hole.\n"
    answer = f"{results}Message-ID: <answer{i}@example.org>\nIn-Reply-To: <report{i}@example.net>\nFrom: ada@example.org\n\nThanks.\n"
    before = service.credits()
    stored = service.stored()
    dovecot.deliver(report.encode())
    wait_for(lambda: service.stored() > stored, "a delivery", 0.02)
    start = time.monotonic()
    dovecot.deliver(answer.encode())
    wait_for(lambda: service.credits() > before, "a credit", 0.01)
    return time.monotonic() - start


def main():
    parser = argparse.ArgumentParser(prog="bin/bench imap", description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=1, metavar="N", help="runs of each (default: 1)")
    parser.add_argument("--times", type=int, default=1, metavar="N", help="fill it with the archives N times, under new ids (default: 1)")
    parser.add_argument("--deliver", type=int, default=20, metavar="N", help="mails delivered one by one (default: 20)")
    parser.add_argument("files", nargs="+", type=pathlib.Path, metavar="MBOX")
    options = parser.parse_args()
    for program, package in (("/usr/sbin/dovecot", "dovecot-imapd"), ("mbsync", "isync")):
        if not shutil.which(program):
            sys.exit(f"bench: {program} is missing: apt-get install {package}")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        subprocess.run([LEDGER, "--data", folder, "init"], stdout=subprocess.DEVNULL, check=True)
    os.environ.update(FROZEN)
    home = pathlib.Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        count, size = fill(options.files, options.times, home / "mail")
        dovecot = Dovecot(home)
        try:
            dovecot.take_over(home / "mail")
            dovecot.warm()
            print(f"{count:,} messages, {size / 1e6:.1f} MB on Dovecot")
            for _ in range(options.runs):
                with tempfile.TemporaryDirectory(prefix="bench-") as one, tempfile.TemporaryDirectory(prefix="bench-") as other:
                    copied, files = mbsync(dovecot, pathlib.Path(one))
                    print(f"  mbsync {files:8} messages {copied:7.2f} s {files / copied:8.0f} messages/s", flush=True)
                    seconds, stored, latencies = ledger(dovecot, pathlib.Path(other), options.deliver)
                    print(f"  ratio  {copied / seconds * stored / files:.2f} (ledger's messages/s to mbsync's)")
                    if latencies:
                        p95 = latencies[min(len(latencies) - 1, int(len(latencies) * 0.95))]
                        print(f"  delivery to credit: median {latencies[len(latencies) // 2]:.2f} s, 95 % within {p95:.2f} s", flush=True)
        finally:
            dovecot.stop()
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
