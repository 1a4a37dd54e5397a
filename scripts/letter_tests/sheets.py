"""Every sheet: its size, its window, its fonts, and what stands on each page."""

from .pdf import Letter, squeezed

# Chromium gives fonts a box of their own height, which is more than that of the ink (about 3 mm with Japanese fonts).
LEEWAY = 4.0

SIZES = {"A4": (595.28, 841.89), "letter": (612.0, 792.0)}

ORDER = {
    "en": ["Dear", "notice:", "Why the approval is revoked", "What we advise you to do", "What happens on the deadline",
           "How to appeal", "The days of this revocation", "If anything in this letter is unclear", "Yours"],
    "ja": ["の例外に関する承認の取り消しについて", "拝啓", "敬具", "対象となる例外", "承認を取り消す理由",
           "お願いしたい対応", "期限を迎えた場合", "異議の申し立て方法", "通知と期限の日程", "以上"],
}
PAGE_WORDS = {"en": "Page{}of{}", "ja": "{}/{}ページ"}


def test_window(letters: list[Letter], profile: str, report) -> None:
    report.check(f"{profile}: letters in both languages", [] if {l.locales[0] for l in letters} == {"en", "ja"} else ["no"])
    for name, test in (("size and page count", size), ("the address in its window, and nothing else", window),
                       ("text in order", order), ("fonts embedded", fonts), ("tagged, with title and language", tagged),
                       ("page words and reference on every page", every_page)):
        report.check(f"{profile}: {name}", [problem for letter in letters for problem in test(letter)])


def size(letter: Letter) -> list[str]:
    width, height = SIZES[letter.profile["paper"]]
    words = letter.info["Page size"].split()
    problems = []
    if abs(float(words[0]) - width) > 1 or abs(float(words[2]) - height) > 1:
        problems.append(f"{letter.name}: {letter.info['Page size']}")
    if letter.page_count != letter.claimed_pages:
        problems.append(f"{letter.name}: {letter.page_count} pages, but the manifest says {letter.claimed_pages}")
    return problems


def window(letter: Letter) -> list[str]:
    box = letter.profile["window"]
    right, bottom = box["left"] + box["width"], box["top"] + box["height"]
    inside = [
        word for word in letter.words
        if word.left < right and word.right > box["left"] and word.top + LEEWAY / 2 < bottom and word.bottom > box["top"]
    ]
    problems = [
        f"{letter.name}: {word} leaves the window" for word in inside
        if word.left < box["left"] - 0.2 or word.right > right + 0.2 or word.top < box["top"] - LEEWAY
        or word.bottom > bottom + LEEWAY
    ]
    text = squeezed("".join(word.text for word in inside))
    # A title may share the line of the name, so that the order of the two is left open.
    if sorted(text.replace(",", "").replace("·", "")) != sorted(expected(letter).replace(",", "").replace("·", "")):
        problems.append(f"{letter.name}: the window shows “{text}” instead of “{expected(letter)}”")
    return problems


def expected(letter: Letter) -> str:
    if not letter.profile["returnLine"]:
        return letter.address
    return squeezed(return_line(letter)) + letter.address


def return_line(letter: Letter) -> str:
    """The sender's name and address, from the plain text: name first in English, address first in Japanese."""
    blocks = letter.plain.split("\n\n")
    lines = (blocks[1] if letter.locales[0] == "en" else blocks[2]).splitlines()[:-1]
    return " · ".join(lines)


def order(letter: Letter) -> list[str]:
    position = 0
    for text in ORDER[letter.locales[0]]:
        found = letter.text.find(squeezed(text), position)
        if found < 0:
            return [f"{letter.name}: “{text}” is missing, or too early"]
        position = found
    return []


def fonts(letter: Letter) -> list[str]:
    problems = [f"{letter.name}: {font} is not embedded" for font, embedded in letter.fonts if embedded != "yes"]
    return problems if letter.fonts else [f"{letter.name}: no fonts"]


def tagged(letter: Letter) -> list[str]:
    problems = []
    if letter.info.get("Tagged") != "yes":
        problems.append(f"{letter.name}: not tagged")
    if letter.reference not in letter.info.get("Title", ""):
        problems.append(f"{letter.name}: its title is “{letter.info.get('Title')}”")
    if f"/Lang ({letter.locales[0]})".encode() not in letter.path.read_bytes():
        problems.append(f"{letter.name}: its language is not set")
    return problems


def every_page(letter: Letter) -> list[str]:
    problems = []
    for number, page in enumerate(letter.pages, 1):
        words = PAGE_WORDS[letter.locales[0]].format(number, letter.page_count)
        for text in (words, letter.reference):
            if text not in squeezed(page):
                problems.append(f"{letter.name}: page {number} does not say {text}")
    return problems
