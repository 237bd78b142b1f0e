#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts what the ICD-10-PCS tables, index and definitions of 2023 hold, and what of it the order file of 2026 lacks.

usage: pcs_xml_counts.py RELEASES    (the folder with icd10pcs-2023 and icd10pcs-2026); prints lines `key value`
"""
import itertools
import sys
import xml.etree.ElementTree as xml
import zipfile
from collections import Counter, defaultdict


def member(archive, part):
    with zipfile.ZipFile(archive) as z:
        return z.read(next(n for n in z.namelist() if part in n))


def show(**counts):
    for key, value in counts.items():
        print(key, value)


def main(releases):
    archive = releases + "/icd10pcs-2023/icd-10-pcs-2023-tables-index-definitions.zip"
    tables, index, words = (xml.fromstring(member(archive, part)) for part in ("_tables_", "_index_", "_definitions_"))
    order = member(releases + "/icd10pcs-2026/cms_2026_pr.zip", "icd10pcs_order_2026").decode("ascii").splitlines()
    billable = {line[6:13] for line in order if line[14] == "1"}
    headers = {line[6:13].strip() for line in order if line[14] == "0"}

    # Tables.
    codes, prefixes, labels, names = Counter(), set(), defaultdict(set), defaultdict(set)
    same_place = defaultdict(set)
    sums = 0
    for table in tables.iter("pcsTable"):
        prefix = "".join(a.find("label").get("code") for a in table.findall("axis"))
        prefixes.add(prefix)
        for axis in table.iter("axis"):
            for label in axis.iter("label"):
                labels[prefix[0], axis.get("pos")].add(label.text)
                same_place[prefix, axis.get("pos"), label.get("code")].add(label.text)
        for row in table.findall("pcsRow"):
            sums += int(row.get("codes"))
            for rest in itertools.product(*([l.get("code") for l in a.findall("label")] for a in row.findall("axis"))):
                codes[prefix + "".join(rest)] += 1
    show(
        tables=len(prefixes),
        rows=sum(1 for _ in tables.iter("pcsRow")),
        codes=len(codes),
        codes_stated=sums,
        codes_twice=sum(1 for n in codes.values() if n > 1),
        labels=sum(len(r.findall("axis/label")) for r in tables.iter("pcsRow")),
        table_definitions=sum(1 for _ in tables.iter("definition")),
        axis_values=sum(len(v) for v in same_place.values()),
        renamed_values=sum(1 for v in same_place.values() if len(v) > 1),
        codes_gone=len(set(codes) - billable),
        tables_gone=len(prefixes - headers),
        codes_new=len(billable - set(codes)),
        tables_new=len(headers - prefixes),
    )

    # Definitions.
    terms = [(s.get("code"), a.get("pos"), t) for s in words.iter("section") for a in s.iter("axis") for t in a.iter("terms")]
    titles = [(s, p, t.text) for s, p, term in terms for t in term.findall("title")]
    show(
        sections=len({s for s, _, _ in terms}),
        axes=len({(s, p) for s, p, _ in terms}),
        terms=len(terms),
        titles=len(titles),
        titles_exact=sum(1 for s, p, t in titles if t in labels[s, p]),
        titles_anywhere=sum(1 for _, _, t in titles if any(t in v for v in labels.values())),
        includes=sum(len(t.findall("includes")) for _, _, t in terms),
        definitions=sum(len(t.findall("definition")) for _, _, t in terms),
        explanations=sum(len(t.findall("explanation")) for _, _, t in terms),
    )

    # Index. A `see` that names no codes is followed: to the targets of the entry, else to those below it.
    targets = ("code", "codes", "tab")
    entries, mains = defaultdict(list), {}
    for main_term in index.iter("mainTerm"):
        mains[main_term.find("title").text] = main_term
        stack = [(main_term, main_term.find("title").text)]
        while stack:
            node, phrase = stack.pop()
            entries[phrase].append(node)
            for term in node.findall("term"):
                if term.find("title") is not None:
                    stack.append((term, phrase + ", " + term.find("title").text))
    direct, followed, unresolved = [], [], 0
    for node in itertools.chain(index.iter("mainTerm"), index.iter("term")):
        direct += [c.text for c in node if c.tag in targets]
        for see in node.findall("see"):
            if len(see):
                direct += [c.text for c in see if c.tag in targets]
                continue
            found = set()
            if see.text in entries:
                entry = entries[see.text][0]
                found = {c.text for c in entry if c.tag in targets}
                if not found:
                    below = {c.text for t in entry.iter("term") for c in t if c.tag in targets}
                    found = {c[:3] for c in below} if see.text in mains else below
            followed += sorted(found)
            unresolved += not found
    known = headers | {b[:n] for b in billable for n in (4, 5, 6, 7)}
    gone = [c for c in direct if c not in known]
    uses = list(index.iter("use"))
    every_label = set().union(*labels.values())
    show(
        main_terms=len(mains),
        index_terms=sum(1 for _ in index.iter("term")),
        code=sum(1 for _ in index.iter("code")),
        beginnings=sum(1 for _ in index.iter("codes")),
        tab=sum(1 for _ in index.iter("tab")),
        see=sum(1 for _ in index.iter("see")),
        use=len(uses),
        use_tab=sum(1 for u in uses if u.find("tab") is not None),
        use_label=sum(1 for u in uses if u.text in every_label),
        direct=len(direct),
        followed=len(followed),
        followed_gone=sum(1 for c in followed if c not in known),
        see_unresolved=unresolved,
        index_code_gone=sum(1 for c in gone if len(c) == 7),
        index_code_gone_distinct=len({c for c in gone if len(c) == 7}),
        index_codes_gone=sum(1 for c in gone if len(c) in (4, 5, 6)),
        index_tab_gone=sum(1 for c in gone if len(c) == 3),
        index_code_never=len({c for c in direct if len(c) == 7} - set(codes)),
    )


main(sys.argv[1])
