"""Tests of what readers do with the pages: filter, change the language, follow a deep link, print, and load only half."""

from collections.abc import Callable

from playwright.sync_api import Browser, BrowserContext, Page
from site_tests.report import Report
from site_tests.site import Site


def test(browser: Browser, site: Site, address: str, how: str, report: Report) -> None:
    tests: dict[str, Callable[[BrowserContext, Site, str], list[str]]] = {
        "the filters find what the data has": filter_by_status,
        "a text is found in any language, and within words": filter_by_text,
        "the address keeps the filters": keep_filters,
        "the languages lead to the same page": switch_language,
        "a deep link shows its event": follow_deep_link,
        "a printed record says on every sheet what it is": print_record,
        "the list stands without the index": load_half,
        "a first view is light": weigh,
    }
    for name, body in tests.items():
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        errors: list[str] = []
        context.on("weberror", lambda error: errors.append(f"script error: {error.error}"))  # noqa: B023
        report.check(f"{name}, {how}", body(context, site, address) + errors)
        context.close()


def list_page(context: BrowserContext, site: Site, address: str, query: str = "", locale: str = "") -> Page:
    page = context.new_page()
    page.goto(f"{address}{locale or site.locales[0]}/exceptions/index.html{query}")
    return page


def found(page: Page) -> set[str]:
    """The ids that the filters show, once they do."""
    page.wait_for_selector("#result tbody tr")
    return set(page.locator("#result tbody a").all_inner_texts())


def filter_by_status(context: BrowserContext, site: Site, address: str) -> list[str]:
    page = list_page(context, site, address)
    status = site.exceptions()[0]["status"]
    page.select_option("#filter-status", status)
    expected = {record["id"] for record in site.exceptions() if record["status"] == status}
    problems = [] if found(page) == expected else [f"{status}: {found(page)} instead of {expected}"]
    page.click("#filters-clear")
    page.wait_for_selector("#list", state="visible")
    return problems


def filter_by_text(context: BrowserContext, site: Site, address: str) -> list[str]:
    problems = []
    for locale in site.locales:
        for record in site.exceptions():
            title = record.get("title", "")
            text = title if isinstance(title, str) else title.get(locale, "")
            if len(text) < 8:
                continue
            page = list_page(context, site, address, locale=locale)
            page.fill("#filter-q", text[2:7].strip().upper())
            if record["id"] not in found(page):
                problems.append(f"{locale}: {text[2:7]!r} does not find {record['id']}")
            page.close()
            break
    return problems


def keep_filters(context: BrowserContext, site: Site, address: str) -> list[str]:
    status = site.exceptions()[0]["status"]
    page = list_page(context, site, address, f"?status={status}")
    before = found(page)
    page.reload()
    if found(page) != before or page.input_value("#filter-status") != status:
        return ["a reload loses the filters"]
    if len(site.locales) > 1:
        page.locator(".languages a:not([aria-current])").first.click()
        if found(page) != before:
            return ["a change of the language loses the filters"]
    return []


def switch_language(context: BrowserContext, site: Site, address: str) -> list[str]:
    problems = []
    page = context.new_page()
    for path in site.page_types().values():
        locale, _, rest = path.partition("/")
        if locale not in site.locales or ".bilingual." in path:
            continue
        page.goto(address + path)
        for other in site.locales:
            href = page.locator(f".languages a[hreflang='{other}']").evaluate("link => link.href")
            if site.has(f"{other}/{rest}") and not href.endswith(f"/{other}/{rest}"):
                problems.append(f"{path} leads to {href}")
    return problems


def follow_deep_link(context: BrowserContext, site: Site, address: str) -> list[str]:
    page = context.new_page()
    page.goto(f"{address}{site.locales[0]}/exceptions/{site.exceptions()[0]['id']}/timeline.html#event-1")
    in_sight = page.locator("#event-1").evaluate(
        "element => { const box = element.getBoundingClientRect(); return box.top >= 0 && box.top < innerHeight }"
    )
    return [] if in_sight else ["the event is not in sight"]


def print_record(context: BrowserContext, site: Site, address: str) -> list[str]:
    ended = [record["id"] for record in site.exceptions() if record["status"] in ("revoked", "out-of-sla", "denied", "removed", "expired")]
    problems = []
    page = context.new_page()
    for record in ended[:3]:
        page.goto(f"{address}{site.locales[0]}/exceptions/{record}/index.html")
        page.emulate_media(media="print")
        if page.locator(".running").evaluate("element => getComputedStyle(element).display") != "table-header-group":
            problems.append(f"{record}: no line that every sheet repeats")
        if not page.locator(".banner-ended").first.is_visible():
            problems.append(f"{record}: no banner")
        page.emulate_media(media="screen")
    return problems


def load_half(context: BrowserContext, site: Site, address: str) -> list[str]:
    context.route("**/data/index/*.0.js", lambda route: route.abort())
    page = list_page(context, site, address)
    page.fill("#filter-q", "a")
    page.wait_for_selector("#result-count:not(:empty)")
    return [] if page.locator("#list").is_visible() else ["without a part of the index, nothing is listed"]


def weigh(context: BrowserContext, site: Site, address: str) -> list[str]:
    """At most 200 KB before compression, with styles and script; a portal of common size stays far below."""
    problems = []
    for name, path in site.page_types().items():
        size = sum(len(site.read(part)) for part in (path, "assets/portal.css", "assets/portal.js", "assets/icon.svg") if site.has(part))
        if size > 200_000:
            problems.append(f"{name}: {size} bytes")
    return problems
