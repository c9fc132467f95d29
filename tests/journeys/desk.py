"""One person at one computer: the browser's page, and everything that went wrong on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request

from tests.factories.users import PASSWORD

DESK_WIDTH, PHONE_WIDTH = 1280, 360
_HEIGHT = 800
# A form that was refused answers 422 or 409 on purpose; Chromium writes that into its console.
_MEANT = ("status of 422", "status of 409")

_EMPTY = """form => {
  for (const field of form.elements) {
    if (field.type === "hidden" || field.type === "submit") continue;
    if (field.type === "radio" || field.type === "checkbox") field.checked = false;
    else field.value = "";
  }
}"""


class Desk:
    """A signed-in person before the pages; `faults` gathers console errors, broken pages and strange hosts."""

    def __init__(self, browser: Browser, address: str, *, width: int = DESK_WIDTH, scripts: bool = True) -> None:
        self.address, self.faults = address, list[str]()
        self.context = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": _HEIGHT},
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(30_000)
        self.page = self._watched(self.context.new_page())

    def _watched(self, page: Page) -> Page:
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("request", self._on_request)
        return page

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(words in message.text for words in _MEANT):
            self.faults.append(f"{self.page.url}: {message.text}")

    def _on_request(self, request: Request) -> None:
        if urlsplit(request.url).scheme not in {"data", "blob"} and not request.url.startswith(self.address + "/"):
            self.faults.append(f"{self.page.url} asked {request.url}")

    def sign_in(self, username: str, password: str = PASSWORD) -> Desk:
        """Sign in on the page, as everybody does in the morning."""
        self.open("/login")
        self.page.locator("[name=username]").fill(username)
        self.page.locator("[name=password]").fill(password)
        self._go(self.page.locator("main [type=submit]"))
        assert self.path == "/", f"{username} is not signed in: {self.text}"
        return self

    def sign_out(self) -> Desk:
        """Open the account menu of the top line and leave."""
        self.page.locator("header summary").last.click()
        return self._go(self.page.get_by_role("button", name="Đăng xuất", exact=True))

    def open(self, path: str) -> Page:
        """Type an address."""
        self.page.goto(path)
        return self.page

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    @property
    def text(self) -> str:
        """What the main part of the page says."""
        return self.page.locator("main").inner_text()

    def press(self, name: str, *, within: Locator | None = None, exact: bool = True) -> Desk:
        """Press the button or follow the link with these words; another page answers."""
        place = within or self.page.locator("main")
        wanted = place.get_by_role("button", name=name, exact=exact).or_(
            place.get_by_role("link", name=name, exact=exact)
        )
        return self._go(wanted.first)

    def confirm(self) -> Desk:
        """Press the one filled button or link of the page."""
        return self._go(self.page.locator("main .button--main").first)

    def follow(self, path: str) -> Desk:
        """Follow the page's first link to this thing or to a step of it."""
        return self._go(self.page.locator(f"main a[href^='{path}']").first)

    def _go(self, button: Locator) -> Desk:
        """Press it and wait for the page that answers."""
        with self.page.expect_navigation():
            button.click()
        return self

    def fill(self, **values: str | bool) -> Desk:
        """Fill the form by the names of its fields: text is typed or chosen, True and False are ticks."""
        for name, value in values.items():
            self._put(self.page.locator(f"main [name='{name}']"), value)
        return self

    def _put(self, field: Locator, value: str | bool) -> None:
        kind = field.first.evaluate("field => field.tagName === 'SELECT' ? 'select' : field.type")
        if isinstance(value, bool):
            field.first.set_checked(value)
        elif kind == "select":
            field.first.select_option(value)
        elif kind in {"radio", "checkbox"}:
            field.and_(self.page.locator(f"[value='{value}']")).check()
        else:
            field.first.fill(value)

    def send_empty(self) -> Desk:
        """Send the page's main form with nothing typed and nothing chosen."""
        form = self.page.locator("main form[method=post]").filter(has=self.page.locator(".field")).first
        form.evaluate(_EMPTY)
        return self._go(form.locator("[type=submit]").last)

    def attach(self, name: str, data: bytes, media_type: str = "image/jpeg") -> Desk:
        """Choose a file of this computer in the page's file field."""
        files = [{"name": name, "mimeType": media_type, "buffer": data}]
        self.page.locator("main input[type=file]").first.set_input_files(files)
        return self

    def download(self, path: str) -> bytes:
        """Fetch a paper with the sign-in of this person."""
        answer = self.context.request.get(path)
        assert answer.status == 200, f"{path}: {answer.status}"
        return answer.body()

    def says(self, *texts: str) -> Desk:
        """Fail unless the page says all of this."""
        told = self.text.replace("\N{NO-BREAK SPACE}", " ")
        for text in texts:
            assert text in told, f"{self.path} does not say {text!r}:\n{told}"
        return self

    def figures(self) -> dict[str, int]:
        """Read the line of figures of the page: what each is called and how much it is."""
        told = self.page.locator(".strip > *").all_inner_texts()
        pairs = (text.split("\n", 1) for text in told)
        return {name.strip(): int("".join(sign for sign in value if sign.isdigit()) or 0) for name, value in pairs}

    def leave(self) -> None:
        """Close the browser window; what went wrong on the way is told."""
        self.context.close()
        assert not self.faults, "\n".join(self.faults)


@contextmanager
def at_desk(browser: Browser, address: str, username: str = "", **more: int) -> Iterator[Desk]:
    """Sit down, sign in where a name is given, and leave at the end."""
    desk = Desk(browser, address, **more)
    try:
        yield desk.sign_in(username) if username else desk
    except BaseException:
        desk.context.close()
        raise
    desk.leave()
