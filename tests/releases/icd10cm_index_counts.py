#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts an ICD-10-CM index or table by its own reading: icd10cm_index_counts.py FILE[!MEMBER] [ORDER.zip]

Prints `key value` lines. With the zip of an order file it counts targets whose code the order file has not.
"""
import io
import re
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter

CODE = re.compile(r"([A-Z][0-9A-Z]{2})(?:\.([0-9A-Z]{1,4}))?\.?-?")
count = Counter()


def squeeze(text):
    return " ".join((text or "").split())


class Node:
    def __init__(self, element, parent):
        title = element.find("title")
        self.parent, self.below, self.element = parent, [], element
        self.lead = squeeze(title.text)
        self.own = squeeze((title.text or "") + "".join(c.tail or "" for c in title))
        self.main, self.size = (parent.main if parent else self), 0
        self.main.size += 1
        self.path = parent.path + ", " + self.own if parent else self.own

    def texts(self, *names):
        return [squeeze(c.text) for c in self.element if c.tag in names]


def load(source):
    archive, _, member = source.partition("!")
    stream = zipfile.ZipFile(archive).open(member) if member else open(archive, "rb")
    nodes = []

    def descend(element, parent, depth):
        node = Node(element, parent)
        nodes.append(node)
        if parent:
            parent.below.append(node)
        count["level_mismatches"] += depth != int(element.get("level", "0"))
        if depth:
            count["level_%d" % depth] += 1
        count["deepest"] = max(count["deepest"], depth)
        for child in element:
            if child.tag == "term":
                descend(child, node, depth + 1)

    for main in ET.parse(stream).getroot().findall("letter/mainTerm"):
        descend(main, None, 0)
    return nodes


def code_of(text):
    match = CODE.fullmatch(text)
    return match and match[1] + (match[2] or "")


# `see` by the rule in words: the longest run of comma parts that equals a title, whole or one of its parts,
# without what follows the nonessential modifiers; the first title that fits, no second thought.
def first_fit(mains, text, tables):
    def table(key, titles):
        if key not in tables:
            tables[key] = {}
            for n in titles:
                for name in [n.lead.lower()] + [p.strip() for p in n.lead.lower().split(",")]:
                    tables[key].setdefault(name, n)
        return tables[key]

    parts = [p.strip() for p in text.lower().split(",") if p.strip()]
    here, at = table(None, mains), 0
    last = None
    while at < len(parts):
        for end in range(len(parts), at, -1):
            if ", ".join(parts[at:end]) in here:
                last, at = here[", ".join(parts[at:end])], end
                here = table(last, last.below)
                break
        else:
            return ("by" if parts[at].startswith("by ") else "midway") if last else "not_found"
    return "reached"


# `see` as SeeResolver promises it, over again: all titles that fit, best names first, the first way through.
def fold(text):
    return squeeze(re.sub(r"\([^()]*\)", "", text.lower())).strip(" .,;:-")


def split(text):
    return [p for p in map(fold, re.split(r",(?![^(]*\))", text)) if p]


def names(node):
    found = {}
    for title in {node.own, node.lead} - {""}:
        for spelling in {title, title.replace("(s)", "s")}:
            parts = split(spelling)
            ranked = [(", ".join(parts), 0)] if parts else []
            ranked += [(p, 1 if i == 0 else 2) for i, p in enumerate(parts)]
            ranked += [(n[:-4], r + 3) for n, r in ranked if n.endswith(" nec")]
            for name, rank in ranked:
                found[name] = min(rank, found.get(name, 9))
    return found


def best_way(mains, text, tables, citing):
    def table(key, titles):
        if key not in tables:
            tables[key] = {}
            for order, n in enumerate(titles):
                for name, rank in names(n).items():
                    tables[key].setdefault(name, []).append((rank, order, n))
            for fitting in tables[key].values():
                fitting.sort(key=lambda x: (x[0], -x[2].size if key is None else 0, x[1]))
        return tables[key]

    parts = split(text)
    far = [0]

    def way(here, at):
        for end in range(len(parts), at, -1):
            fitting = here.get(", ".join(parts[at:end]), ())
            if not at:  # stable: only the citing main term moves, among its equals
                fitting = sorted(fitting, key=lambda x: (x[0], x[2] is not citing.main))
            for _, _, n in fitting:
                far[0] = max(far[0], end)
                through = n if end == len(parts) else way(table(n, n.below), end)
                if through:
                    return through
        return None

    end = way(table(None, mains), 0)
    if end:
        return "reached", end
    if not far[0]:
        return "not_found", None
    return ("by" if parts[far[0]].startswith("by ") else "midway"), None


def main():
    nodes = load(sys.argv[1])
    valid = None
    if len(sys.argv) > 2:
        archive = zipfile.ZipFile(sys.argv[2])
        member = [n for n in archive.namelist() if re.search(r"order[^/]*\.txt$", n) and "addenda" not in n][0]
        valid = {line[6:13].strip() for line in io.TextIOWrapper(archive.open(member), "ascii")}

    mains = [n for n in nodes if not n.parent]
    count["main_terms"] = len(mains)
    count["terms"] = len(nodes) - count["main_terms"]
    count["distinct_paths"] = len({n.path for n in nodes})
    count["longest_path"] = max(len(n.path) for n in nodes)
    dangling = set()
    count["dangling"] = count["dangling_manif"] = count["lost"] = 0
    rule_tables, way_tables = {}, {}
    for n in nodes:
        for child in n.element:
            if child.tag in ("title", "term"):
                count["nemod"] += len(child.findall("nemod"))
                continue
            text = squeeze(child.text)
            count[child.tag] += 1
            if child.tag in ("see", "seeAlso"):
                rule = first_fit(mains, text, rule_tables)
                count["%s_rule_%s" % (child.tag, rule)] += 1
                outcome, end = best_way(mains, text, way_tables, n)
                count["lost"] += rule == "reached" != outcome
                count["%s_%s" % (child.tag, outcome)] += 1
                own = n.texts("code", "seecat", "subcat", "cell")
                if child.tag == "see" and end and not own and end is not n:
                    count["see_codes"] += len(list(filter(None, map(code_of, end.texts("code", "seecat", "subcat", "cell")))))
                continue
            code = code_of(text)
            if not code:
                count[child.tag + "_without_code"] += 1
                continue
            count[child.tag + "_codes"] += 1
            count["targets"] += child.tag != "manif"
            if text.endswith("-"):
                count[child.tag + ("_below_category" if text.endswith(".-") else "_below")] += 1
            if valid is not None and code not in valid:
                count[("dangling_manif" if child.tag == "manif" else "dangling")] += 1
                dangling.add(code)
    count["dangling_codes"] = len(dangling)
    for key, value in sorted(count.items()):
        print(key, value)


sys.setrecursionlimit(5000)
main()
