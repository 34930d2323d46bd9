# SPDX-License-Identifier: Apache-2.0
"""A real dispatcher on free ports of this machine, with keys, and clients whose every message is
held beside the schemas."""

import json
import pathlib
import random
import re
import signal
import subprocess
import tempfile
import time

import jsonschema

from antre_client import Client, NotAuthorised, Refused
from antre_links import read_key

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = pathlib.Path(__file__).resolve().parent


def hurried(hall):
    """The target in seconds, so that its clocks, marks and misses come within a test."""
    for key, seconds in (("target_s", 5), ("remind_s", 1), ("escalate_s", 2), ("auto_call_s", 3)):
        hall = re.sub(rf"^{key} = \d+", f"{key} = {seconds}", hall, flags=re.M)
    return hall


def eventually(condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


class Schemas:
    def __init__(self):
        self.validators = {}
        for document in ("request", "reply", "update"):
            schema = json.loads((ROOT / f"docs/protocol/schema/{document}.json").read_text())
            self.validators[document] = jsonschema.Draft202012Validator(
                schema, format_checker=jsonschema.FormatChecker())

    def check(self, document, message):
        error = next(self.validators[document].iter_errors(message), None)
        assert error is None, f"{document} {json.dumps(message)[:400]}: {error}"


class RunningHall:
    """A context: what it started it ends, by process id."""

    schemas = Schemas()

    def __init__(self, programs):
        self.programs = pathlib.Path(programs)
        self.folder = tempfile.TemporaryDirectory(prefix="antre-stranger-")
        self.path = pathlib.Path(self.folder.name)
        self.data = self.path / "data"
        self.data.mkdir(mode=0o700)
        self.hall = self.path / "hall.toml"
        self.hall.write_text(hurried((ROOT / "assets/hall/pst-jateng.toml").read_text()))
        self.keys = {}
        self.processes = []
        self.clients = []
        self.dispatcher = None
        self.address = None

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for client in self.clients:
            client.close()
        for process in self.processes:
            if process.poll() is None:
                process.kill()
            process.wait()
        self.folder.cleanup()

    def spawn(self, *command):
        log = open(self.path / f"{len(self.processes)}.log", "wb")
        process = subprocess.Popen([str(c) for c in command], stdout=log, stderr=log,
                                   stdin=subprocess.DEVNULL)
        log.close()
        self.processes.append(process)
        return process

    def log_of(self, process):
        return (self.path / f"{self.processes.index(process)}.log").read_text(errors="replace")

    def start(self):
        """On the same ports every time; another program may have them only at the first."""
        for _ in range(20 if self.address is None else 1):
            # Below those that the kernel lends to connections, so that a restart finds them free.
            address = self.address or f"tcp://127.0.0.1:{random.randrange(12_000, 30_000, 2)}"
            (self.data / "endpoints").unlink(missing_ok=True)
            self.dispatcher = self.spawn(
                self.programs / "antre-dispatcher", "--hall", self.hall, "--data", self.data,
                "--listen", address, "--always-open")
            ready = eventually(lambda: (self.data / "endpoints").exists()
                               or self.dispatcher.poll() is not None)
            if ready and self.dispatcher.poll() is None:
                self.address = address
                return
            if "cannot listen" not in self.log_of(self.dispatcher):
                break
        raise AssertionError(self.log_of(self.dispatcher))

    def change_hall(self, change):
        self.hall.write_text(change(self.hall.read_text()))
        self.dispatcher.send_signal(signal.SIGHUP)

    def kill(self):
        """kill -9."""
        self.dispatcher.kill()
        self.dispatcher.wait()

    def key(self, role, name):
        if (role, name) not in self.keys:
            file = self.path / f"{role}-{name}.key"
            self.antre("keys", "new", role, name, "--data", self.data, "--out", file)
            self.keys[role, name] = file
            assert eventually(lambda: self.knows(file)), f"{role} {name} is not let in"
        return self.keys[role, name]

    def knows(self, file):
        """A running dispatcher follows its folder of keys a moment later."""
        try:
            with Client(self.address, read_key(file)) as probe:
                return bool(probe.join())
        except NotAuthorised:
            return False

    def antre(self, *arguments):
        ran = subprocess.run([str(a) for a in (self.programs / "antre", *arguments)],
                             capture_output=True, text=True, timeout=60)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    def client(self, role, name, key_file=None, **options):
        client = Client(self.address, read_key(key_file or self.key(role, name)), **options)
        client.trace = self.schemas.check
        self.clients.append(client)
        return client

    def journal(self):
        """All entries, page by page."""
        with Client(self.address, read_key(self.key("admin", "reader"))) as reader:
            entries, more = [], True
            while more:
                page = reader.query("get-events", 60, limit=1000,
                                    after_seq=entries[-1]["seq"] if entries else 0)
                self.schemas.check("reply", page)
                entries += page["entries"]
                more = page["more"]
            return entries


def refusal(call, *arguments, **fields):
    """The code by which it was refused; empty when it was not."""
    try:
        call(*arguments, **fields)
    except Refused as refused:
        return refused.code
    return ""
