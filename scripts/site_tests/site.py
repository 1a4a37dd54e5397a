"""A published folder: its files, and which pages stand for all of their type."""

import json
import re
import sys
from pathlib import Path


class Site:
    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        manifest = self.folder / "manifest.json"
        if not manifest.is_file():
            sys.exit(f"{folder} has no manifest.json: publish it first, with scripts/build")
        self.paths = [entry["path"] for entry in json.loads(manifest.read_text("utf-8"))["files"]]
        self.pages = sorted(path for path in self.paths if path.endswith(".html"))
        self.locales = sorted(path.split("/")[0] for path in self.pages if path.count("/") == 1 and path.endswith("/index.html"))

    def base_url(self) -> str | None:
        """Where the site is published: what the links of 404.html begin with, the only page with absolute ones."""
        found = re.search(r'href="(https?://[^"]*/)assets/', self.read("404.html").decode()) if self.has("404.html") else None
        return found.group(1) if found else None

    def read(self, path: str) -> bytes:
        return (self.folder / path).read_bytes()

    def has(self, path: str) -> bool:
        return path in self.paths

    def exceptions(self) -> list[dict]:
        if not self.has("data/exceptions.json"):
            return []
        return json.loads(self.read("data/exceptions.json"))["exceptions"]

    def page_types(self) -> dict[str, str]:
        """A page of every type in every locale, by a name of the type: the first one by path."""
        examples: dict[str, str] = {}
        for page in self.pages:
            examples.setdefault(self.type_of(page), page)
        return examples

    def status_pages(self) -> dict[str, str]:
        """A request page and a timeline of every status, in one locale: what differs between locales, the types show."""
        examples: dict[str, str] = {}
        for record in self.exceptions():
            for name in ("index.html", "timeline.html"):
                page = f"{self.locales[0]}/exceptions/{record['id']}/{name}"
                if self.has(page):
                    examples.setdefault(f"{record['status']} {name}", page)
        return examples

    def type_of(self, page: str) -> str:
        parts = page.split("/")
        locale, rest = (parts[0], parts[1:]) if parts[0] in self.locales else ("", parts)
        if rest[0] == "exceptions" and len(rest) == 3:
            rest = ["exceptions", "ID", rest[2]]
        elif rest[0] == "policies" and rest[1:] != ["index.html"]:
            rest = ["policies", "bilingual" if page.endswith(".bilingual.html") else "document"]
        elif rest[0] == "lists":
            rest = rest[:2]
        return " ".join([locale, "/".join(rest)]).strip()
