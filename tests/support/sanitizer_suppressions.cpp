// SPDX-License-Identifier: Apache-2.0
// What the sanitizers cannot know of libraries that they do not see into.

// NOLINTBEGIN(bugprone-reserved-identifier)

// fontconfig keeps the fonts that it has found until the program ends; the leak checker takes them
// for lost; so does libdbus, which SDL asks for the screen saver, with its one connection, and
// libX11 with the name of an input method. A soak of thousands of tickets does not grow.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libfontconfig\nleak:libdbus-1\nleak:libX11\n";
}

// libzmq hands messages between its threads by atomics of its own. Pango looks for fonts on threads
// of its own and hands them over with glib's futexes, which the thread checker does not see.
extern "C" const char* __tsan_default_suppressions();
extern "C" const char* __tsan_default_suppressions() {
  return "race:libpangoft2\nrace:libpango-1\nrace:libglib\nrace:libgobject\nrace:libfontconfig\n"
         "called_from_lib:libzmq.so.5\nrace:libzmq\nrace:libsodium\n";
}

// NOLINTEND(bugprone-reserved-identifier)
