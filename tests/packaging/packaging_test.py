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
LIMIT_S = 60  # only ends a broken run


class Units(unittest.TestCase):
    def test_systemd_understands_every_unit(self):
        with tempfile.TemporaryDirectory() as folder:
            for unit in sorted(UNITS.iterdir()):
                if unit.suffix not in (".service", ".timer"):
                    continue
                # The programs and manual pages need not be installed here.
                text = re.sub(r"^(ExecStart=)\S+", r"\1/bin/true", unit.read_text(), flags=re.M)
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

    def test_the_command_lines_exist(self):
        line = re.search(r"^ExecStart=\S+ (.*)$",
                         (UNITS / "antre-dispatcher.service").read_text(), re.M).group(1)
        known = subprocess.run([DISPATCHER, "--help"], capture_output=True, text=True,
                               check=True).stdout
        for option in re.findall(r"--[a-z-]+", line):
            self.assertIn(option, known)


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
    unittest.main()
