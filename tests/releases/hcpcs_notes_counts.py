#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the processing notes of a HCPCS release and their use by its own logic; prints `key value` lines.

usage: hcpcs_notes_counts.py RELEASE.zip
`sha256` is that of all notes that the reader shall give, a line each: number, blank, text.
"""
import collections
import hashlib
import re
import sys
import zipfile


def main(archive):
    with zipfile.ZipFile(archive) as z:
        notes = z.read(next(n for n in z.namelist() if re.search(r"proc_notes_\d+\.txt$", n))).decode("ascii")
        codes = z.read(next(n for n in z.namelist() if re.search(r"ANWEB\w*\.txt$", n))).decode("cp1252")
    text = re.sub(r"[ \t]*\*?[ \t]*\r?\n", "\n", notes)
    parts = re.split(r"^[ \t]*(\d{4})--", text, flags=re.M)
    kept, all_numbers = {}, parts[1::2]
    for number, words in zip(all_numbers, parts[2::2]):
        words = " ".join(words.split())
        if not words.startswith("THIS PROCESSING NOTE DELETED"):
            kept[number] = words
    used = collections.Counter()
    for line in codes.splitlines():
        if re.match(r"(   [A-Z0-9]{2}|[A-Z]\d{4})\d{5}[37]", line) and line[252:256].strip():
            used[line[252:256]] += 1
    print("notes", len(all_numbers))
    print("kept", len(kept))
    print("records", sum(used.values()))
    print("unresolved", sum(n for k, n in used.items() if k not in kept))
    print("unresolved_zero", used["0000"])
    print("most", used.most_common(1)[0][1])
    digest = hashlib.sha256()
    for number in sorted(kept):
        digest.update(("%s %s\n" % (number, kept[number])).encode())
    print("sha256", digest.hexdigest())


main(*sys.argv[1:])
