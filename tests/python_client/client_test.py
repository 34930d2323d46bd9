# SPDX-License-Identifier: Apache-2.0
"""The client that was written from docs/protocol, against a real dispatcher. Usage: client_test.py
FOLDER_OF_PROGRAMS [unittest's options]."""

import base64
import hashlib
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import unittest

from antre_client import NotAuthorised, Unknown
from antre_links import Outbox, read_key
from running_hall import HERE, RunningHall, eventually, refusal

PROGRAMS = ""
SEED = int(os.environ.get("ANTRE_SEED", random.randrange(2**32)))


class Stranger(unittest.TestCase):
    def setUp(self):
        self.chance = random.Random(SEED)
        self.hall = self.enterContext(RunningHall(PROGRAMS))


class Talking(Stranger):
    def test_a_client_joins_and_issues_and_is_told_who_it_is(self):
        kiosk = self.hall.client("kiosk", "K1")
        welcome = kiosk.join()
        self.assertEqual(("kiosk", "K1", "pst-jateng"),
                         (welcome["role"], welcome["name"], welcome["hall_id"]))
        first = kiosk.command("issue", service="R")
        second = kiosk.command("issue", service="R", **{"class": "priority"})
        self.assertEqual(("R001", "waiting"), (first["ticket"], first["state"]))
        self.assertEqual("R002", second["ticket"])
        self.assertEqual("unknown-service", refusal(kiosk.command, "issue", service="nowhere"))
        self.assertEqual("R003", kiosk.command("issue", service="R")["ticket"])

    def test_a_counter_calls_starts_and_finishes(self):
        self.hall.client("kiosk", "K1").command("issue", service="R")
        counter = self.hall.client("counter", "1")
        self.assertEqual("free", counter.command("open", counter=1, officer="Ani")["state"])
        self.assertEqual("R001", counter.command("call", counter=1)["ticket"])
        self.assertEqual("serving", counter.command("start", counter=1)["state"])
        self.assertEqual("free", counter.command("finish", counter=1, outcome="served")["state"])

    def test_a_role_that_may_not_is_refused(self):
        display = self.hall.client("display", "D1")
        self.assertEqual("not-allowed", refusal(display.command, "call", counter=1))
        self.assertEqual("not-allowed", refusal(display.query, "get-events"))
        counter = self.hall.client("counter", "1")
        self.assertEqual("not-allowed",
                         refusal(counter.command, "open", counter=2, officer="Ani"))
        self.assertEqual("not-allowed", refusal(counter.query, "begin-backup"))
        self.assertNotIn("counter-opened", [e["event"] for e in self.hall.journal()])

    def test_unknown_and_revoked_keys_are_refused(self):
        file = self.hall.key("kiosk", "K2")
        connected = self.hall.client("kiosk", "K2")
        connected.join()
        self.hall.antre("keys", "revoke", "kiosk", "K2", "--data", self.hall.data)
        self.assertTrue(eventually(
            lambda: refusal(connected.command, "issue", service="R") == "not-authorised"))
        stranger = self.hall.client("kiosk", "K2", key_file=file)
        with self.assertRaises(NotAuthorised):
            stranger.join()
        self.assertEqual([], issued(self.hall))

    def test_a_key_file_that_others_may_read_is_refused(self):
        file = self.hall.key("kiosk", "K1")
        file.chmod(0o640)
        with self.assertRaisesRegex(ValueError, "chmod 600"):
            read_key(file)

    def test_an_officer_signs_in_with_a_pin(self):
        admin = self.hall.client("admin", "A1")
        counter = self.hall.client("counter", "1")
        self.assertFalse(counter.join()["pins"])
        admin.query("put-officer", officer="Ani", pin="2580")
        self.assertEqual(["Ani"], [o["name"] for o in admin.query("get-officers")["officers"]])
        counter.welcome = None
        self.assertTrue(counter.query("hello")["pins"])
        self.assertEqual("pin-required",
                         refusal(counter.command, "open", counter=1, officer="Ani"))
        self.assertEqual("pin-wrong", refusal(counter.query, "sign-in", officer="Ani", pin="0000"))
        self.assertEqual("pin-wrong", refusal(counter.query, "sign-in", officer="Eve", pin="0000"))
        grant = counter.query("sign-in", officer="Ani", pin="2580")["grant"]
        other = self.hall.client("counter", "2")
        self.assertEqual("pin-required", refusal(other.command, "open", counter=2, officer="Ani",
                                                 grant=grant))
        opened = counter.command("open", counter=1, officer="Ani", grant=grant)
        self.assertEqual("free", opened["state"])
        counter.command("close", counter=1)
        self.assertEqual("pin-required", refusal(counter.command, "open", counter=1,
                                                 officer="Ani", grant=grant))
        self.assertNotIn(grant, json.dumps(self.hall.journal()))
        admin.query("remove-officer", officer="Ani")
        self.assertEqual("unknown-officer", refusal(admin.query, "remove-officer", officer="Ani"))

    def test_a_backup_comes_over_whole(self):
        admin = self.hall.client("admin", "A1")
        admin.command("issue", service="R")
        backup = admin.query("begin-backup")
        store = b""
        while True:
            part = admin.query("get-backup-part", id=backup["id"], offset=len(store))
            if not part["data"]:
                break
            store += base64.b64decode(part["data"])
        self.assertEqual(backup["bytes"], len(store))
        self.assertEqual(backup["digest"], hashlib.blake2b(store, digest_size=32).hexdigest())
        self.assertEqual(self.hall.journal()[-1]["seq"], backup["seq"])
        self.assertTrue(store.startswith(b"SQLite format 3\0"))

    def test_the_dispatcher_says_how_it_is(self):
        admin = self.hall.client("admin", "A1")
        admin.command("issue", service="R")
        health = admin.query("get-health")
        self.assertTrue(health["takes_commands"])
        self.assertGreaterEqual(health["requests"], 2)
        self.assertGreater(health["commits"], 0)
        self.assertGreater(health["memory_bytes"], 0)


