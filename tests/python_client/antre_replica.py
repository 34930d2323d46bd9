# SPDX-License-Identifier: Apache-2.0
"""The copy of the hall that a screen keeps: docs/protocol/README.md, "Following the hall"."""

import random
import time

from antre_view import fold

KEPT_LIMIT = 4096
BETWEEN_ASKS_S = 0.5
ANSWER_LIMIT_S = 2.0
MOST_DOUBLINGS = 3


class Replica:
    def __init__(self, ask):
        self.view = None
        self.snapshots = 0
        self._ask = ask  # ask(then, **fields): one get-snapshot
        self._heard = False
        self._wanted = False
        self._asked = 0.0  # when; 0: not under way
        self._turn = 0  # of the ask that counts
        self._unanswered = 0
        self._ask_at = 0.0
        self._had_seq = None
        self._kept = {}

    def complete(self):
        return self.view is not None and not self._wanted

    def on_connected(self):
        self._asked, self._unanswered = 0.0, 0

    def on_update(self, update):
        self._heard = True
        event = update["event"]
        if event == "going-down":
            return
        same = self.view is not None and update["epoch"] == self.view["epoch"]
        if event == "heartbeat":
            self._heartbeat(update, same)
        elif same and update["seq"] <= self.view["seq"]:
            return
        elif same and not self._wanted and update["seq"] == self.view["seq"] + 1:
            fold(self.view, update)
        else:
            self._keep(update)
            self._want()

    def _heartbeat(self, update, same):
        if not same:
            self._want()
            return
        for field in ("utc_offset_s", "hall_open", "expected"):
            self.view[field] = update[field]
        if update["seq"] != self.view["seq"]:
            if update["seq"] < self.view["seq"]:
                self._had_seq = self.view["seq"]
            self._want()

    def _keep(self, update):
        self._kept[update["epoch"], update["seq"]] = update
        if len(self._kept) > KEPT_LIMIT:
            del self._kept[min(self._kept)]

    def _want(self):
        if not self._wanted:
            self._wanted = True
            self._ask_at = max(self._ask_at, time.monotonic() + random.uniform(0, 0.2))

    def tick(self, now, connected):
        limit = ANSWER_LIMIT_S * 2 ** min(self._unanswered, MOST_DOUBLINGS)
        if self._asked and now - self._asked > limit:
            self._asked = 0.0
            self._unanswered += 1
        if self._wanted and self._heard and connected and not self._asked and now >= self._ask_at:
            self._asked = now
            self._ask_at = now + BETWEEN_ASKS_S * random.uniform(1, 2)
            self._turn += 1
            turn = self._turn
            had = {} if self._had_seq is None else {"had_seq": self._had_seq}
            self._ask(lambda reply: self._on_snapshot(turn, reply), **had)

    def _on_snapshot(self, turn, reply):
        if turn != self._turn or not self._asked:
            return  # it was given up
        self._asked, self._unanswered = 0.0, 0
        if reply["reply"] != "snapshot":
            return
        self.view, self._wanted, self._had_seq = reply["view"], False, None
        self.snapshots += 1
        for key in sorted(k for k in self._kept if k[0] == self.view["epoch"]):
            if key[1] <= self.view["seq"]:
                continue
            if key[1] != self.view["seq"] + 1:
                self._want()
                break
            fold(self.view, self._kept[key])
        self._kept = {key: update for key, update in self._kept.items()
                      if key[0] == self.view["epoch"] and key[1] > self.view["seq"]}
