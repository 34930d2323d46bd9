# SPDX-License-Identifier: Apache-2.0
"""What an event changes in the view of the hall: docs/protocol/replica.md, rule by rule."""

CALLS_KEPT = 24
COUNTS = ("issued", "started", "finished", "no_show", "cancelled", "met", "missed", "wait_ms")
NEW_TICKET = {"class": "regular", "channel": "walk-in", "state": "waiting", "called_ms": 0,
              "started_ms": 0, "recalls": 0, "print": "none", "print_reason": "", "mark": "none",
              "overtaken": 0, "auto": False, "place": 0, "checked_in": False, "guest": False,
              "case": ""}
NEW_PRINTER = {"state": "none", "reason": "", "told": False, "ready": True, "trouble": "",
               "since_ms": 0}
CARRIED = ("ticket", "of_day", "service", "class", "channel", "state", "counter", "issued_ms",
           "called_ms", "started_ms", "recalls", "print", "print_reason", "overtaken", "auto",
           "checked_in", "case")


def fold(view, event):
    """Folds the update that follows the view into it."""
    view["seq"] = event["seq"]
    view["at_ms"] = event["at_ms"]
    view["wall_offset_ms"] = event.get("wall_offset_ms", 0)
    rule = RULES.get(event["event"])
    if rule:
        rule(Fold(view, event))


