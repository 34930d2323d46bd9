# SPDX-License-Identifier: Apache-2.0
"""A kiosk without a screen, to be killed at any moment: one number for each touch of its visitors.
Its record, flushed line by line, holds the touches and the tickets that came out.
Usage: kiosk.py ADDRESS KEY OUTBOX RECORD TOUCHES SERVICE"""

import json
import os
import pathlib
import sys

from antre_client import Client, Unknown
from antre_links import read_key


class Record:
    def __init__(self, path):
        lines = pathlib.Path(path).read_text().splitlines() if os.path.exists(path) else []
        self.file = open(path, "a", encoding="utf-8")
        self.touch, self.tickets = 0, {}
        for line in map(json.loads, lines):
            self.keep(line)

    def keep(self, line):
        self.touch = line["touch"]
        if "ticket" in line:
            self.tickets.setdefault(line["touch"], line["ticket"])

    def write(self, **line):
        self.file.write(json.dumps(line) + "\n")
        self.file.flush()
        os.fsync(self.file.fileno())
        self.keep(line)

    def printed(self, reply):
        """The paper: once a touch, also when its reply is seen again after a crash."""
        if reply["reply"] == "ticket" and self.touch not in self.tickets:
            self.write(touch=self.touch, ticket=reply["ticket"])


def main(address, key, outbox, record_file, touches, service):
    record = Record(record_file)
    with Client(address, read_key(key), outbox) as client:
        client.settle(lambda request, reply: record.printed(reply))
        while len(record.tickets) < int(touches):
            if record.touch in record.tickets or record.touch == 0:
                record.write(touch=record.touch + 1)
            try:
                client.command("issue", act=record.printed, service=service)
            except Unknown:
                client.settle(lambda request, reply: record.printed(reply))


if __name__ == "__main__":
    main(*sys.argv[1:])
