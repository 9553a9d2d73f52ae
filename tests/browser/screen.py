"""One person's screen, driven by the words that stand on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.browser import DESK, a_screen

# as patient as the clicks are: a busy machine is no fault of the page
expect.set_options(timeout=15_000)
OPTIONAL = r"(\s\(facultatif\))?"


def like(text: str) -> str:
    """A pattern of these words, whatever apostrophes and spaces stand between their letters."""
    pattern = re.sub("['’]", "['’]", re.escape(text))
    return re.sub(r"(\\ )+", r"\\s+", pattern)


def exactly(text: str) -> re.Pattern[str]:
    """These words and nothing else."""
    return re.compile(rf"^\s*{like(text)}\s*$")


def labelled(text: str) -> re.Pattern[str]:
    """A label, whether or not it is marked as optional."""
    return re.compile(rf"^\s*{like(text)}{OPTIONAL}\s*$")


class Screen:
    """What somebody does on a page: fill a field by its label, press a button by its name, read what stands there."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    @property
    def address(self) -> str:
        """The address from its first slash on."""
        return re.sub(r"^https?://[^/]+", "", self.page.url)

    def open(self, address: str) -> None:
        self.page.goto(address)

    def titled(self, text: str) -> None:
        """The page bears this title."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(exactly(text))

    def says(self, *texts: str, within: Locator | None = None) -> None:
        """The page says each of these."""
        for text in texts:
            expect(within or self.main).to_contain_text(re.compile(like(text)))

    def silent(self, *texts: str, within: Locator | None = None) -> None:
        """The page says none of these."""
        for text in texts:
            expect(within or self.main).not_to_contain_text(re.compile(like(text)))

    def part(self, title: str) -> Locator:
        """The smallest part of the page that begins with this heading or legend."""
        heading = self.page.locator("h2, h3, legend").filter(has_text=re.compile(rf"^\s*{like(title)}"))
        return self.main.locator("section, fieldset, .panel").filter(has=heading).last

    def line(self, text: str, within: Locator | None = None) -> Locator:
        """The line of a list or table that holds these words."""
        lines = (within or self.main).locator("li, tbody tr")
        return lines.filter(has_text=re.compile(like(text))).last

    def told(self, term: str, within: Locator | None = None) -> str:
        """What stands beside a term of a list of terms."""
        found = (within or self.main).locator("dt").filter(has_text=exactly(term)).first
        return found.locator("xpath=following-sibling::dd[1]").inner_text().strip()

    def field(self, label: str, within: Locator | None = None) -> Locator:
        return (within or self.main).get_by_label(labelled(label))

    def write(self, label: str, text: str, within: Locator | None = None) -> None:
        self.field(label, within).fill(text)

    def choose(self, label: str, option: str, within: Locator | None = None) -> None:
        """Choose in a list, by the words of the choice."""
        self.field(label, within).select_option(label=option)

    def pick(self, group: str, choice: str, within: Locator | None = None) -> None:
        """Tick a box or a button of a group."""
        box = (within or self.main).get_by_role("group", name=labelled(group))
        name = exactly(choice)
        box.get_by_role("radio", name=name).or_(box.get_by_role("checkbox", name=name)).check()

    def tick(self, label: str, within: Locator | None = None) -> None:
        (within or self.main).get_by_label(exactly(label)).check()

    def join(self, label: str, file: Path) -> None:
        self.field(label).set_input_files(file)

    def press(self, name: str, within: Locator | None = None) -> None:
        """Press a button, and wait for the page that answers."""
        with self.page.expect_navigation():
            (within or self.main).get_by_role("button", name=exactly(name)).click()

    def confirm(self, name: str, within: Locator | None = None) -> None:
        """Press a button that asks whether one is sure, and be sure."""
        ask = (within or self.main).locator("details.ask").filter(has_text=re.compile(like(name)))
        ask.locator("summary").click()
        self.press(f"Oui : {name}", ask)

    def follow(self, name: str, within: Locator | None = None) -> None:
        """Follow a link."""
        with self.page.expect_navigation():
            (within or self.main).get_by_role("link", name=exactly(name)).first.click()

    def pdf(self, name: str) -> bytes:
        """The document a link leads to; it is a PDF."""
        href = self.main.get_by_role("link", name=exactly(name)).first.get_attribute("href") or ""
        answer = self.page.request.get(urljoin(self.page.url, href))
        assert answer.status == 200
        assert answer.headers["content-type"] == "application/pdf"
        content = answer.body()
        assert content.startswith(b"%PDF")
        return content


@contextmanager
def a_desk(browser: Browser, address: str) -> Iterator[Screen]:
    """A screen of a desk, signed out."""
    with a_screen(browser, address, DESK) as page:
        yield Screen(page)
