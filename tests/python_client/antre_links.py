# SPDX-License-Identifier: Apache-2.0
"""What a client of Antre keeps and speaks over: its key file, its outbox and its two sockets
(docs/protocol/README.md, "Sockets", "Keys" and "Exactly once")."""

import dataclasses
import json
import os
import pathlib

import zmq

REPLY_LIMIT = 16 * 1024 * 1024


@dataclasses.dataclass(frozen=True)
class DeviceKey:
    role: str
    name: str
    public: str
    secret: str
    dispatcher: str


def read_key(path):
    if os.stat(path).st_mode & 0o077:
        raise ValueError(f"{path} can be read by others; do: chmod 600 {path}")
    fields = {}
    for number, line in enumerate(pathlib.Path(path).read_text().splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        field, equals, value = line.partition("=")
        if not equals or field.strip() in fields:
            raise ValueError(f"{path}:{number}: a field of its own is expected")
        fields[field.strip()] = value.strip()
    return DeviceKey(**fields)


class Outbox:
    """The request in flight, on the disk before it is sent. Without a path it keeps nothing."""

    def __init__(self, path=None):
        self.path = pathlib.Path(path) if path else None

    def pending(self):
        if not self.path or not self.path.exists():
            return None
        record = json.loads(self.path.read_text())
        return record["session"], record["n"], record["request"]

    def save(self, session, n, request):
        if not self.path:
            return
        new = self.path.with_suffix(".new")
        with open(new, "w", encoding="utf-8") as file:
            json.dump({"session": session, "n": n, "request": request}, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, self.path)
        self._flush_folder()

    def clear(self):
        if self.path and self.path.exists():
            self.path.unlink()
            self._flush_folder()

    def _flush_folder(self):
        folder = os.open(self.path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)


class Wire:
    """DEALER with its monitor, and SUB."""

    def __init__(self, address, key):
        self.address = address
        self.key = key
        self.context = zmq.Context()
        self.dealer = self._socket(zmq.DEALER)
        self.dealer.immediate = 1
        self.monitor = self.dealer.get_monitor_socket(
            zmq.EVENT_HANDSHAKE_SUCCEEDED | zmq.EVENT_HANDSHAKE_FAILED_AUTH
            | zmq.EVENT_DISCONNECTED)
        self.dealer.connect(address)
        self.sub = None
        self.updates = None

    def _socket(self, kind):
        socket = self.context.socket(kind)
        socket.linger = 0
        socket.maxmsgsize = REPLY_LIMIT
        socket.heartbeat_ivl, socket.heartbeat_timeout, socket.heartbeat_ttl = 2000, 6000, 6000
        socket.reconnect_ivl, socket.reconnect_ivl_max = 100, 5000
        if self.key:
            socket.curve_publickey = self.key.public.encode()
            socket.curve_secretkey = self.key.secret.encode()
            socket.curve_serverkey = self.key.dispatcher.encode()
        return socket

    def listen(self, updates):
        """Listens to the address of a welcome; a wildcard host is the one we reached."""
        scheme, _, rest = updates.partition("://")
        if scheme == "tcp":
            host, _, port = rest.rpartition(":")
            if host in ("0.0.0.0", "*", "[::]"):
                host = self.address.partition("://")[2].rpartition(":")[0]
            updates = f"tcp://{host}:{port}"
        if updates == self.updates:
            return
        if self.sub:
            self.sub.close()
        self.updates = updates
        self.sub = self._socket(zmq.SUB)
        self.sub.subscribe(b"")
        self.sub.connect(updates)

    def send(self, request):
        try:
            self.dealer.send(request.encode(), zmq.NOBLOCK)
            return True
        except zmq.Again:
            return False

    def close(self):
        self.dealer.disable_monitor()
        self.context.destroy(linger=0)