class Fold:
    def __init__(self, view, event):
        self.view = view
        self.event = event
        self.now = event["at_ms"]
        self.key = f"{event.get('of_day', event['day'])}/{event.get('ticket', '')}"
        self.ticket = view["tickets"].get(self.key)
        self.today = view["today"]

    # ------------------------------------------------------------------ words of the page

    def counter(self, number):
        return next((c for c in self.view["counters"] if c["id"] == number), None)

    def put(self, state, ticket=False, number=None):
        counter = self.counter(self.event["counter"] if number is None else number)
        if counter is None:
            return None
        counter.update(state=state, since_ms=self.now, alert="")
        counter.pop("undo", None)
        counter.pop("ticket", None)
        if ticket:
            day, _, name = self.key.partition("/")
            counter["ticket"] = {"day": day, "number": name}
        return counter

    def count_line(self, ticket, by):
        line = self.view["lines"].setdefault(ticket["service"], {"waiting": 0, "priority": 0})
        line["waiting"] += by
        if ticket["class"] == "priority":
            line["priority"] += by

    def join_line(self):
        self.ticket["state"] = "waiting"
        self.count_line(self.ticket, 1)

    def leave_line(self):
        if self.ticket["state"] == "waiting":
            self.count_line(self.ticket, -1)

    def leave_counter(self, state):
        if self.ticket["state"] == "serving":
            self.ticket["mark"] = "none"
        self.ticket.update(state=state, auto=False)
        self.ticket.pop("counter", None)

    def back_in_line(self):
        self.leave_counter("waiting")
        self.join_line()

    def end(self):
        if self.ticket:
            self.leave_line()
            del self.view["tickets"][self.key]

    def forget_marks(self, ticket):
        if ticket["mark"] != "missed":
            ticket["mark"] = "none"

    def tell_call(self, recall):
        self.view["calls"].insert(0, {
            "seq": self.event["seq"], "ticket": self.ticket["ticket"],
            "service": self.ticket["service"], "counter": self.event["counter"],
            "at_ms": self.now, "wall_ms": self.now + self.view["wall_offset_ms"],
            "recall": recall})
        del self.view["calls"][CALLS_KEPT:]

    def add_counter(self, number, closing):
        self.view["counters"].append(
            {"id": number, "state": "closed", "since_ms": 0 if closing else self.now,
             "officer": "", "break_reason": "", "closing": closing, "alert": ""})
        self.view["counters"].sort(key=lambda c: c["id"])

    def take_over(self, hall):
        before = {s["id"]: s["target"] for s in self.view["hall"]["services"]}
        after = {s["id"]: s["target"] for s in hall["services"]}
        for ticket in self.view["tickets"].values():
            service = ticket["service"]
            if service in before and service in after and before[service] != after[service]:
                self.forget_marks(ticket)
        self.view["hall"] = hall
        has = {c["id"] for c in hall["counters"]}
        self.view["counters"] = [c for c in self.view["counters"]
                                 if c["id"] in has or "ticket" in c]
        for counter in self.view["counters"]:
            counter["closing"] = counter["id"] not in has
        for number in has - {c["id"] for c in self.view["counters"]}:
            self.add_counter(number, closing=False)

    # ------------------------------------------------------------------ days and the hall

    def day_opened(self):
        event, view = self.event, self.view
        view.update(day=event["day"], tickets={}, lines={}, calls=[], printers=[], paused=[],
                    announcements=[], counters=[], misses=[], open_misses=len(event["open_misses"]))
        self.today.update(dict.fromkeys(COUNTS, 0))
        for carried in event["carried"]:
            ticket = {**NEW_TICKET, **{f: carried[f] for f in CARRIED},
                      "place_ms": carried["issued_ms"]}
            if "clock" in carried:
                ticket.update(clock_from_ms=carried["clock"]["from_ms"],
                              mark=carried["clock"]["mark"])
            view["tickets"][f"{carried['of_day']}/{carried['ticket']}"] = ticket
        self.take_over(event["hall"])
        for carried in event["carried"]:
            if self.counter(carried["counter"]) is None:
                self.add_counter(carried["counter"], closing=True)
            self.key = f"{carried['of_day']}/{carried['ticket']}"
            serving = carried["state"] == "serving"
            counter = self.put("serving" if serving else "calling", True, carried["counter"])
            counter["since_ms"] = carried["started_ms" if serving else "called_ms"]
            counter["officer"] = carried["officer"] or counter["officer"]

    def day_closed(self):
        self.view["tickets"] = {k: t for k, t in self.view["tickets"].items() if "counter" in t}
        self.view.update(lines={}, paused=[])

    def hall_changed(self):
        self.take_over(self.event["hall"])

    # ------------------------------------------------------------------ tickets

    def issued(self):
        event = self.event
        self.ticket = {**NEW_TICKET, **{f: event[f] for f in
                                        ("ticket", "service", "class", "channel")},
                       "of_day": event["day"], "issued_ms": self.now, "place": event["seq"],
                       "place_ms": event.get("place_ms", self.now),
                       "case": event.get("case", "")}
        self.view["tickets"][self.key] = self.ticket
        if "place_ms" in event:
            self.ticket["state"] = "booked"
        else:
            self.join_line()
        self.today["issued"] += 1

    def arrived(self):
        if self.ticket:
            self.join_line()

    def called(self):
        if self.ticket:
            self.leave_line()
            self.ticket.update(state="called", counter=self.event["counter"], recalls=0,
                               auto=self.event["auto"], called_ms=self.now)
            self.tell_call(False)
        self.put("calling", True)

    def recalled(self):
        if self.ticket:
            self.ticket["recalls"] = self.event["times"]
            self.tell_call(True)

    def started(self):
        if self.ticket:
            self.ticket.update(state="serving", started_ms=self.now)
            self.ticket.pop("clock_from_ms", None)
            self.today["wait_ms"] += self.now - self.ticket["place_ms"]
            if "clock_ms" in self.event and self.event["met"] and "of_day" not in self.event:
                self.today["met"] += 1
        self.today["started"] += 1
        self.put("serving", True)

    def finished(self, count="finished"):
        self.today[count] += 1
        self.end()
        counter = self.put("free")
        if counter and self.ticket:
            counter["undo"] = self.ticket
        if counter and count == "finished":
            counter.pop("finished", None)
            if self.ticket:
                counter["finished"] = {"ticket": self.named(), "service": self.ticket["service"],
                                       "at_ms": self.now}

    def named(self):
        return {"day": self.event.get("of_day", self.event["day"]),
                "number": self.event["ticket"]}

    def forget_finished(self):
        for counter in self.view["counters"]:
            if counter.get("finished", {}).get("ticket") == self.named():
                del counter["finished"]

    def moved(self):
        if self.ticket:
            self.leave_line()
            self.go_to_line()
            self.join_line()

    def no_show(self):
        self.finished("no_show")

    def cancelled(self):
        self.today["cancelled"] += 1
        self.end()
        if self.ticket and "counter" in self.ticket:
            self.put("free", number=self.ticket["counter"])

    def held(self):
        if self.ticket:
            if "clock_from_ms" in self.ticket:
                self.ticket["clock_stood_ms"] = self.now - self.ticket.pop("clock_from_ms")
            self.leave_counter("held")
        self.put("free")

    def unheld(self):
        if self.ticket:
            if "clock_stood_ms" in self.ticket:
                self.ticket["clock_from_ms"] = self.now - self.ticket.pop("clock_stood_ms")
            self.join_line()

    def transferred(self):
        if self.ticket:
            self.go_to_line()
            self.back_in_line()
        self.put("free")

    def go_to_line(self):
        self.ticket["service"] = self.event.get("service", self.ticket["service"])
        self.forget_marks(self.ticket)
        self.ticket.pop("for_counter", None)
        if "to_counter" in self.event:
            self.ticket["for_counter"] = self.event["to_counter"]
        self.ticket.update(place_ms=self.now, place=self.event["seq"])

    def requeued(self):
        if self.ticket:
            self.ticket["place_ms"] = self.event["place_ms"]
            self.back_in_line()
        self.put("free")

    def quick_service(self):
        event = self.event
        self.view["tickets"][self.key] = {
            **NEW_TICKET, "ticket": event["ticket"], "of_day": event["day"],
            "service": event["service"], "state": "serving", "issued_ms": self.now,
            "place_ms": self.now, "called_ms": self.now, "started_ms": self.now,
            "place": event["seq"], "counter": event["counter"]}
        self.put("serving", True)
        self.today["started"] += 1

    def undone(self):
        before = self.event["from"]
        if before == "called":
            if self.ticket:
                if self.event["clock_gone"]:
                    self.ticket.pop("clock_from_ms", None)
                self.back_in_line()
            self.put("free")
            return
        self.today["finished" if before == "finished" else "no_show"] -= 1
        if before == "finished":
            self.forget_finished()
        counter = self.counter(self.event["counter"])
        if not counter or "undo" not in counter:
            return
        ticket = counter["undo"]
        self.key = f"{ticket['of_day']}/{ticket['ticket']}"
        self.view["tickets"][self.key] = ticket
        self.put("serving" if before == "finished" else "calling", True)
        counter["since_ms"] = ticket["started_ms" if before == "finished" else "called_ms"]

    def print_reported(self):
        event = self.event
        if self.ticket:
            self.ticket.update({"print": event["state"], "print_reason": event["reason"]})
        self.printer().update({f: event[f] for f in ("state", "reason")})

    def printer_reported(self):
        event = self.event
        self.printer().update(told=True, ready=event["ready"], trouble=event["reason"],
                              since_ms=self.now)

    def printer(self):
        device = self.event["device"]
        for known in self.view["printers"]:
            if known["device"] == device:
                return known
        self.view["printers"].append({"device": device, **NEW_PRINTER})
        return self.view["printers"][-1]

    def announcement_made(self):
        known = [a for a in self.view["announcements"] if a["until_ms"] > self.now]
        self.view["announcements"] = known + [
            {f: self.event[f] for f in ("seq", "text", "until_ms", "spoken", "zone")}]

    def announcement_withdrawn(self):
        self.view["announcements"] = [a for a in self.view["announcements"]
                                      if a["seq"] != self.event["announcement"]]

    def checked_in(self):
        if self.ticket:
            self.ticket["checked_in"] = True

    def guest_book_signed(self):
        if self.ticket:
            self.ticket["guest"] = True

    # ------------------------------------------------------------------ clocks and misses

    def clock_started(self):
        if self.ticket:
            self.ticket["clock_from_ms"] = self.now

    def clock_reached(self):
        if self.ticket:
            self.ticket["mark"] = self.event["mark"]

    def overtaken(self):
        if self.ticket:
            self.ticket["overtaken"] += 1
            if self.event["start_over"]:
                self.ticket.pop("clock_from_ms", None)
                self.ticket["mark"] = "none"

    def missed(self):
        self.view["open_misses"] += 1
        miss = {"miss": self.event["miss"], "ticket": self.event["ticket"],
                "of_day": self.named()["day"],
                "service": self.ticket["service"] if self.ticket else "",
                "cause": self.event["cause"],
                "counters": [at["counter"] for at in self.event["counters"]],
                "at_ms": self.now, "explained": False}
        self.view["misses"] = (self.view["misses"] + [miss])[-50:]
        if "of_day" in self.event:
            return
        self.today["missed"] += 1
        if self.ticket:
            self.ticket["mark"] = "missed"

    def corrected(self):
        self.view["open_misses"] -= 1
        self.view["misses"] = [m for m in self.view["misses"] if m["miss"] != self.event["miss"]]

    def explained(self):
        for miss in self.view["misses"]:
            if miss["miss"] == self.event["miss"]:
                miss["explained"] = True

    # ------------------------------------------------------------------ counters and services

    def counter_opened(self):
        counter = self.put("free")
        if counter:
            counter.update(officer=self.event["officer"], break_reason="")

    def counter_break(self):
        counter = self.put("on-break")
        if counter:
            counter["break_reason"] = self.event["reason"]

    def counter_resumed(self):
        counter = self.put("free")
        if counter:
            counter["break_reason"] = ""

    def counter_closed(self):
        counter = self.put("closed")
        if counter:
            counter.update(officer="", break_reason="")
            counter.pop("help", None)
            if counter["id"] not in {c["id"] for c in self.view["hall"]["counters"]}:
                self.view["counters"].remove(counter)

    def help_asked(self):
        counter = self.counter(self.event["counter"])
        if counter:
            since = counter.get("help", {}).get("since_ms", self.now)
            counter["help"] = {"since_ms": since, "text": self.event["text"]}

    def help_ended(self):
        counter = self.counter(self.event["counter"])
        if counter:
            counter.pop("help", None)

    def counter_alerted(self):
        counter = self.counter(self.event["counter"])
        if counter:
            counter["alert"] = self.event["why"]

    def paused(self):
        self.unpaused()
        pause = {"service": self.event["service"], "reason": self.event["reason"]}
        if "until_ms" in self.event:
            pause["until_wall_ms"] = self.event["until_ms"] + self.view["wall_offset_ms"]
        self.view["paused"].append(pause)

    def unpaused(self):
        self.view["paused"] = [p for p in self.view["paused"]
                               if p["service"] != self.event["service"]]


