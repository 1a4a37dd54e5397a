"""Letters of more than one page: what stays together, and what is repeated."""

from .pdf import Letter, squeezed
from .sheets import PAGE_WORDS

# Texts that must stand on one page: the last words of a letter with what comes before them.
TOGETHER = {
    "en": [("If anything in this letter is unclear", "Yours faithfully,")],
    "ja": [("何卒ご理解とご協力を", "敬具"), ("通知と期限の日程", "以上")],
}
HEADINGS = {
    "en": ["Why the approval is revoked", "What we advise you to do", "What happens on the deadline", "How to appeal",
           "The days of this revocation", "Key conditions that the exception no longer meets:"],
    "ja": ["対象となる例外", "承認を取り消す理由", "お願いしたい対応", "期限を迎えた場合", "異議の申し立て方法",
           "通知と期限の日程", "適合しなくなった主要条件は、次のとおりです。"],
}


def test_lengths(letters: list[Letter], report) -> None:
    counts = {letter.page_count for letter in letters}
    report.check("lengths: twelve in each language", [] if len(letters) == 24 else [f"{len(letters)} letters"])
    report.check("lengths: of different numbers of pages", [] if len(counts) > 1 else [f"all have {counts}"])
    report.check("lengths: no signature alone", [problem for letter in letters for problem in together(letter)])
    report.check("lengths: no heading at the end of a page", [problem for letter in letters for problem in orphans(letter)])


def together(letter: Letter) -> list[str]:
    problems = []
    for first, last in TOGETHER[letter.locales[0]]:
        pages = [
            {number for number, page in enumerate(letter.pages, 1) if squeezed(text) in squeezed(page)}
            for text in (first, last)
        ]
        if not pages[0] or not pages[0] & pages[1]:
            problems.append(f"{letter.name}: “{first}” is on page {pages[0]}, “{last}” on {pages[1]}")
    return problems


def orphans(letter: Letter) -> list[str]:
    problems = []
    for number, page in enumerate(letter.pages[:-1], 1):
        # The last line is that of the page number.
        lines = [squeezed(line) for line in page.splitlines() if line.strip()][:-1]
        if any(lines[-1].endswith(squeezed(heading)) for heading in HEADINGS[letter.locales[0]]):
            problems.append(f"{letter.name}: page {number} ends with “{lines[-1]}”")
    return problems


def test_bilingual(letters: list[Letter], report) -> None:
    problems = [] if letters else ["no letters"]
    for letter in letters:
        for number, locale in ((1, letter.locales[0]), (letter.page_count, letter.locales[1])):
            words = PAGE_WORDS[locale].format(number, letter.page_count)
            if words not in squeezed(letter.pages[number - 1]):
                problems.append(f"{letter.name}: page {number} does not say {words}")
        for text in ("拝啓", "以上", "内容に相違がある場合は、日本語の文面を正とします。", "Dear", "The text in 日本語 governs."):
            if squeezed(text) not in letter.text:
                problems.append(f"{letter.name}: “{text}” is missing")
    report.check("bilingual: both texts, each with its own page words", problems)


def test_repeated_heads(letters: list[Letter], report) -> None:
    long = [letter for letter in letters if "STAND-069" in letter.text]
    problems = [] if long else ["no letter lists 70 exceptions"]
    for letter in long:
        pages = [page for page in letter.pages if "STAND-" in page]
        if len(pages) < 2:
            problems.append(f"{letter.name}: its table has one page")
        problems += [f"{letter.name}: a page of its table has no head" for page in pages if "ExceptionType" not in squeezed(page)]
    report.check("tables: the head is repeated on every page", problems)
