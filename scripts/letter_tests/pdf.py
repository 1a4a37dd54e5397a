"""A printed letter, as poppler's tools see it."""

import re
import subprocess
from functools import cached_property
from html import unescape
from pathlib import Path

POINT = 25.4 / 72


def run(*command: object) -> str:
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=True).stdout


def squeezed(text: str) -> str:
    return "".join(text.split())


class Word:
    def __init__(self, match: re.Match) -> None:
        self.left, self.top, self.right, self.bottom = (float(match[i]) * POINT for i in range(1, 5))
        self.text = unescape(match[5])

    def __str__(self) -> str:
        return f"“{self.text}” at {self.left:.1f}–{self.right:.1f} × {self.top:.1f}–{self.bottom:.1f} mm"


class Letter:
    def __init__(self, folder: Path, facts: dict, profile: dict, pages: int) -> None:
        self.path = folder / (facts["path"] + ".pdf")
        self.name = facts["path"]
        self.reference = facts.get("record") or facts["condition"]
        self.locales = facts["locale"].split("+")
        self.profile = profile
        self.claimed_pages = pages
        self.plain = (folder / (facts["path"] + ".txt")).read_text()

    @cached_property
    def info(self) -> dict:
        lines = run("pdfinfo", self.path).splitlines()
        return {key: value.strip() for key, value in (line.split(":", 1) for line in lines if ":" in line)}

    @cached_property
    def page_count(self) -> int:
        return int(self.info["Pages"])

    @cached_property
    def pages(self) -> list[str]:
        """The text of each page, as it is laid out."""
        return run("pdftotext", "-layout", self.path, "-").split("\f")[: self.page_count]

    @cached_property
    def text(self) -> str:
        """All text in reading order, without white space."""
        return squeezed(run("pdftotext", self.path, "-"))

    @cached_property
    def words(self) -> list[Word]:
        """Of the first page."""
        boxes = run("pdftotext", "-bbox", "-f", "1", "-l", "1", self.path, "-")
        pattern = r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>'
        return [Word(match) for match in re.finditer(pattern, boxes)]

    @cached_property
    def fonts(self) -> list[tuple[str, str]]:
        """Name, and whether it is embedded."""
        lines = run("pdffonts", self.path).splitlines()[2:]
        return [(line.split()[0], line.split()[-5]) for line in lines]

    @property
    def address(self) -> str:
        return squeezed(self.plain.split("\n\n")[0])
