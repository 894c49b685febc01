#!/usr/bin/env python3
"""What an import is measured against: reads the headers of an mbox, threads by references, writes SQLite.

Usage: baseline.py MBOX[.gz] SQLITE. Standard library only. It does less than the ledger does: it looks into no body, judges no
author, and believes every line "From " behind an empty line.
"""

import email.parser
import gzip
import json
import re
import sqlite3
import sys
from email.utils import parseaddr, parsedate_to_datetime

MESSAGE_ID = re.compile(r"<([^<>\s]+)>")


def headers(path):
    """The header block of each message, as bytes."""
    with open(path, "rb") as plain:
        packed = plain.read(2) == b"\x1f\x8b"
    with gzip.open(path) if packed else open(path, "rb") as file:
        block = []
        in_header = False
        begun = False
        after_empty = True
        for line in file:
            if after_empty and line.startswith(b"From "):
                if begun:
                    yield b"".join(block)
                block = []
                begun = in_header = True
                after_empty = False
                continue
            after_empty = line in (b"\n", b"\r\n")
            if in_header:
                if after_empty:
                    in_header = False
                else:
                    block.append(line)
        if begun:
            yield b"".join(block)


def date(text):
    try:
        return parsedate_to_datetime(text).isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


class Threads:
    """Groups of ids that refer to each other."""

    def __init__(self):
        self.above = {}

    def find(self, one):
        above = self.above
        above.setdefault(one, one)
        while above[one] != one:
            above[one] = above[above[one]]
            one = above[one]
        return one

    def join(self, one, other):
        self.above[self.find(other)] = self.find(one)


def rows(path, threads):
    parser = email.parser.BytesHeaderParser()
    for number, block in enumerate(headers(path)):
        fields = parser.parsebytes(block)
        own = MESSAGE_ID.findall(str(fields.get("Message-ID", "")))
        key = own[0] if own else f"{number}@baseline.invalid"
        parents = MESSAGE_ID.findall(str(fields.get("References", "")))
        parents += MESSAGE_ID.findall(str(fields.get("In-Reply-To", "")))
        threads.find(key)
        for parent in parents:
            threads.join(parent, key)
        name, address = parseaddr(str(fields.get("From", "")))
        yield (number, key, name, address, date(str(fields.get("Date", ""))), str(fields.get("Subject", "")))


def main(path, target):
    threads = Threads()
    base = sqlite3.connect(target)
    base.text_factory = str
    with base:
        base.execute(
            "create table message (number integer primary key, id text, name text, address text, date text, subject text)"
        )
        base.execute("create table thread (id text primary key, root text)")
        clean = (
            tuple(v.encode("utf-8", "replace").decode() if isinstance(v, str) else v for v in row)
            for row in rows(path, threads)
        )
        base.executemany("insert into message values (?, ?, ?, ?, ?, ?)", clean)
        base.executemany(
            "insert into thread values (?, ?)",
            ((one.encode("utf-8", "replace").decode(), threads.find(one).encode("utf-8", "replace").decode())
             for one in list(threads.above)),
        )
        base.execute("create index message_id on message (id)")
        base.execute("create index thread_root on thread (root)")
        read = base.execute("select count(*) from message").fetchone()[0]
        roots = base.execute("select count(distinct root) from thread").fetchone()[0]
    base.close()
    print(json.dumps({"read": read, "threads": roots}))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: baseline.py MBOX[.gz] SQLITE")
    main(sys.argv[1], sys.argv[2])
