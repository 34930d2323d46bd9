# SPDX-License-Identifier: Apache-2.0
"""A client of Antre's dispatcher in Python, written from docs/protocol alone: what a stranger can
do with that page. One thread: `pump` does all that is due, and the other calls pump while they
wait."""

import hashlib
import json
import random
import secrets
import time

import zmq
from zmq.utils.monitor import recv_monitor_message

from antre_links import Outbox, Wire
from antre_replica import Replica

PING_AFTER_S = 2.0
MISSES = 3
UPDATES_LIMIT_S = 3.5
# Refusals that say nothing about a request: the dispatcher cannot look now.
OF_THE_MOMENT = ("unavailable", "clock")


class Refused(Exception):
    """The dispatcher said no; `code` is for programs."""

    def __init__(self, error):
        super().__init__(f"{error['code']}: {error['message']}")
        self.code = error["code"]


class Unknown(Exception):
    """Sent, and no answer: it may have been carried out or not."""


class Unreachable(Exception):
    """Never sent, so nothing was done."""


class NotAuthorised(Exception):
    """The dispatcher refuses this key."""


class Client:
    def __init__(self, address, key=None, outbox=None, follow=False, program="antre_client.py"):
        self.wire = Wire(address, key)
        self.outbox = Outbox(outbox)
        self.program = program
        self.replica = Replica(self._ask_snapshot) if follow else None
        self.welcome = None
        self.session = secrets.token_hex(16)
        self.n = 0
        self.connections = 0
        self.trace = lambda document, message: None  # for whoever looks over our shoulder
        self._mark = 0
        self._on_reply = {}  # (session, n) -> what to do with its reply
        self._connected = False
        self._last_reply = time.monotonic()
        self._pings = 0
        self._last_update = None

    def close(self):
        self.wire.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    # ------------------------------------------------------------------ what is due

    def pump(self, seconds):
        """Waits for at most so long, and does what came."""
        now = time.monotonic()
        self._ping_if_idle(now)
        if self.replica:
            self.replica.tick(now, self._connected)
        poller = zmq.Poller()
        for socket in (self.wire.dealer, self.wire.monitor, self.wire.sub):
            if socket:
                poller.register(socket, zmq.POLLIN)
        ready = dict(poller.poll(max(0.0, min(seconds, 0.1)) * 1000))
        if self.wire.monitor in ready:
            self._connection(recv_monitor_message(self.wire.monitor)["event"])
        if self.wire.dealer in ready:
            self._reply(self._heard("reply", self.wire.dealer))
        if self.wire.sub in ready:
            self._update(self._heard("update", self.wire.sub))

    def pump_until(self, condition, seconds):
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() >= end:
                return False
            self.pump(end - time.monotonic())
        return True

    @property
    def online(self):
        """Both ways are alive."""
        silent = self.replica and (self._last_update is None or
                                   time.monotonic() - self._last_update > UPDATES_LIMIT_S)
        return self._connected and self._pings <= MISSES and not silent

    def _heard(self, document, socket):
        message = json.loads(socket.recv())
        self.trace(document, message)
        return message

    def _connection(self, event):
        if event == zmq.EVENT_HANDSHAKE_FAILED_AUTH:
            raise NotAuthorised("the dispatcher does not know this key")
        self._connected = event == zmq.EVENT_HANDSHAKE_SUCCEEDED
        self._pings = 0
        if not self._connected:
            return
        self.connections += 1
        if self.replica:
            self.replica.on_connected()
        self._ask("hello", self._welcomed, program=self.program)

    def _welcomed(self, reply):
        if reply["reply"] != "welcome":
            return
        self.welcome = reply
        if self.replica:
            self.wire.listen(reply["updates"])

    def _reply(self, reply):
        self._last_reply, self._pings = time.monotonic(), 0
        then = self._on_reply.pop((reply["session"], reply["n"]), None)
        if then:
            then(reply)

    def _update(self, update):
        self._last_update = time.monotonic()
        self.replica.on_update(update)

    def _ping_if_idle(self, now):
        if self._connected and now - self._last_reply > PING_AFTER_S:
            self._last_reply = now
            self._pings += 1
            self._ask("ping", lambda reply: None)

    # ------------------------------------------------------------------ queries

    def _request(self, session, n, do, fields):
        message = {"v": 1, "session": session, "n": n, "do": do, **fields}
        self.trace("request", message)
        return json.dumps(message)

    def _ask(self, do, then, **fields):
        """One try; gives the mark. Who needs the answer asks again."""
        self._mark += 1
        self._on_reply["", self._mark] = then
        self.wire.send(self._request("", self._mark, do, fields))
        return self._mark

    def _ask_snapshot(self, then, **fields):
        return self._ask("get-snapshot", then, **fields)

    def join(self, seconds=20):
        if not self.pump_until(lambda: self.welcome, seconds):
            raise Unreachable(self.wire.address)
        return self.welcome

    def query(self, do, seconds=20, **fields):
        self._mark += 1
        request = self._request("", self._mark, do, fields)
        reply, _ = self._exchange("", self._mark, request, seconds)
        if reply is None:
            raise Unreachable(f"no answer to {do}")
        if reply["reply"] == "refused":
            raise Refused(reply["error"])
        return reply

    def _exchange(self, session, n, request, seconds):
        """Sends, and repeats by rule until it is answered. Gives reply (or nothing) and copies."""
        answer = []
        self._on_reply[session, n] = answer.append
        end = time.monotonic() + seconds
        copies, pause, again_at, connection = 0, 1.0, 0.0, self.connections
        while not answer and time.monotonic() < end:
            now = time.monotonic()
            if connection != self.connections:  # the link is back
                connection, pause, again_at = self.connections, 1.0, now
            if now >= again_at and self._connected:
                if self.wire.send(request):
                    copies += 1
                    again_at = now + pause * random.uniform(0.75, 1.25)
                    pause = min(pause * 2, 32.0)
            self.pump(end - now)
        self._on_reply.pop((session, n), None)
        return (answer[0] if answer else None), copies

    # ------------------------------------------------------------------ commands

    def command(self, do, patience=60, act=lambda reply: None, **fields):
        """Carried out once. `act` has the reply before the record of it is gone."""
        if self.outbox.pending():
            raise Unknown("settle what is open first")
        while True:
            n = self.n + 1
            request = self._request(self.session, n, do, fields)
            self.outbox.save(self.session, n, request)
            reply, copies = self._exchange(self.session, n, request, patience)
            if reply is None and copies == 0:
                self.outbox.clear()
                raise Unreachable(f"{do} was never sent")
            if reply is None:
                raise Unknown(f"no answer to {do}")
            self.n = n
            if reply["reply"] != "refused":
                act(reply)
                self.outbox.clear()
                return reply
            code = reply["error"]["code"]
            if code in ("gap", "stale", "conflict"):
                self._new_session()
            if code == "gap" and copies == 1:
                continue  # the only copy was refused: it goes on in the new session
            self.outbox.clear()
            if code == "gap":
                raise Unknown(f"the dispatcher was put back; {do} may have been done before")
            raise Refused(reply["error"])

    def once(self, script, do, patience=60, **fields):
        """The same script asks the same and gets the same, however often it runs."""
        session = hashlib.sha256(script.encode()).hexdigest()[:32]
        request = self._request(session, 1, do, fields)
        reply, _ = self._exchange(session, 1, request, patience)
        if reply is None:
            raise Unknown(f"no answer to {do}")
        if reply["reply"] == "refused":
            raise Refused(reply["error"])
        return reply

    def settle(self, act=lambda request, reply: None, seconds=60):
        """Before anything else after a start, or when nobody waits any more. Gives nothing when
        nothing was open, else whether it was carried out; `act` has request and stored reply."""
        pending = self.outbox.pending()
        if not pending:
            return None
        session, n, request = pending
        end = time.monotonic() + seconds
        while True:
            try:
                told = self.query("settle", end - time.monotonic(), of_session=session, of_n=n)
                break
            except Refused as refused:
                if refused.code in OF_THE_MOMENT and time.monotonic() < end:
                    self.pump(1)
                    continue
                self.outbox.clear()
                self._new_session()
                raise Unknown(f"what became of {request} cannot be told") from refused
        if told["executed"]:
            act(json.loads(request), json.loads(told["stored"]))
        self.outbox.clear()
        self._new_session()
        return told["executed"]

    def _new_session(self):
        self.session, self.n = secrets.token_hex(16), 0
