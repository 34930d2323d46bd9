# SPDX-License-Identifier: Apache-2.0
"""What the layout promises, checked by reading the sources: arrows between rooms, who may include
what, every test file in a target, the README's commands."""

import pathlib
import re
import subprocess
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
ROOMS = ["manual", "protocol", "link", "hall", "i18n", "speech", "dispatcher", "ui", "printer", "client",
         "report", "kiosk", "display", "counter", "cli"]

# room -> the rooms it may use (itself always). docs/architecture.md draws the same.
MAY_USE = {
    "manual": [],
    "protocol": [],
    "link": ["protocol"],
    "hall": ["protocol"],
    "i18n": ["protocol"],
    "speech": ["protocol"],
    "dispatcher/engine": ["protocol"],
    "dispatcher/forecast": ["protocol", "hall", "dispatcher"],
    "dispatcher/store": ["protocol"],
    "dispatcher/service": ["manual", "protocol", "link", "hall", "dispatcher"],
    "dispatcher": ["manual", "protocol", "link", "hall", "dispatcher"],
    "ui": ["protocol"],
    "printer": ["protocol", "i18n"],
    "report": ["protocol", "i18n"],
    "client": ["protocol", "link"],
    "kiosk": ["manual", "protocol", "hall", "i18n", "speech", "ui", "printer", "client", "link"],
    "display": ["manual", "protocol", "hall", "i18n", "speech", "ui", "client", "link"],
    "counter": ["manual", "protocol", "hall", "i18n", "ui", "client", "link"],
    "cli": ["manual", "protocol", "link", "client", "dispatcher", "hall", "i18n", "printer",
            "report"],
}
# Single headers beyond that: pure, and without a window. The preview of a ticket has the hall's
# pictures; nothing else of that room comes along.
MAY_INCLUDE = {
    # What a hall has recorded is checked, and heard, without a window.
    "cli": {"ui/assets.hpp"} | {f"display/voice/{name}.hpp" for name in (
        "chime", "clips", "loudness", "record_list", "voice")},
}
ENGINE_MAY_INCLUDE = {"protocol/ids.hpp", "protocol/time.hpp", "protocol/result.hpp",
                      "protocol/messages.hpp", "protocol/hall_settings.hpp",
                      "protocol/ticket_name.hpp"}


def sources(*folders):
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *folders],
        cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    return [f for f in listed if f.endswith((".hpp", ".cpp")) and (ROOT / f).exists()]


def includes(file):
    return re.findall(r'^\s*#\s*include\s*([<"][^>"]+)[>"]', (ROOT / file).read_text(), re.M)


def room_of(file):
    best = ""
    for room in MAY_USE:
        if file.startswith(room + "/") and len(room) > len(best):
            best = room
    return best


