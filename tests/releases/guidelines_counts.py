#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the guidelines' PDF holds, counted without codelex and without looking at its layout: the headings by
the publisher's own bookmarks, the codes by a pattern over the running text (pdftohtml and pdftotext of
poppler-utils). Usage: guidelines_counts.py PDF ORDER_ZIP

Prints `key value` lines, then a line `node NUMBER<TAB>PAGE<TAB>TITLE` for each numbered bookmark in order."""
import collections
import html
import re
import subprocess
import sys
import zipfile

CODE = re.compile(r"(?<![A-Za-z0-9])[A-Z](?:[0-9][0-9A-Z]|[A-Z][0-9])(?:\.[0-9A-Z]{1,4})?(\.?-{1,2})?(?![A-Za-z0-9])")
KINDS = [r"Section ([IV]+)\.", r"([A-Z])\.", r"(\d+)\.", r"([a-z])\.", r"(\d+)\)", r"\(([a-z]+)\)", r"\(([a-z]+)\)"]


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def bookmarks(pdf):
    """(depth from 1, page, words) of each."""
    depth = 0
    xml = run("pdftohtml", "-xml", "-i", "-stdout", pdf)
    for line in xml[xml.index("<outline>"):].splitlines():
        if line == "<outline>":
            depth += 1
        elif line == "</outline>":
            depth -= 1
        elif m := re.fullmatch(r'<item page="(\d+)">(.*)</item>', line):
            yield depth, int(m[1]), " ".join(html.unescape(m[2]).split())


def running_text(pdf):
    lines = []
    for page in run("pdftotext", "-layout", "-enc", "UTF-8", pdf, "-").split("\f")[6:]:
        lines += [l.strip() for l in page.splitlines()
                  if not re.fullmatch(r"\s*(ICD-10-CM Official Guidelines for Coding and Reporting|FY 2026|Page \d+ of 121)?\s*", l)]
    text = ""
    for line in lines:
        whole = text.endswith("-") and not (re.search(r"[A-Z][0-9][0-9A-Z.]*-$", text) and line[0].islower())
        text += line if whole else " " + line
    return text


def main():
    pdf, order = sys.argv[1:]
    path, nodes, levels = [], [], collections.Counter()
    for depth, page, words in bookmarks(pdf):
        # Bookmarks nest as headings do, but for a few that hang too high or too low: the kind of number tells.
        kinds = [k for k, shape in enumerate(KINDS) if re.match(shape + r"\s*", words)]
        if not kinds:
            continue
        kind = kinds[-1] if len(kinds) > 1 and depth == 7 else kinds[0]
        m = re.match(KINDS[kind] + r"\s*", words)
        path = path[:kind] + [m[1]]
        assert len(path) == kind + 1, words
        levels[kind + 1] += 1
        nodes.append((".".join(path), page, words[m.end():]))

    with zipfile.ZipFile(order) as z:
        name = next(m for m in z.namelist() if re.search(r"order_2026\.txt$", m))
        known = {line[6:13].strip() for line in z.read(name).decode("latin-1").splitlines()}
    codes = [m[0].rstrip("-").rstrip(".").replace(".", "") for m in CODE.finditer(running_text(pdf))]
    codes = [c for c in codes if c in known]
    print("nodes", len(nodes))
    for level in range(1, 8):
        print(f"level{level}", levels[level])
    print("codes", len(codes))
    print("distinct_codes", len(set(codes)))
    for number, page, title in nodes:
        print(f"node {number}\t{page}\t{title}")


main()
