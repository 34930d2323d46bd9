# SPDX-License-Identifier: Apache-2.0
"""The schemas beside the codec: what the codec writes is valid, and of what was changed in one
place both say the same. Usage: schema_test.py ANTRE_SCHEMAS [unittest's options]."""

import copy
import json
import pathlib
import random
import subprocess
import sys
import unittest

import jsonschema

FOLDER = pathlib.Path(__file__).resolve().parents[3] / "docs/protocol/schema"
DOCUMENTS = ("request", "reply", "update", "entry")
PROGRAM = ""

# What is put in the place of a value. A text is never a date, a word or a number by chance; whole
# numbers lie on both sides of every range.
WRONG = [None, True, "no such word", "2026-02-30", 0, -1, 2**31, -2**31 - 1, 2**32, 2**63,
         -2**63 - 1, 2**64, 1.5, [], {}, [None], {"x": None}, "x" * 4097]
# Changes tried of one sample: the hall in a snapshot alone has hundreds of values.
MOST_CHANGES = 50


def validator(document):
    schema = json.loads((FOLDER / f"{document}.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


def samples():
    lines = subprocess.run([PROGRAM, "samples"], capture_output=True, check=True,
                           encoding="utf-8").stdout.splitlines()
    return [(document, json.loads(text)) for document, text in (l.split(" ", 1) for l in lines)]


def judged(changed):
    text = "".join(f"{document} {json.dumps(value)}\n" for document, value in changed)
    return subprocess.run([PROGRAM, "judge"], input=text, capture_output=True, check=True,
                          encoding="utf-8").stdout.splitlines()


def places(value, path=()):
    """Every value within, by its path."""
    items = value.items() if isinstance(value, dict) else \
        enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield path + (key,)
        yield from places(inner, path + (key,))


def change(value, path, wrong):
    changed = copy.deepcopy(value)
    at = changed
    for key in path[:-1]:
        at = at[key]
    if wrong is Ellipsis:
        del at[path[-1]]
    else:
        at[path[-1]] = wrong
    return changed


class Schemas(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.validators = {document: validator(document) for document in DOCUMENTS}
        cls.samples = samples()

    def test_every_alternative_has_a_sample_and_a_definition(self):
        for document, key in zip(DOCUMENTS, ("do", "reply", "event", "event")):
            words = self.validators[document].schema["properties"][key]["enum"]
            self.assertEqual(set(words), {s[key] for d, s in self.samples if d == document})
            self.assertLessEqual(set(words), set(self.validators[document].schema["$defs"]))

    def test_what_the_codec_writes_is_valid(self):
        for document, sample in self.samples:
            error = jsonschema.exceptions.best_match(
                self.validators[document].iter_errors(sample))
            self.assertIsNone(error, f"{document} {json.dumps(sample)[:400]}: {error}")

    def test_what_the_codec_refuses_is_not_valid_and_the_other_way_round(self):
        chance = random.Random(4)
        changed = []
        for document, sample in self.samples:
            all_of_it = [(path, wrong) for path in places(sample) for wrong in [..., *WRONG]]
            for path, wrong in chance.sample(all_of_it, min(MOST_CHANGES, len(all_of_it))):
                changed.append((document, change(sample, path, wrong), path))
        verdicts = judged([(document, value) for document, value, _ in changed])
        self.assertEqual(len(changed), len(verdicts))
        taken = 0
        for (document, value, path), verdict in zip(changed, verdicts):
            taken += verdict == "taken"
            self.assertEqual(
                verdict == "taken", self.validators[document].is_valid(value),
                f"at {path}: the codec says '{verdict}' of {document} {json.dumps(value)[:600]}")
        # Both kinds were really tried.
        self.assertGreater(taken, 1000)
        self.assertGreater(len(changed) - taken, 1000)

    def test_only_objects_are_messages(self):
        for document in DOCUMENTS:
            for value in (None, [], "text", 7, {}, {"do": None}):
                self.assertFalse(self.validators[document].is_valid(value))

    def test_fields_that_nobody_knows_yet_are_welcome(self):
        for document, sample in self.samples:
            self.assertTrue(self.validators[document].is_valid({**sample, "new": {"deep": [1]}}))


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
