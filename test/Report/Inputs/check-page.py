# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Looks whether a report's page is well-formed and needs nothing else, and prints its texts. Usage: check-page.py FILE"""
import sys
from html.parser import HTMLParser

VOID = {"meta", "input", "rect", "br"}


class Page(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.ids, self.links, self.lists, self.text = [], set(), [], [], []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        assert len(given) == len(attributes), f"{tag}: an attribute stands there twice"
        for name in ("src", "srcset", "action", "background"):
            assert name not in given, f"{tag} loads {given[name]}"
        if tag == "a":
            self.links.append(given["href"])
        if "id" in given:
            assert given["id"] not in self.ids, f"id {given['id']} stands there twice"
            self.ids.add(given["id"])
        if "data-list" in given:
            self.lists.append(given["data-list"])
        assert tag not in ("link", "iframe", "object", "img"), f"{tag} loads something"
        if tag == "svg":
            assert given["role"] == "img"
        if tag == "input":
            assert given["aria-label"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        if tag == "rect":
            given = dict(attributes)
            assert 0 <= float(given["x"]) and float(given["x"]) + float(given["width"]) <= 1000.1, given

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, f"</{tag}> in {self.open}"
        self.open.pop()

    def handle_data(self, data):
        if self.open and self.open[-1] in ("style", "script"):
            assert "http" not in data and "@import" not in data and "url(" not in data
        elif data.strip():
            self.text.append(" ".join(data.split()))


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        text = file.read()
    page = Page()
    page.feed(text)
    page.close()
    assert not page.open, page.open
    for link in page.links:
        assert link.startswith("#") and link[1:] in page.ids, f"{link} leads nowhere"
    assert set(page.lists) <= page.ids
    print("\n".join(page.text))


main()
