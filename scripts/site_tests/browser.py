"""Tests in a real browser: accessibility, no request to elsewhere, no error, and opening by double-click."""

import os
import shutil
import sys
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, sync_playwright
from site_tests import use
from site_tests.report import Report
from site_tests.site import Site

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Media schemes and widths in pixels.
LOOKS = (("light", 320), ("light", 1280), ("dark", 320), ("dark", 1280), ("forced light", 1280))


def test(site: Site, report: Report) -> None:
    with sync_playwright() as playwright, served(site) as address:
        browser = playwright.chromium.launch(executable_path=installed_browser(), args=["--no-sandbox"])
        test_accessibility(browser, site, address, report)
        test_loading(browser, site.pages, f"file://{site.folder}/", "by double-click", report)
        examples = site.page_types() | site.status_pages()
        test_loading(browser, sorted(set(examples.values())), address, "from a server", report)
        test_without_scripts(browser, site, address, report)
        use.test(browser, site, f"file://{site.folder}/", "by double-click", report)
        use.test(browser, site, address, "from a server", report)
        browser.close()


def installed_browser() -> str:
    for name in (os.environ.get("WAIVER_BROWSER"), "chromium", "chromium-browser", "google-chrome"):
        if name and (path := shutil.which(name)):
            return path
    sys.exit("no Chromium or Chrome is installed: apt-get install chromium, or name one in WAIVER_BROWSER")


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served(site: Site):
    """The site as a subfolder of a server on loopback, as links must not depend on standing at the root."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(site.folder.parent)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/{site.folder.name}/"
    finally:
        server.shutdown()


def answer_from_disk(site: Site, base: str, route: Route) -> None:
    """Gives 404.html, whose links are absolute, the files that stand at those addresses once the site is published."""
    path = route.request.url.removeprefix(base).partition("#")[0]
    if site.has(path):
        route.fulfill(path=site.folder / path)
    else:
        route.abort()


def test_accessibility(browser: Browser, site: Site, address: str, report: Report) -> None:
    """axe-core on a page of every type and status, light and dark, narrow and wide."""
    context = browser.new_context()
    base = site.base_url()
    if base:
        context.route(f"{base}**", partial(answer_from_disk, site, base))
    page = context.new_page()
    types = site.page_types()
    for name, path in (site.status_pages() | types).items():
        page.goto((base if path == "404.html" and base else address) + path)
        for scheme, width in LOOKS if name in types else (LOOKS[0], LOOKS[-1]):
            page.emulate_media(color_scheme=scheme.removeprefix("forced "), forced_colors="active" if "forced" in scheme else "none")
            page.set_viewport_size({"width": width, "height": 900})
            report.check(f"{name} is accessible, {scheme}, {width} pixels wide", accessibility_problems(page, path))
    context.close()


def accessibility_problems(page: Page, path: str) -> list[str]:
    """What axe finds; and nothing may be wider than a narrow window (WCAG 2.2, 1.4.10)."""
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": AXE_TAGS}}).response
    problems = [
        f"{path}: {violation['id']}: {violation['help']}: {node['target']} {node['failureSummary'].splitlines()[-1].strip()}"
        for violation in results["violations"]
        for node in violation["nodes"]
    ]
    overflow = page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
    if overflow > 0:
        problems.append(f"{path}: {overflow} pixels wider than the window")
    return problems


def test_loading(browser: Browser, pages: list[str], address: str, how: str, report: Report) -> None:
    """Pages load without an error or a request to elsewhere, and their styles arrive."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    problems: list[str] = []
    current = ""

    def note(text: str) -> None:
        problems.append(f"{current}: {text}")

    page.on("console", lambda message: note(f"console: {message.text}") if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: note(f"script error: {error}"))
    # The next page's loading ends what is still under way for the one before: that is no failure of the site.
    page.on("requestfailed", lambda request: None if request.failure == "net::ERR_ABORTED" else note(f"failed: {request.url}"))
    page.on("request", lambda request: None if request.url.startswith((address, "data:")) else note(f"asks for {request.url}"))
    page.on("response", lambda response: note(f"{response.status}: {response.url}") if response.status >= 400 else None)
    for current in pages:
        # 404.html is served for any address, so that its links are not relative.
        if current != "404.html":
            page.goto(address + current)
            problems.extend(f"{current}: {problem}" for problem in loading_problems(page))
    report.check(f"{len(pages)} pages open {how} without errors and without asking elsewhere", problems)
    context.close()


def loading_problems(page: Page) -> list[str]:
    return page.evaluate(
        """() => {
          const problems = [];
          for (const link of document.querySelectorAll('link[rel~=stylesheet]')) {
            if (!link.sheet && !link.disabled) problems.push('style sheet not loaded: ' + link.href);
          }
          for (const image of document.images) {
            if (image.complete && image.naturalWidth === 0) problems.push('image not loaded: ' + image.src);
          }
          if (document.querySelector('script:not([src]), style, [style], noscript')) problems.push('inline script or style');
          if (!document.documentElement.lang) problems.push('no language');
          if (document.querySelectorAll('h1').length !== 1) problems.push('not exactly one h1');
          return problems;
        }"""
    )


# Controls, which only scripts can serve, do not count.
COUNT_WORDS = """() => {
  const main = document.querySelector('main').cloneNode(true);
  for (const control of main.querySelectorAll('form, fieldset, label, button, select, output')) control.remove();
  return main.textContent.split(/\\s+/).length;
}"""


def test_without_scripts(browser: Browser, site: Site, address: str, report: Report) -> None:
    """A page says as much without scripts as with them."""
    words: dict[bool, dict[str, int]] = {}
    for scripts in (True, False):
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        words[scripts] = {}
        for path in site.page_types().values():
            page.goto(address + path)
            words[scripts][path] = page.evaluate(COUNT_WORDS)
        context.close()
    problems = [
        f"{path}: {words[False][path]} words without scripts, {count} with them"
        for path, count in words[True].items()
        if words[False][path] < count * 0.9
    ]
    report.check("every type of page is readable without scripts", problems)
