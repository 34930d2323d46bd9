#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Starts a whole hall for `./dev run`: dispatcher, kiosk, display and counters, on this machine.

With a desktop the windows open on it. Without one (or with --headless) each program gets a virtual
screen of its own and a short day is played through the real windows: touches on the kiosk, keys at
the counters; pictures and tickets are left in var/shots/. Whatever is started here is ended here, by
its process id. Exit status 0 only when everything that was to happen did happen."""

import argparse
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
BIN = ROOT / "build/release/bin"
VAR = ROOT / "var"
SHOTS = VAR / "shots"
TICKETS = VAR / "tickets"
DATA = VAR / "data"
KEYS = VAR / "keys"
HALL = ROOT / "assets/hall/pst-jateng.toml"
PATIENCE_S = 30  # ends a run in which something does not happen; nothing is timed by it


class Trouble(Exception):
    """Something that was to happen did not; the text says what."""


def until(what, condition):
    """Looks at `condition` until it gives something true, and gives that."""
    end = time.monotonic() + PATIENCE_S
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise Trouble(f"waited in vain for: {what}")
        time.sleep(0.05)


class Programs:
    """What was started, and its end."""

    def __init__(self):
        self.started = []

    def start(self, name, command, env=None):
        log = open(VAR / f"{name}.log", "wb")
        process = subprocess.Popen([str(c) for c in command], stdin=subprocess.DEVNULL, stdout=log,
                                   stderr=log, env={**os.environ, **(env or {})}, cwd=ROOT)
        self.started.append((name, process))
        return process

    def check(self):
        for name, process in self.started:
            if process.poll() not in (None, 0):
                tail = (VAR / f"{name}.log").read_text(errors="replace").strip().split("\n")[-3:]
                raise Trouble(f"{name} ended with status {process.poll()}: " + " / ".join(tail))

    def end(self):
        for _, process in reversed(self.started):
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for _, process in reversed(self.started):
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.started.clear()


class Window:
    """A program on a virtual screen of its own."""

    def __init__(self, programs, name, width, height):
        self.name = name
        number = VAR / f"{name}.screen"
        number.unlink(missing_ok=True)
        programs.start(f"{name}-screen", [
            "sh", "-c", f"exec Xvfb -displayfd 9 -screen 0 {width}x{height}x24 -nolisten tcp 9>'{number}'"])
        text = until(f"a virtual screen for {name}",
                     lambda: number.exists() and number.read_text().endswith("\n") and number.read_text())
        self.env = {"DISPLAY": ":" + text.strip(), "SDL_VIDEODRIVER": "x11"}

    def tool(self, *command):
        done = subprocess.run(command, env={**os.environ, **self.env}, capture_output=True)
        if done.returncode != 0:
            raise Trouble(f"{command[0]} failed on {self.name}: {done.stderr.decode().strip()}")
        return done.stdout

    def shown(self):
        until(f"the window of {self.name}", lambda: subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", "."], env={**os.environ, **self.env},
            capture_output=True).returncode == 0)

    def touch(self, x, y):
        self.tool("xdotool", "mousemove", str(x), str(y), "click", "1")

    def key(self, *names):
        for name in names:
            self.tool("xdotool", "key", name)

    def type(self, text):
        self.tool("xdotool", "type", "--delay", "20", text)

    def colour(self, x, y):
        return self.tool("import", "-window", "root", "-crop", f"1x1+{x}+{y}", "-depth", "8", "rgb:-")

    def grab(self):
        """What is on the screen, not packed: a page that counts seconds stands still for one."""
        return self.tool("import", "-window", "root", "-depth", "8", "ppm:-")

    def keep(self, file, picture):
        subprocess.run(["convert", "ppm:-", str(SHOTS / file)], input=picture, check=True)

    def picture(self, file, changed_from=None):
        """Keeps a picture once the screen stands still (and, when told so, differs from before)."""
        last = [b""]

        def still():
            now = self.grab()
            same, last[0] = now == last[0], now
            return same and now != changed_from
        until(f"{self.name} to stand still for {file}", still)
        self.keep(file, last[0])
        return last[0]


class Hall:
    def __init__(self, programs, keep):
        if TICKETS.is_file():  # of a run that was ended while its printer had no paper
            TICKETS.unlink()
            shutil.rmtree(VAR / "tickets-away", ignore_errors=True)
        if not keep:
            for folder in (DATA, TICKETS, SHOTS, VAR / "state"):
                shutil.rmtree(folder, ignore_errors=True)
        for folder in (DATA, KEYS, TICKETS, SHOTS, VAR / "state"):
            folder.mkdir(parents=True, exist_ok=True)
        DATA.chmod(0o700)
        self.programs = programs
        for role, name in [("kiosk", "hall"), ("display", "hall"), ("admin", "office"),
                           ("counter", "1"), ("counter", "2")]:
            self.make_key(role, name)
        (DATA / "endpoints").unlink(missing_ok=True)
        self.dispatcher = programs.start("dispatcher", [
            BIN / "antre-dispatcher", "--hall", HALL, "--data", DATA, "--listen", "tcp://127.0.0.1:0",
            "--always-open"])
        self.url = until("the dispatcher to be ready", self.endpoint)

    def make_key(self, role, name):
        file = KEYS / f"{role}-{name}.key"
        if file.exists() and (DATA / "keys" / role / f"{name}.pub").exists():
            return
        file.unlink(missing_ok=True)
        done = subprocess.run([BIN / "antre", "keys", "new", role, name, "--data", DATA, "--out", file],
                              capture_output=True, text=True)
        if done.returncode != 0:
            raise Trouble(f"no key for {role} {name}: {done.stderr.strip()}")

    def endpoint(self):
        self.programs.check()
        file = DATA / "endpoints"
        if not file.exists():
            return None
        return dict(line.split() for line in file.read_text().splitlines() if line).get("commands")

    def client(self, program, key, *more):
        return [BIN / program, "--dispatcher", self.url, "--key", KEYS / f"{key}.key", *more]

    def antre(self, *command):
        done = subprocess.run([str(c) for c in self.client("antre", "admin-office", *command)],
                              capture_output=True, text=True)
        if done.returncode != 0:
            raise Trouble(f"antre {' '.join(command)}: {done.stderr.strip()}")
        return done.stdout

    def journal(self):
        self.programs.check()
        return [json.loads(line) for line in self.antre("export", "today").splitlines()]

    def count(self, name, **fields):
        return len([e for e in self.journal()
                    if e["event"] == name and all(e.get(k) == v for k, v in fields.items())])

    def event(self, name, count=1, **fields):
        """Waits until the journal holds `count` such events; gives the last one."""
        def found():
            all_such = [e for e in self.journal()
                        if e["event"] == name and all(e.get(k) == v for k, v in fields.items())]
            return len(all_such) >= count and all_such[-1]
        return until(f"{count} x {name} {fields or ''}", found)


def start_windows(hall, programs, args):
    """The programs on the desktop."""
    programs.start("display", hall.client("antre-display", "display-hall", "--size", "1280x720"))
    programs.start("kiosk", hall.client("antre-kiosk", "kiosk-hall", "--size", "540x960", "--hall", HALL,
                                        "--tickets", TICKETS, "--outbox", VAR / "state/kiosk"))
    programs.start("counter", hall.client("antre-counter", "counter-1", "--state", VAR / "state/counter-1"))
    print(f"The hall is open. Tickets are pictures in {TICKETS.relative_to(ROOT)}/.")
    print("Close the windows, or press Ctrl-C here, to end it.")
    end = time.monotonic() + args.seconds if args.seconds else None
    windows = [p for n, p in programs.started if n != "dispatcher"]
    while any(p.poll() is None for p in windows) and (end is None or time.monotonic() < end):
        programs.check()
        time.sleep(0.2)


# Where the scripted visitor touches the upright kiosk (1080x1920).
SERVICE_CARDS = {"P": (540, 600), "K": (540, 864), "J": (540, 1128), "R": (540, 1392)}
CLASS_CARDS = {"regular": (540, 760), "priority": (540, 1100)}


# Points that tell the kiosk's pages apart: on home the first card's icon box, on the class page the
# regular card's.
ACCENT = b"\x0b\x4a\x82"
WAY = b"\xff\xc7\x2c"   # the display's band when the connection is lost
RED = b"\x98\x0f\x19"   # the counter's strip then
DEEP = b"\x0a\x3b\x69"  # the display's panel of the number now called


def at_home(kiosk):
    return kiosk.colour(110, 660) == ACCENT


def at_class(kiosk):
    return kiosk.colour(130, 700) == ACCENT and not at_home(kiosk)


def touch_through(kiosk, service, kind, picture=None):
    """Home, class, and on, as a visitor who looks before touching. A touch right after a page has
    come is ignored (so that a double tap is one number), hence the repetition."""
    def on(page, place):
        if page(kiosk):
            kiosk.touch(*place)
        return not page(kiosk)
    until("the kiosk's home page", lambda: at_home(kiosk))
    until("the class page", lambda: on(at_home, SERVICE_CARDS[service]) and at_class(kiosk))
    if picture:
        kiosk.picture(picture)
    until("an answer to the touch", lambda: on(at_class, CLASS_CARDS[kind]))


def press_until(window, keys, what, condition):
    """Presses a key (or several) until something is so: a key right after a change is ignored, so
    that a double press cannot call and start."""
    def pressed():
        if condition():
            return True
        window.key(*([keys] if isinstance(keys, str) else keys))
        time.sleep(0.2)
        return condition()
    until(what, pressed)


class Day:
    """A short day through the real windows."""

    def __init__(self, hall, programs):
        self.hall = hall
        self.taken = []
        self.kiosk = Window(programs, "kiosk", 1080, 1920)
        self.display = Window(programs, "display", 1920, 1080)
        self.counters = {n: Window(programs, f"counter-{n}", 420, 760) for n in (1, 2)}
        self.sound = VAR / "display-sound.raw"
        programs.start("kiosk", hall.client(
            "antre-kiosk", "kiosk-hall", "--size", "1080x1920", "--hall", HALL, "--tickets", TICKETS,
            "--outbox", VAR / "state/kiosk"), self.kiosk.env)
        programs.start("display", hall.client("antre-display", "display-hall", "--size", "1920x1080"), {
            **self.display.env, "SDL_AUDIODRIVER": "disk", "SDL_DISKAUDIOFILE": str(self.sound)})
        for n, window in self.counters.items():
            programs.start(f"counter-{n}", hall.client(
                "antre-counter", f"counter-{n}", "--size", "420x760", "--state",
                VAR / f"state/counter-{n}"), window.env)
        for window in (self.kiosk, self.display, *self.counters.values()):
            window.shown()

    def play(self):
        home = self.kiosk.picture("kiosk-home-empty.png")
        self.display.picture("display-empty.png")
        for n, officer in ((1, "Sari Wulandari"), (2, "Budi Santoso")):
            self.sign_in(n, officer)
        first = self.take("R")
        self.kiosk.picture("kiosk-ticket.png")
        self.back_home()
        for service, kind in (("K", "regular"), ("K", "priority"), ("R", "regular"), ("J", "regular")):
            self.take(service, kind)
            self.back_home()
        if home == self.kiosk.grab():
            raise Trouble("the kiosk's home does not show who waits")
        if self.work(1, recall=True) != first:
            raise Trouble(f"{first} was the first of its line and was not called")
        self.priority()
        sent = self.undo_and_transfer()
        self.hold(sent)
        self.take_break()
        self.pause_service()
        self.no_paper()
        self.lose_connection()
        self.tell()
        self.close()
        self.check()

    def sign_in(self, n, officer):
        window = self.counters[n]
        window.picture(f"counter-{n}-sign-in.png")
        window.type(officer)
        # Refused, and repeated, as long as the window has no connection yet.
        self.turn(n, "Return", "counter-opened")
        print(f"Counter {n}: {officer} signed in.")

    def take(self, service, kind="regular"):
        before = self.hall.count("ticket-issued")
        touch_through(self.kiosk, service, kind, picture="kiosk-class.png")
        issued = self.hall.event("ticket-issued", count=before + 1)
        self.hall.event("print-reported", ticket=issued["ticket"])
        self.taken.append(issued["ticket"])
        print(f"Kiosk: {issued['ticket']} for service {service}, {issued['class']}.")
        return issued["ticket"]

    def back_home(self, picture="kiosk-home.png"):
        def there():
            if not at_home(self.kiosk):
                self.kiosk.key("Escape")
            return at_home(self.kiosk)
        until("the kiosk to be home again", there)
        self.kiosk.picture(picture)

    # What an officer does, each step until the journal holds it.

    def turn(self, n, key, event):
        count = self.hall.count(event, counter=n)
        press_until(self.counters[n], key, f"{event} at counter {n}",
                    lambda: self.hall.count(event, counter=n) > count)

    def press(self, n, key, event, ticket, words, count=1):
        press_until(self.counters[n], key, f"{event} of {ticket} at counter {n}",
                    lambda: self.hall.count(event, ticket=ticket) >= count)
        print(f"Counter {n}: {ticket} {words}.")

    def call(self, n):
        window = self.counters[n]
        calls = self.hall.count("ticket-called")
        idle = window.picture(f"counter-{n}-idle.png")
        press_until(window, "space", f"a call at counter {n}",
                    lambda: self.hall.count("ticket-called") > calls)
        ticket = self.hall.event("ticket-called", count=calls + 1)["ticket"]
        window.picture(f"counter-{n}-called.png", changed_from=idle)
        print(f"Counter {n}: {ticket} called.")
        if not (SHOTS / "display-call.png").exists():
            until(f"the display to call {ticket}", lambda: self.display.colour(20, 540) == DEEP)
            self.display.picture("display-call.png")
        return ticket

    def serve(self, n, ticket):
        self.press(n, "space", "service-started", ticket, "has come",
                   self.hall.count("service-started", ticket=ticket) + 1)
        window = self.counters[n]
        window.keep(f"counter-{n}-serving.png", window.grab())

    def finish(self, n, ticket):
        # The sheet of outcomes covers the big button.
        window = self.counters[n]
        press_until(window, "space", "the outcomes", lambda: window.colour(30, 400) != ACCENT)
        window.keep(f"counter-{n}-outcome.png", window.grab())
        self.press(n, "Return", "service-finished", ticket, "served")

    def work(self, n, *, recall=False):
        ticket = self.call(n)
        if recall:
            self.press(n, "r", "ticket-recalled", ticket, "called again")
        self.serve(n, ticket)
        self.finish(n, ticket)
        return ticket

    # What the hall does with its visitors.

    def priority(self):
        if not self.hall.count("ticket-issued", ticket=self.work(2), **{"class": "priority"}):
            raise Trouble("a priority visitor waited and was not called first")
        print("The priority visitor went before the one who came earlier.")

    def undo_and_transfer(self):
        """A visitor is marked absent, comes after all, and is sent on to service K."""
        window = self.counters[1]
        ticket = self.call(1)
        called = window.grab()
        self.press(1, "n", "ticket-no-show", ticket, "did not come")
        # Pressed once: a second time would take the call back, too.
        window.picture("counter-1-undo.png", changed_from=called)
        window.key("z")
        self.hall.event("undone", ticket=ticket)
        print(f"Counter 1: {ticket} came after all; the no-show is undone.")
        self.serve(1, ticket)
        serving = window.picture("counter-1-serving.png")
        window.key("t")
        window.picture("counter-1-transfer.png", changed_from=serving)
        # Services stand in the order of the hall file: 2 is K. A key that was lost is pressed again.
        press_until(window, ("Escape", "t", "2", "Return"), f"the transfer of {ticket}",
                    lambda: self.hall.count("ticket-transferred", ticket=ticket, service="K"))
        print(f"Counter 1: {ticket} sent on to service K.")
        return ticket

    def hold(self, sent):
        """A visitor has to fetch a paper; the next one is served meanwhile."""
        held = self.call(2)
        self.serve(2, held)
        self.press(2, "h", "ticket-held", held, "on hold")
        if self.work(2) != sent:
            raise Trouble(f"{sent} was sent on to service K and was not the next there")
        self.hall.antre("unhold", held)
        print(f"{held} is back and waits again.")
        if self.work(2) != held:
            raise Trouble(f"{held} waited again and was not called")

    def take_break(self):
        self.turn(2, "b", "counter-break")
        self.counters[2].picture("counter-2-break.png")
        self.turn(2, "b", "counter-resumed")

    def pause_service(self):
        # P is the first card of home: paused, its icon has no colour.
        self.hall.antre("pause", "P", "--reason", "stock-taking")
        until("the kiosk to say that P is paused", lambda: not at_home(self.kiosk))
        self.kiosk.picture("kiosk-home-paused.png")
        self.hall.antre("unpause", "P")
        until("the kiosk to give P again", lambda: at_home(self.kiosk))
        print("Kiosk: service P paused, and given again.")

    def no_paper(self):
        """The folder of the tickets is gone, as a printer without paper is."""
        TICKETS.rename(VAR / "tickets-away")
        TICKETS.write_text("no folder\n")
        shown = self.take("P")
        self.hall.event("print-reported", ticket=shown, state="failed")
        self.kiosk.picture("kiosk-no-paper.png")
        TICKETS.unlink()
        (VAR / "tickets-away").rename(TICKETS)
        self.back_home("kiosk-home-no-paper.png")
        print(f"Kiosk: {shown} was shown, not printed; the number is valid.")

    def lose_connection(self):
        """The dispatcher stands still: every screen says so, and is right again afterwards."""
        self.hall.dispatcher.send_signal(signal.SIGSTOP)
        try:
            for window, x, y, colour in ((self.kiosk, 100, 440, ACCENT), (self.display, 20, 130, WAY),
                                         (self.counters[1], 5, 300, RED)):
                until(f"{window.name} to say that the connection is lost",
                      lambda w=window, at=(x, y), is_there=colour: w.colour(*at) == is_there)
                window.picture(f"{window.name}-offline.png")
        finally:
            self.hall.dispatcher.send_signal(signal.SIGCONT)
        self.take("J")
        self.back_home()
        print("The connection was lost and came back; every screen went on.")

    def tell(self):
        """What happened, and what will."""
        for title, command in (("The hall now", ["status"]),
                               ("The day by service", ["report", "--by", "service"]),
                               ("The register of misses", ["misses"]), ("Ahead", ["forecast"])):
            print(f"\n{title}\n{'-' * len(title)}\n{self.hall.antre(*command).strip()}")

    def close(self):
        """Everybody goes home, so that a run with --keep begins with an empty hall."""
        ended = {e["ticket"] for e in self.hall.journal() if e["event"] == "service-finished"}
        for ticket in self.taken:
            if ticket not in ended:
                self.hall.antre("cancel", ticket)
        for n in self.counters:
            self.hall.antre("close", str(n))

    def check(self):
        """Nothing was lost, and the journal holds."""
        unprinted = {e["ticket"] for e in self.hall.journal()
                     if e["event"] == "print-reported" and e["state"] == "failed"}
        for ticket in self.taken:
            if ticket not in unprinted and not (TICKETS / f"{ticket}.png").exists():
                raise Trouble(f"no paper for {ticket}")
        for paper in TICKETS.glob("*.png"):
            shutil.copy(paper, SHOTS / f"ticket-{paper.name}")
        if not self.sound.exists() or not any(self.sound.read_bytes()):
            raise Trouble("the display made no sound")
        verify = subprocess.run([BIN / "antre", "verify", "--data", DATA], capture_output=True, text=True)
        if verify.returncode != 0:
            raise Trouble(f"the journal does not hold: {verify.stdout} {verify.stderr}")
        print(f"\n{len(self.taken)} numbers given, {len(self.hall.journal())} events, journal checked.")
        print(f"Pictures and tickets are in {SHOTS.relative_to(ROOT)}/.")


def main():
    parser = argparse.ArgumentParser(prog="./dev run")
    parser.add_argument("--headless", action="store_true", help="virtual screens even with a desktop")
    parser.add_argument("--seconds", type=float, help="stop by itself after so many seconds")
    parser.add_argument("--keep", action="store_true", help="go on with the data of the last run")
    args = parser.parse_args()
    VAR.mkdir(exist_ok=True)
    programs = Programs()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    desktop = not args.headless and (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    try:
        hall = Hall(programs, args.keep)
        if desktop:
            start_windows(hall, programs, args)
        else:
            Day(hall, programs).play()
            if args.seconds:
                time.sleep(args.seconds)
        programs.check()
    except Trouble as trouble:
        print(f"dev run: {trouble}", file=sys.stderr)
        print(f"dev run: what each program said is in {VAR.relative_to(ROOT)}/*.log", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        pass
    finally:
        programs.end()
    return 0


if __name__ == "__main__":
    sys.exit(main())