RULES = {
    "day-opened": Fold.day_opened, "day-closed": Fold.day_closed,
    "hall-changed": Fold.hall_changed, "ticket-issued": Fold.issued,
    "ticket-arrived": Fold.arrived, "ticket-called": Fold.called,
    "ticket-recalled": Fold.recalled, "service-started": Fold.started,
    "service-finished": Fold.finished, "ticket-no-show": Fold.no_show,
    "ticket-cancelled": Fold.cancelled, "ticket-held": Fold.held, "ticket-unheld": Fold.unheld,
    "ticket-transferred": Fold.transferred, "ticket-requeued": Fold.requeued,
    "quick-service-started": Fold.quick_service, "undone": Fold.undone,
    "print-reported": Fold.print_reported, "printer-reported": Fold.printer_reported,
    "announcement-made": Fold.announcement_made,
    "announcement-withdrawn": Fold.announcement_withdrawn,
    "ticket-checked-in": Fold.checked_in, "guest-book-signed": Fold.guest_book_signed,
    "clock-started": Fold.clock_started,
    "clock-reached": Fold.clock_reached, "ticket-overtaken": Fold.overtaken,
    "target-missed": Fold.missed, "miss-corrected": Fold.corrected,
    "miss-explained": Fold.explained, "ticket-moved": Fold.moved,
    "survey-answered": Fold.forget_finished, "help-asked": Fold.help_asked,
    "help-ended": Fold.help_ended,
    "counter-opened": Fold.counter_opened, "counter-break": Fold.counter_break,
    "counter-resumed": Fold.counter_resumed, "counter-closed": Fold.counter_closed,
    "counter-alerted": Fold.counter_alerted, "service-paused": Fold.paused,
    "service-unpaused": Fold.unpaused,
}