class Tidy(unittest.TestCase):
    def check(self, breaches):
        self.assertEqual([], breaches, "\n" + "\n".join(breaches))

    def test_arrows_between_rooms_go_one_way(self):
        breaches = []
        for file in sources(*ROOMS):
            room = room_of(file)
            for include in includes(file):
                if include[0] != '"':
                    continue
                if include[1:] in MAY_INCLUDE.get(room, ()):
                    continue
                other = include[1:].split("/")[0]
                if other in ROOMS and other != room.split("/")[0] and other not in MAY_USE[room]:
                    breaches.append(f"{file}: {room} may not use {include[1:]}")
        self.check(breaches)

    def test_the_engine_includes_only_the_standard_library_and_four_headers(self):
        breaches = []
        for file in sources("dispatcher/engine"):
            for include in includes(file):
                name = include[1:]
                own = name.startswith("dispatcher/engine/") or name in ENGINE_MAY_INCLUDE
                standard = include[0] == "<" and "/" not in name and "." not in name
                if not (own or standard):
                    breaches.append(f"{file}: {name}")
        self.check(breaches)

    def test_each_library_stays_behind_its_door(self):
        doors = [
            (r"^zmq", r"^link/", "zmq.hpp"),
            (r"^SDL", r"^(ui/(sdl_|app)|display/sound_sdl|counter/speaker)", "SDL"),
            (r"^cups/", r"^printer/cups_", "CUPS"),
            (r"^sqlite3", r"^dispatcher/store/", "SQLite"),
            (r"^boost/describe", r"^protocol/described\.hpp$", "Boost.Describe"),
            (r"^(iostream|regex)$", r"(^|/)main\.cpp$|^cli/", "<iostream> or <regex>"),
        ]
        breaches = []
        for file in sources(*ROOMS):
            for include in includes(file):
                for what, where, name in doors:
                    if re.search(what, include[1:]) and not re.search(where, file):
                        breaches.append(f"{file}: {name} has no place here")
        self.check(breaches)

    def test_models_know_no_window_socket_or_printer(self):
        breaches = []
        for file in sources(*ROOMS):
            if not re.search(r"_model\.(hpp|cpp)$", file):
                continue
            for include in includes(file):
                if re.match(r"SDL|zmq|cups/|link/|client/|ui/(sdl_|app)", include[1:]):
                    breaches.append(f"{file}: {include[1:]}")
        self.check(breaches)

    def test_every_test_file_is_in_a_target(self):
        breaches = []
        for file in sources("tests"):
            if not file.endswith("_test.cpp"):
                continue
            folder = (ROOT / file).parent
            cmake = folder / "CMakeLists.txt"
            if not cmake.exists() or f"antre_add_test({folder.name} " not in cmake.read_text():
                breaches.append(f"{file}: no antre_add_test({folder.name} ...) in {cmake}")
        self.check(breaches)

    def test_every_source_names_its_licence_and_headers_are_guarded(self):
        breaches = []
        for file in sources():
            text = (ROOT / file).read_text()
            if "SPDX-License-Identifier: Apache-2.0" not in text.split("\n", 2)[0]:
                breaches.append(f"{file}: no SPDX line")
            if file.endswith(".hpp") and "#pragma once" not in text:
                breaches.append(f"{file}: no #pragma once")
            if re.search(r"\b(TODO|FIXME|XXX)\b", text):
                breaches.append(f"{file}: a note of something left undone")
        self.check(breaches)

    def test_commands_in_the_readme_exist(self):
        readme = (ROOT / "README.md").read_text()
        verbs = set(re.findall(r"^\s*(?:help \| --help[^)]*|((?:\w+ \| )*\w+))\) \"verb_",
                               (ROOT / "dev").read_text(), re.M))
        known = {v for group in verbs for v in group.split(" | ")} | {"help"}
        used = set(re.findall(r"\./dev ([a-z]+)", readme))
        self.assertTrue(used, "the README names no ./dev command")
        self.check([f"README: ./dev {verb}" for verb in sorted(used - known)])
        pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", readme)
        self.check([f"README: {p} is missing" for p in pictures if not (ROOT / p).exists()])

    def test_every_message_and_field_is_documented(self):
        page = (ROOT / "docs/protocol/messages.md").read_text()
        sections = dict(re.findall(r"^### ([\w-]+)\n(.*?)(?=^##|\Z)", page, re.M | re.S))
        headers = [ROOT / "protocol/hall_view.hpp", *sorted((ROOT / "protocol/messages").glob("*.hpp"))]
        text = "".join(header.read_text() for header in headers)
        described = (ROOT / "protocol/described.hpp").read_text()
        fields = {name: re.findall(r"\w+", members) for name, members in re.findall(
            r"BOOST_DESCRIBE_STRUCT\((\w+), \(\), \((.*?)\)\)", described)}
        breaches = []
        for struct, wire in re.findall(r"struct (\w+) \{\n  static constexpr std::string_view "
                                       r'kName = "([^"]+)"', text):
            for field in fields[struct]:
                if f"| `{field.rstrip('_')}` |" not in sections.get(wire, ""):
                    breaches.append(f"docs/protocol/messages.md: {wire}.{field} is missing")
            if wire not in sections:
                breaches.append(f"docs/protocol/messages.md: {wire} is missing")
        self.check(breaches)


if __name__ == "__main__":
    unittest.main()
