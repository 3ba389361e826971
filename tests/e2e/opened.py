"""What the fixture ``open_app`` gives: a window of the app, cut off from everything but this machine."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Page, Route, WebSocket

SHOTS = Path(__file__).with_name("layar")
_LOOPBACK = re.compile(r"(https?|wss?)://(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(/|$)|(data|blob|about):")
# Streamlit itself asks below a page's path before it asks at the root.
_PROBED = re.compile(r"/_stcore/(health|host-config)$")


@dataclass
class Watch:
    """What a page asked for outside the machine, and what it complained of."""

    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    fonts: list[str] = field(default_factory=list)

    def request(self, route: Route) -> None:
        url = route.request.url
        if not _LOOPBACK.match(url):
            self.outside.append(url)
            route.abort()
            return
        if url.endswith(".woff2"):
            self.fonts.append(url)
        route.continue_()

    def socket(self, opened: WebSocket) -> None:
        if not _LOOPBACK.match(opened.url):
            self.outside.append(opened.url)

    def console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not _PROBED.search(message.location.get("url", "")):
            self.complaints.append(message.text)


@dataclass(frozen=True)
class Opened:
    """A page of the app, the address it is served at, and what is noted of it."""

    page: Page
    base: str
    watch: Watch

    def go(self, path: str) -> Page:
        """Open an address as the first request, and wait until the page is complete."""
        self.page.goto(f"{self.base}{path}")
        return self.complete()

    def complete(self) -> Page:
        """Wait for the foot, which is written last."""
        self.page.wait_for_selector("footer.dmp-kaki")
        self.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
        return self.page

    def shoot(self, name: str) -> None:
        """Keep a picture for people to look at."""
        SHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{name}.png")