class ExactlyOnce(Stranger):
    def test_numbers_that_do_not_follow_are_refused(self):
        kiosk = self.hall.client("kiosk", "K1")

        def code(session, n, service="R"):
            request = json.dumps({"v": 1, "session": session, "n": n, "do": "issue",
                                  "service": service})
            reply, _ = kiosk._exchange(session, n, request, 60)
            return reply["error"]["code"] if reply["reply"] == "refused" else reply["ticket"]

        kiosk.join()
        self.assertEqual("gap", code("a", 2))
        self.assertEqual("R001", code("a", 1))
        self.assertEqual("R001", code("a", 1))
        self.assertEqual("conflict", code("a", 1, "K"))
        self.assertEqual("R002", code("a", 2))
        self.assertEqual("stale", code("a", 1))
        self.assertEqual("R003", code("b", 1))
        self.assertEqual("gap", code("b", 3))
        self.assertEqual("bad-request", code("", 1))

    def test_what_was_never_sent_is_settled_as_not_done_and_does_nothing_late(self):
        outbox = self.hall.path / "outbox"
        request = json.dumps({"v": 1, "session": "last-run", "n": 1, "do": "issue",
                              "service": "R"})
        Outbox(outbox).save("last-run", 1, request)
        kiosk = self.hall.client("kiosk", "K1", outbox=outbox)
        with self.assertRaises(Unknown):
            kiosk.command("issue", service="R")
        self.assertFalse(kiosk.settle())
        self.assertIsNone(kiosk.settle())
        reply, _ = kiosk._exchange("last-run", 1, request, 60)
        self.assertEqual("settled", reply["error"]["code"])
        self.assertEqual("R001", kiosk.command("issue", service="R")["ticket"])

    def test_a_script_that_runs_again_gets_the_same(self):
        admin = self.hall.client("admin", "A1")
        first = admin.once("nightly 4711", "issue", service="R")
        self.hall.kill()
        self.hall.start()
        self.assertEqual(first, admin.once("nightly 4711", "issue", service="R"))
        self.assertEqual(["R001"], issued(self.hall))

    def test_one_ticket_a_touch_whoever_is_killed(self):
        touches, kills = 200, 40
        record = self.hall.path / "record"
        command = [sys.executable, HERE / "kiosk.py", self.hall.address,
                   self.hall.key("kiosk", "K1"), self.hall.path / "outbox", record, touches, "R"]
        kiosk = self.hall.spawn(*command)
        for kill in range(kills):
            # A random moment of work that goes on, not a wait for anything.
            lines = len(lines_of(record))
            self.assertTrue(eventually(lambda: len(lines_of(record)) > lines
                                       or kiosk.poll() is not None), self.hall.log_of(kiosk))
            if kiosk.poll() is not None:
                break
            try:
                kiosk.wait(self.chance.uniform(0, 0.05))
            except subprocess.TimeoutExpired:
                pass
            if kill % 2:
                self.hall.kill()
            if kill % 3:
                kiosk.kill()
                kiosk.wait()
                kiosk = self.hall.spawn(*command)
            if kill % 2:
                self.hall.start()
        kiosk.wait(120)
        self.assertEqual(0, kiosk.returncode, self.hall.log_of(kiosk))
        tickets = {}
        for line in lines_of(record):
            if "ticket" in line:
                self.assertNotIn(line["touch"], tickets)
                tickets[line["touch"]] = line["ticket"]
        self.assertEqual(list(range(1, touches + 1)), sorted(tickets))
        self.assertEqual(sorted(tickets.values()), issued(self.hall))


