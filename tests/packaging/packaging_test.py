# SPDX-License-Identifier: Apache-2.0
"""The systemd units: that systemd understands them, that they stay hardened, that their command
lines exist; and what the dispatcher tells the service manager, on a socket of the test's own."""

import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
UNITS = ROOT / "packaging/systemd"
DISPATCHER = ""
KIOSK = ""
KIOSK_UNITS = ("antre-kiosk.service", "antre-kiosk-kms.service")
DISPLAY_UNITS = ("antre-display.service", "antre-display@.service")
LIMIT_S = 60  # only ends a broken run


class Units(unittest.TestCase):
    def test_systemd_understands_every_unit(self):
        with tempfile.TemporaryDirectory() as folder:
            for unit in sorted(UNITS.iterdir()):
                if unit.suffix not in (".service", ".timer"):
                    continue
                # The programs and manual pages need not be installed here.
                text = re.sub(r"^(Exec\w+=[-+]?)\S+", r"\1/bin/true", unit.read_text(),
                              flags=re.M)
                text = re.sub(r"^Documentation=.*\n", "", text, flags=re.M)
                (pathlib.Path(folder) / unit.name).write_text(text)
            units = [str(file) for file in pathlib.Path(folder).iterdir()]
            done = subprocess.run(["systemd-analyze", "verify", "--man=no", *units],
                                  capture_output=True, text=True, check=False)
            ours = [line for line in done.stderr.splitlines() if "antre" in line]
            self.assertEqual([], ours)

    def test_the_dispatcher_is_exposed_to_next_to_nothing(self):
        done = subprocess.run(
            ["systemd-analyze", "security", "--offline=true", "--threshold=20", "--no-pager",
             str(UNITS / "antre-dispatcher.service")], capture_output=True, text=True, check=False)
        self.assertEqual(0, done.returncode, done.stdout[-400:])

    def test_the_screens_are_exposed_to_their_devices_and_the_network_only(self):
        # They need devices and a session, so they cannot be as closed as the dispatcher.
        for unit in KIOSK_UNITS + DISPLAY_UNITS:
            done = subprocess.run(
                ["systemd-analyze", "security", "--offline=true", "--threshold=25", "--no-pager",
                 str(UNITS / unit)], capture_output=True, text=True, check=False)
            self.assertEqual(0, done.returncode, unit + done.stdout[-400:])

    def check_command_line(self, unit, program):
        line = re.search(r"^ExecStart=.*?" + program.name + r" (.*?)( -- .*)?$",
                         (UNITS / unit).read_text(), re.M).group(1)
        known = subprocess.run([program, "--help"], capture_output=True, text=True,
                               check=True).stdout
        options = re.findall(r"--[a-z-]+", line)
        self.assertTrue(options, unit)
        for option in options:
            self.assertIn(option, known)

    def test_the_command_lines_exist(self):
        self.check_command_line("antre-dispatcher.service", pathlib.Path(DISPATCHER))
        for unit in KIOSK_UNITS:
            self.check_command_line(unit, pathlib.Path(KIOSK))
        for unit in DISPLAY_UNITS:
            self.check_command_line(unit, pathlib.Path(KIOSK).with_name("antre-display"))

    def test_the_screens_come_back_however_they_ended_and_stay_lit(self):
        for unit in KIOSK_UNITS + DISPLAY_UNITS:
            text = (UNITS / unit).read_text()
            self.assertIn("\nRestart=always\n", text)
            self.assertIn("\nStartLimitIntervalSec=0\n", text)
            self.assertIn(" --fullscreen ", text)
        for unit in ("antre-kiosk.service", "antre-display.service"):
            server = (UNITS / unit).read_text().split(" -- ")[1].split("\n")[0]
            for option in ("-nocursor", "-s 0", "-dpms", "-nolisten tcp"):
                self.assertIn(option, server)

    def test_users_and_folders_are_understood(self):
        for tool, suffix in (("systemd-sysusers", ".sysusers"), ("systemd-tmpfiles", ".tmpfiles")):
            for file in sorted(UNITS.glob("*" + suffix)):
                with tempfile.TemporaryDirectory() as root:
                    # Into an empty tree of its own, which knows the users that the files name.
                    pathlib.Path(root, "etc").mkdir()
                    pathlib.Path(root, "etc/passwd").write_text(
                        "root:x:0:0::/root:/bin/sh\nantre-kiosk:x:990:990::/:/bin/false\n"
                        "antre-display:x:991:991::/:/bin/false\n")
                    pathlib.Path(root, "etc/group").write_text(
                        "root:x:0:\nantre-kiosk:x:990:\nantre-display:x:991:\n")
                    command = [tool, "--root=" + root]
                    if suffix == ".tmpfiles":
                        command += ["--create", "--boot"]
                    done = subprocess.run([*command, str(file)], capture_output=True, text=True,
                                          check=False)
                    self.assertEqual(0, done.returncode, done.stderr)

    def test_every_file_is_named_in_the_installation(self):
        page = (ROOT / "packaging/README.md").read_text()
        for file in (ROOT / "packaging").rglob("*"):
            if file.is_file() and file.name != "README.md" and "backup" not in file.name:
                self.assertIn(file.name, page)


class Notices(unittest.TestCase):
    """What arrives on NOTIFY_SOCKET while a dispatcher runs."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        path = self.folder.name + "/notify"
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.addCleanup(self.socket.close)
        self.socket.bind(path)
        self.socket.settimeout(LIMIT_S)
        self.process = subprocess.Popen(
            [DISPATCHER, "--hall", str(ROOT / "assets/hall/pst-jateng.toml"), "--data",
             self.folder.name + "/data", "--listen", f"ipc://{self.folder.name}/commands",
             "--updates", f"ipc://{self.folder.name}/updates", "--always-open"],
            env={**os.environ, "NOTIFY_SOCKET": path, "WATCHDOG_USEC": "30000000"},
            stderr=subprocess.DEVNULL)
        self.addCleanup(self.end)

    def end(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

    def hear(self, wanted):
        """The messages up to the one that has `wanted`."""
        heard = []
        while not heard or wanted not in heard[-1]:
            heard.append(self.socket.recv(4096).decode())
        return heard

    def test_ready_comes_when_it_can_be_reached_and_not_before(self):
        self.hear("READY=1")
        self.assertTrue(os.path.exists(self.folder.name + "/data/endpoints"))
        self.assertTrue(os.path.exists(self.folder.name + "/commands"))

    def test_the_watchdog_is_fed_and_stopping_is_told(self):
        self.hear("READY=1")
        self.hear("WATCHDOG=1")
        self.hear("WATCHDOG=1")
        self.process.send_signal(signal.SIGTERM)
        self.hear("STOPPING=1")
        self.assertEqual(0, self.process.wait(LIMIT_S))

    def test_no_second_ready_after_a_hall_file_is_read_again(self):
        self.hear("READY=1")
        self.process.send_signal(signal.SIGHUP)
        self.hear("WATCHDOG=1")
        self.process.send_signal(signal.SIGTERM)
        self.assertFalse(any("READY=1" in message for message in self.hear("STOPPING=1")))


if __name__ == "__main__":
    DISPATCHER = sys.argv.pop(1)
    KIOSK = sys.argv.pop(1)
    unittest.main()
