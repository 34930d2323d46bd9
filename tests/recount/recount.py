# SPDX-License-Identifier: Apache-2.0
"""Counts a report anew from what `antre export` writes, by the definitions of the target and of
docs/store.md alone: no code of the product is used, and nothing but the exported lines is read.

Input, on stdin: a line {"day": "2026-11-24", "offset_s": 25200} before the exported lines of that
day, days in order. Output: a JSON object, "total" and per kind of row ("day", "hour", "service",
"channel", "counter") an object of rows. Times are milliseconds: mean, median, 90 % and 99 %.

What was undone is taken out of a ticket's story before anything is counted, so that nothing has to
be counted backwards.
"""

import collections
import datetime
import json
import sys

COUNTS = ("tickets", "served", "no_show", "cancelled", "unserved", "met", "missed", "overtaken",
          "explicit_calls", "auto_calls", "no_show_in_time", "no_show_auto")
TIMES = ("clock", "wait", "service", "no_show_after")
NOBODY = "-"


def moment(text):
    """Milliseconds since 1970 of an RFC 3339 time."""
    at = datetime.datetime.fromisoformat(text)
    return round(at.timestamp() * 1000)


def spread(times):
    """Mean (rounded) and nearest ranks: of n in order, p % is the one at place ceil(p / 100 * n)."""
    if not times:
        return [0, 0, 0, 0]
    n = len(times)
    return [(sum(times) + n // 2) // n] + [times[-(-p * n // 100) - 1] for p in (50, 90, 99)]


class Rows:
    """The rows of each kind; what is counted goes into the total once."""

    def __init__(self):
        def row():
            return {**{name: 0 for name in COUNTS}, **{name: [] for name in TIMES}}
        self.rows = {kind: collections.defaultdict(row)
                     for kind in ("total", "day", "hour", "service", "channel", "counter")}

    def of(self, ticket, service):
        """The rows of something about a ticket that is counted under a service."""
        yield self.rows["total"][""]
        yield self.rows["day"][ticket.day]
        yield self.rows["hour"][ticket.hour]
        yield self.rows["channel"][ticket.channel]
        yield self.rows["service"][service]

    def count(self, name, ticket, service, counters=(), by=1):
        for row in self.of(ticket, service):
            row[name] += by
        for counter in set(counters):
            self.rows["counter"][str(counter)][name] += by

    def time(self, name, ms, ticket, service, counter):
        for row in self.of(ticket, service):
            row[name].append(ms)
        self.rows["counter"][str(counter)][name].append(ms)


class Ticket:
    def __init__(self, day, event, quick, offset_s):
        self.day = day
        self.number = event["ticket"]
        self.quick = quick
        self.channel = event.get("channel", "walk-in")
        self.service = event["service"]
        issued = moment(event["at"])
        self.hour = f"{(issued // 1000 + offset_s) // 3600 % 24:02}"
        self.place = moment(event["place"]) if "place" in event else issued
        self.story = []
        self.misses = []

    def undo(self, source):
        """Takes out what was undone, with all that it brought with it."""
        begins = {"called": "ticket-called", "no-show": "ticket-no-show",
                  "finished": None}[source]
        while self.story:
            event = self.story.pop()
            name = event["event"]
            ended = name == "service-finished" or (name == "ticket-transferred" and
                                                   event.get("finished"))
            if name == begins or (begins is None and ended):
                return
        raise ValueError(f"{self.number}: nothing to undo")


def read(lines):
    """Tickets by (day, number), each with its story; misses; overtakings."""
    tickets, misses, overtakings = {}, [], []
    day, offset_s = "", 0
    for line in lines:
        event = json.loads(line)
        if "event" not in event:
            day, offset_s = event["day"], event["offset_s"]
            continue
        name = event["event"]
        key = (event.get("of_day", day), event.get("ticket"))
        if name in ("ticket-issued", "quick-service-started"):
            tickets[key] = Ticket(day, event, name != "ticket-issued", offset_s)
        if name == "target-missed":
            misses.append((tickets[key], event))
            tickets[key].misses.append(event)
        elif name == "ticket-overtaken":
            ticket = tickets[key]
            overtakings.append((ticket, service_now(ticket), event["counter"]))
        elif name == "undone":
            tickets[key].undo(event["from"])
        elif name in ("quick-service-started", "ticket-called", "service-started",
                      "service-finished", "ticket-no-show", "ticket-held", "ticket-unheld",
                      "ticket-transferred", "ticket-moved", "ticket-requeued", "ticket-cancelled"):
            tickets[key].story.append(event)
        if name == "target-missed":
            event["service"] = service_now(tickets[key])
        if name == "day-closed":
            for what in ("unserved", "finished"):
                for number in event.get(what, []):
                    of_day, _, bare = number.rpartition("/")
                    tickets[(of_day or day, bare)].story.append({"event": "closed-" + what})
    return tickets, misses, overtakings


def service_now(ticket):
    service = ticket.service
    for event in ticket.story:
        if event["event"] in ("ticket-transferred", "ticket-moved") and event.get("service"):
            service = event["service"]
    return service


def tell(ticket, rows):
    """Counts a ticket's story."""
    service, place, call, start, counter = ticket.service, ticket.place, None, None, None
    waited, ended_late = False, 0  # the wait of this place was counted
    called_at, at_counter = set(), None
    if not ticket.quick:
        rows.count("tickets", ticket, service)
    for event in ticket.story:
        name = event["event"]
        at = moment(event["at"]) if "at" in event else None
        if name == "ticket-called":
            call, counter, at_counter = at, event["counter"], event["counter"]
            called_at.add(counter)
            if event.get("explicit"):
                rows.count("explicit_calls", ticket, service, [counter])
            if event.get("auto"):
                rows.count("auto_calls", ticket, service, [counter])
        elif name in ("service-started", "quick-service-started"):
            start, counter, at_counter = at, event["counter"], event["counter"]
            if "clock_ms" in event:
                rows.time("clock", event["clock_ms"], ticket, service, counter)
                if event["met"]:
                    rows.count("met", ticket, service, [counter])
                else:
                    ended_late += 1
            if not waited and not ticket.quick:
                rows.time("wait", max(0, start - place), ticket, service, counter)
                waited = True
        elif name == "service-finished":
            rows.time("service", at - start, ticket, service, counter)
            rows.count("served", ticket, service, [counter])
        elif name == "ticket-no-show":
            counter = event["counter"]
            rows.count("no_show", ticket, service, [counter])
            if ended_late >= len(ticket.misses):
                rows.count("no_show_in_time", ticket, service, [counter])
            if event.get("auto"):
                rows.count("no_show_auto", ticket, service, [counter])
            rows.time("no_show_after", at - call, ticket, service, counter)
        elif name == "ticket-transferred":
            if start is not None:
                rows.time("service", at - start, ticket, service, counter)
            if event.get("finished"):
                rows.rows["counter"][str(counter)]["served"] += 1
            service = event.get("service") or service
            place, waited, at_counter = at, False, None
        elif name == "ticket-moved":  # by the supervisor, from line to line
            service = event.get("service") or service
            place, waited, at_counter = at, False, None
        elif name == "ticket-held":
            at_counter = None
        elif name == "ticket-requeued":
            if start is not None:  # only a visitor who was served begins to wait anew
                place, waited = at, False
            at_counter = None
        elif name == "ticket-cancelled":
            rows.count("cancelled", ticket, service, [at_counter] if at_counter else [])
        elif name == "closed-unserved":
            rows.count("unserved", ticket, service)
        elif name == "closed-finished":
            rows.count("served", ticket, service, [counter])
        if name in ("ticket-held", "ticket-transferred", "ticket-requeued"):
            start = call = None
    if not ticket.quick:
        for counter in called_at:
            rows.rows["counter"][str(counter)]["tickets"] += 1


def main():
    rows = Rows()
    tickets, misses, overtakings = read(sys.stdin)
    for ticket in tickets.values():
        tell(ticket, rows)
    for ticket, event in misses:
        counters = [at["counter"] for at in event.get("counters", [])] or [NOBODY]
        rows.count("missed", ticket, event["service"], counters)
    for ticket, service, counter in overtakings:
        rows.count("overtaken", ticket, service, [counter])
    for kind in rows.rows.values():
        for row in kind.values():
            for name in TIMES:
                row[name] = spread(sorted(row[name]))
    json.dump(rows.rows, sys.stdout)


if __name__ == "__main__":
    main()
