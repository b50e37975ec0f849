"""A person before a real browser: what they fill, press and read. Language-neutral, by field names and data-do."""

from __future__ import annotations

from pathlib import Path

from tests.servers import eventually

PASSWORD = "Пример-для-показа-1"
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\nxref\n0 4\n0000000000 65535 f \n"
    b"0000000009 00000 n \n0000000056 00000 n \n0000000111 00000 n \n"
    b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n180\n%%EOF\n"
)


class Actor:
    """One person with one browser."""

    def __init__(self, page, site, email: str) -> None:
        self.page, self.site, self.email = page, site, email

    def sign_in(self, email: str, password: str) -> None:
        """Sign in by the form, as everybody does."""
        self.go("/accounts/login/")
        self.fill(login=email, password=password)
        self.page.locator("#sign-in button.main").click()
        self.page.wait_for_url("**/desk/**")

    def go(self, path: str) -> int:
        """Open an address of the portal and return the status of the answer."""
        return self.page.goto(path).status

    def fill(self, **fields: str) -> None:
        """Fill fields by name; radio buttons and selects too."""
        for name, value in fields.items():
            field = self.page.locator(f":is(input, select, textarea)[name={name}]:not([type=hidden])").first
            kind = field.evaluate("e => e.tagName + ':' + (e.type || '')")
            if kind == "INPUT:radio":
                self.page.locator(f"[name={name}][value='{value}']").check(force=True)
            elif kind == "INPUT:checkbox":
                field.set_checked(bool(value), force=True)
            elif kind.startswith("SELECT"):
                field.select_option(value)
            else:
                field.fill(value)

    def upload(self, name: str = "document.pdf", data: bytes = PDF) -> None:
        """Choose a file in the page's file field; it lies on the disk, because large ones pass slowly otherwise."""
        folder = self.site.folder / "uploads"
        folder.mkdir(exist_ok=True)
        self.page.locator("input[type=file]").first.set_input_files(save(data, folder, name))

    def do(self, what: str, within: str = "", choice: str = "") -> int:
        """Press the button of the form marked data-do; returns the status of the page that follows."""
        form = self.page.locator(f"{within} form[data-do='{what}']".strip()).first
        button = form.locator(f"button[value='{choice}']") if choice else form.locator("button").last
        with self.page.expect_navigation() as answer:
            button.click()
        return answer.value.status

    def link(self, where: str) -> None:
        """Follow a link marked data-go."""
        with self.page.expect_navigation():
            self.page.locator(f"[data-go='{where}']").first.click()

    def has(self, selector: str) -> bool:
        """Say whether the page shows something that fits a selector."""
        return self.page.locator(selector).count() > 0

    def text(self, selector: str = "main") -> str:
        """Read the words of the first thing that fits."""
        return " ".join(self.page.locator(selector).first.inner_text().split())

    def wait_paper(self) -> None:
        """Wait until the worker has made the paper that the page shows."""

        def ready() -> bool:
            self.page.reload()
            return self.has("[data-ready='1']") and not self.has("[data-ready='0']")

        eventually(ready, 40, f"the paper on {self.page.url}")

    def paper_bytes(self) -> bytes:
        """Download the paper that the page shows."""
        address = self.page.locator("[data-ready='1'] a").first.get_attribute("href")
        # A server may close an idle connection just when it is used again; browsers ask anew then, and so does this.
        return self.page.context.request.get(self.site.url + address, max_retries=2).body()


def save(data: bytes, folder: Path, name: str) -> Path:
    """Keep bytes as a file for the tools of the system."""
    path = folder / name
    path.write_bytes(data)
    return path
