#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the ICD-10-CM tabular list by its own logic; prints `key value` lines.

usage: tabular_counts.py TABULAR.zip ORDER.zip ORDER_2026.zip   (each the first member that fits)
`rows` is the sha256 of all texts that the reader shall give, a line each: code, kind, ordinal, scope, text.
"""
import collections
import hashlib
import re
import sys
import xml.etree.ElementTree as ElementTree
import zipfile

BLOCKS = {
    "inclusionTerm": "terms", "includes": "includes", "excludes1": "excludes1", "excludes2": "excludes2",
    "codeFirst": "code_first", "useAdditionalCode": "use_additional", "codeAlso": "code_also", "notes": "notes",
}
CODE = re.compile(r"(?<![A-Za-z0-9])[A-Z][0-9][0-9A-Z](\.[0-9A-Z]{1,4})?(\.?-)?(?![A-Za-z0-9])")


def member(archive, pattern):
    with zipfile.ZipFile(archive) as z:
        return z.read(next(n for n in z.namelist() if re.search(pattern, n)))


def words(element):
    return re.sub(r"[ \t\r\n]+", " ", "".join(element.itertext())).strip(" ")


def codes(archive):
    text = member(archive, r"icd10cm[_-]order[_-][A-Za-z0-9-]*\.txt$").decode("ascii")
    return {line[6:13].strip() for line in text.splitlines()}


def acuity(table):
    rows = table.findall("visCategory")
    title = words(rows[0].find("heading"))
    span = rows[0].find("visRange")
    upper, lower = (words(span.find(e)).rstrip(":") for e in ("visMax", "visMin"))
    yield title + ": " + words(span.find("heading"))
    for row in rows[1:]:
        spans = [[words(e) for e in r] for r in row.findall("visRange")]
        if spans[0][1:] or spans[1:]:
            parts = ["%s %s" % (upper, s[0]) + (", %s %s" % (lower, s[1]) if s[1:] else "") for s in spans]
        else:
            parts = spans[0]
        yield "%s %s: %s" % (title, words(row.find("value")), "; ".join(parts))


def main(tabular, order, newest):
    root = ElementTree.fromstring(member(tabular, r"tabular.*\.xml$"))
    then, now = codes(order), codes(newest)
    count = collections.Counter()
    rows, ordinal = [], 0

    def notes_of(element, level):
        for block in element:
            if block.tag in BLOCKS:
                count["%s_%s_blocks" % (level, BLOCKS[block.tag])] += 1
                for note in block:
                    count["%s_%s_notes" % (level, BLOCKS[block.tag])] += 1
                    refer(words(note), "block")
                    yield BLOCKS[block.tag], words(note)
            elif block.tag == "sevenChrNote":
                for note in block:
                    count["seventh_sentences"] += 1
                    refer(words(note), "seventh")
                    yield "notes", words(note)
            elif block.tag == "sevenChrDef":
                count["seventh_definitions"] += 1
                out = []
                for e in block:
                    refer(words(e), "seventh")
                    if e.tag == "extension":
                        count["extensions"] += 1
                        out.append(e.get("char") + " " + words(e))
                    else:
                        count["extension_notes"] += 1
                        out[-1] += " (" + words(e) + ")"
                for one in out:
                    yield "seventh_characters", one
            elif block.tag == "visualImpairment":
                for one in acuity(block):
                    count["visual_rows"] += 1
                    yield "notes", one

    def refer(text, where):
        for hit in CODE.finditer(text):
            code = re.sub(r"\.?-$", "", hit.group()).replace(".", "")
            count["%s_hits_%s" % (where, "resolve" if code in then else "unresolved")] += 1
            count["hits_dangling"] += code in then and code not in now

    def diag(element, scoped):
        nonlocal ordinal
        ordinal += 1
        count["diag"] += 1
        code = element.find("name").text.replace(".", "")
        count["diag_dangling"] += code not in now
        for kind, text, scope in scoped:
            count["inherited"] += 1
            rows.append((code, kind, ordinal, scope, text))
        two = sum(1 for b in element if b.tag == "useAdditionalCode") > 1
        count["two_use_additional"] += two
        for kind, text in notes_of(element, "diag"):
            count["own_dangling"] += code not in now
            rows.append((code, kind, ordinal, "", text))
        for below in element.findall("diag"):
            diag(below, [])

    for chapter in root.findall("chapter"):
        count["chapters"] += 1
        title = "Chapter %s: %s" % (words(chapter.find("name")), words(chapter.find("desc")))
        general = [(k, t, title) for k, t in notes_of(chapter, "chapter")]
        sections = []
        for s in chapter.findall("section"):
            count["sections"] += 1
            title = re.sub(r" \(%s\)$" % s.get("id"), "", words(s.find("desc")))
            title = "Section %s: %s" % (s.get("id"), title)
            sections.append((s, [(k, t, title) for k, t in notes_of(s, "section")]))
        for s, own in sections:
            for d in s.findall("diag"):
                name = d.find("name").text
                wide = []
                for u, texts in sections:
                    first, _, last = u.get("id").partition("-")
                    if u.find("diag") is None and first <= name <= (last or first):
                        wide += texts
                diag(d, general + wide + own)
        count["empty_sections"] += sum(1 for s, _ in sections if s.find("diag") is None)

    digest = hashlib.sha256()
    for row in rows:
        digest.update("\t".join(map(str, row)).encode() + b"\n")
    for key, value in sorted(count.items()):
        print(key, value)
    print("rows", len(rows))
    print("last_ordinal", rows[-1][2])
    print("sha256", digest.hexdigest())


main(*sys.argv[1:])