# What an officer may do at a counter in each state; each more often than chance alone would.
AT_COUNTER = {
    "closed": [("open", {"officer": "Ani"}), ("open", {"officer": "Budi"})],
    "free": [("call", {})] * 4 + [("quick-serve", {"service": "R"}), ("break", {"reason": "rest"}),
                                  ("close", {}), ("undo", {}), ("undo", {})],
    "calling": [("start", {})] * 5 + [("recall", {}), ("no-show", {}), ("hold", {}), ("undo", {}),
                                      ("requeue", {"where": "back"})],
    "serving": [("finish", {})] * 3 + [("hold", {}), ("requeue", {"where": "front"}),
                                       ("transfer", {"service": "K", "return": True}),
                                       ("transfer", {"service": "J"}),
                                       ("transfer", {"to_counter": 1})],
    "on-break": [("resume", {})],
}


class Following(Stranger):
    def setUp(self):
        super().setUp()
        self.desk = self.hall.client("admin", "desk")
        self.accepted = 0

    def work(self, times):
        """People and officers at random; what does not fit the moment is refused."""
        pick = self.chance.choice
        view = self.display.replica.view
        for _ in range(times):
            tickets = [t for t in view["tickets"].values()] or [{"ticket": "R001"}]
            ticket = pick(tickets)["ticket"]
            held = [t["ticket"] for t in tickets if t.get("state") == "held"]
            service = pick("PKJR")
            counter = pick(view["counters"])
            at_counter, fields = pick(AT_COUNTER[counter["state"]])
            do, fields = pick([
                ("issue", {"service": service, "class": pick(["regular", "priority"])}),
                ("issue", {"service": service}),
                pick([("issue", {"service": service, "booked": "23:59",
                                 "channel": "appointment"}),
                      ("call", {"counter": counter["id"], "ticket": ticket}),
                      ("unhold", {"ticket": pick(held or [ticket])}),
                      ("pause", {"service": service, "reason": "paper"}),
                      ("pause", {"service": service, "until": "23:59"}),
                      ("unpause", {"service": service}), ("unpause", {"service": service}),
                      ("cancel", {"ticket": ticket}),
                      ("note", {"ticket": ticket, "text": "came back"}),
                      ("report-print", {"ticket": ticket, "state": "failed",
                                        "reason": "media-empty"})]),
                *[(at_counter, {"counter": counter["id"], **fields})] * 4])
            self.accepted += not refusal(self.desk.command, do, **fields)
            self.display.pump(0)
            view = self.display.replica.view

    def equal_to_a_snapshot(self, client):
        """At the same seq; what comes with a heartbeat may need another second."""
        def same():
            fresh = client.query("get-snapshot")["view"]
            client.pump_until(lambda: client.replica.view["seq"] >= fresh["seq"]
                              and client.replica.complete(), 5)
            self.fresh = fresh
            return fresh == client.replica.view
        end = eventually(same, 30)
        if not end:
            self.maxDiff = None
            self.assertEqual(self.fresh, client.replica.view)

    def joined(self, client):
        client.join()
        self.assertTrue(client.pump_until(client.replica.complete, 60))
        return client

    def test_the_copy_equals_a_fresh_snapshot(self):
        self.display = self.joined(self.hall.client("display", "D1", follow=True))
        for _ in range(40):
            self.work(15)
            self.equal_to_a_snapshot(self.display)
        # Misses, corrected, and a hall file that changes under way: a counter goes, targets differ.
        self.assertTrue(eventually(lambda: self.desk.query("get-misses")["misses"]))
        for miss in self.desk.query("get-misses")["misses"][:2]:
            self.desk.command("correct", miss=miss["miss"], text="another counter was opened")
        self.hall.change_hall(lambda text: text.replace("target_s = 5", "target_s = 6"))
        self.assertTrue(self.display.pump_until(
            lambda: self.display.replica.view["hall"]["target"]["target_s"] == 6, 60))
        self.work(30)
        self.equal_to_a_snapshot(self.display)
        self.assertGreater(self.accepted, 200)
        # Nothing was lost, so it was all folded: one snapshot at the start.
        self.assertEqual(1, self.display.replica.snapshots)
        folded = {e["event"] for e in self.hall.journal()}
        self.assertGreater(len(folded), 24, folded)

    def test_lost_updates_are_noticed(self):
        self.display = self.joined(self.hall.client("display", "D1", follow=True))
        apply = self.display.replica.on_update
        self.display.replica.on_update = lambda update: \
            update["event"] != "heartbeat" and self.chance.random() < 0.3 or apply(update)
        self.work(150)
        self.display.replica.on_update = apply
        self.equal_to_a_snapshot(self.display)
        self.assertGreater(self.display.replica.snapshots, 1)

    def test_the_copy_outlives_the_dispatcher(self):
        self.display = self.joined(self.hall.client("display", "D1", follow=True))
        for _ in range(3):
            self.work(30)
            self.hall.kill()
            self.assertTrue(self.display.pump_until(lambda: not self.display.online, 30))
            self.hall.start()
            self.work(30)
            self.assertTrue(self.display.pump_until(lambda: self.display.online, 60))
            self.equal_to_a_snapshot(self.display)

    def test_a_store_put_back_by_hand_gives_no_number_twice(self):
        self.display = self.joined(self.hall.client("display", "D1", follow=True))
        epoch = self.display.welcome["epoch"]
        seen = [self.desk.command("issue", service="R")["ticket"] for _ in range(3)]
        self.hall.kill()
        earlier = self.hall.path / "earlier"
        shutil.copytree(self.hall.data, earlier)
        self.hall.start()
        seen += [self.desk.command("issue", service="R")["ticket"] for _ in range(3)]
        self.assertTrue(self.display.pump_until(
            lambda: self.display.replica.complete()
            and any(seen[-1] in t for t in self.display.replica.view["tickets"]), 60))
        connections = self.desk.connections
        self.hall.kill()
        shutil.rmtree(self.hall.data)
        shutil.copytree(earlier, self.hall.data)
        self.hall.start()
        # The listener tells how far it was; from then on it is another epoch.
        self.assertTrue(self.display.pump_until(
            lambda: self.display.replica.view["epoch"] != epoch, 60))
        # Over a link that is there the desk sends its next command once, so the gap in front of it
        # says that it was not done, and it goes on in another session by itself.
        self.assertTrue(self.desk.pump_until(lambda: self.desk.connections > connections, 60))
        session = self.desk.session
        seen += [self.desk.command("issue", service="R")["ticket"] for _ in range(3)]
        self.assertNotEqual(session, self.desk.session)
        self.assertEqual(len(seen), len(set(seen)), seen)
        restored = [e for e in self.hall.journal() if e["event"] == "store-restored"]
        self.assertEqual(["by-hand"], [e["why"] for e in restored])
        self.equal_to_a_snapshot(self.display)

    def test_listeners_learn_no_names_and_no_codes(self):
        heard = []
        self.display = self.joined(self.hall.client("display", "D1", follow=True))
        self.display.trace = lambda document, message: heard.append(json.dumps(message))
        self.desk.command("open", counter=1, officer="Sari Wulandari")
        code = self.desk.command("issue", service="R")["code"]
        self.desk.command("call", counter=1)
        self.desk.command("start", counter=1)
        last = self.desk.command("issue", service="P")["ticket"]
        self.assertTrue(self.display.pump_until(
            lambda: any(last in t for t in self.display.replica.view["tickets"]), 60))
        self.equal_to_a_snapshot(self.display)
        self.assertTrue(any("service-started" in line for line in heard))
        for secret in ("Sari Wulandari", code):
            self.assertFalse(any(secret in line for line in heard), secret)
        officers = [c["officer"] for c in self.desk.query("get-snapshot")["view"]["counters"]]
        self.assertIn("Sari Wulandari", officers)


def lines_of(record):
    if not pathlib.Path(record).exists():
        return []
    whole = pathlib.Path(record).read_text().rpartition("\n")[0]
    return [json.loads(line) for line in whole.splitlines()]


def issued(hall):
    return sorted(e["ticket"] for e in hall.journal() if e["event"] == "ticket-issued")


if __name__ == "__main__":
    PROGRAMS = sys.argv.pop(1)
    print(f"ANTRE_SEED={SEED}", flush=True)
    unittest.main()
