"""A real browser on our pages: how it is started, and what a person at the screen looks for."""

import base64
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

FLAGS = (
    "--no-sandbox",
    "--use-angle=swiftshader",  # WebGL without a graphics card
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
)
LAPTOP, PHONE, WALL = (1366, 768), (390, 844), (1920, 1080)
PATIENCE_MS = 30_000  # a busy machine draws slowly; a page that is right is not waited for

expect.set_options(timeout=PATIENCE_MS)

OpenPage = Callable[..., Page]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser of this machine."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("needs chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield browser
        browser.close()


def watch(page: Page, address: str) -> tuple[list[str], list[str]]:
    """Return two lists that fill as the page lives: what went wrong in it, and what it asked of others."""
    wrong: list[str] = []
    elsewhere: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            wrong.append(message.text)

    def check(request: Request) -> None:
        if _is_elsewhere(request.url, address):
            elsewhere.append(request.url)

    page.on("console", note)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", check)
    return wrong, elsewhere


def _is_elsewhere(url: str, address: str) -> bool:
    return not url.startswith((address + "/", "data:", f"blob:{address}/"))


def wait_for_map(page: Page) -> None:
    page.wait_for_selector(".map-box[data-ready]", state="attached")
    page.wait_for_selector(":root:is([data-fresh=live], [data-fresh=paused])", state="attached")


@dataclass(frozen=True, slots=True)
class Blot:
    """One connected spot of a colour on the screen: its box, and how wide it is at parts of its height [0..1]."""

    x: float
    y: float
    width: int
    height: int
    at_fifth: float
    at_half: float
    at_four_fifths: float
    middle: bool
    left: bool


# A browser without WebGL: the page then draws no map, which saves the time where a test is not about it.
NO_WEBGL = """{
  const real = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
    return kind.startsWith("webgl") ? null : real.call(this, kind, ...more);
  };
}"""

# Spots of one colour in a picture, without what is smaller than `least` pixels.
BLOTS = """async ([picture, [r, g, b], least]) => {
  const image = new Image();
  image.src = `data:image/png;base64,${picture}`;
  await image.decode();
  const [w, h] = [image.width, image.height];
  const canvas = new OffscreenCanvas(w, h).getContext("2d");
  canvas.drawImage(image, 0, 0);
  const { data } = canvas.getImageData(0, 0, w, h);
  const is = new Uint8Array(w * h);
  for (let i = 0; i < w * h; i += 1)
    is[i] = Math.abs(data[4 * i] - r) + Math.abs(data[4 * i + 1] - g) + Math.abs(data[4 * i + 2] - b) < 24;
  const seen = new Uint8Array(w * h);
  const found = [];
  for (let start = 0; start < w * h; start += 1) {
    if (!is[start] || seen[start]) continue;
    const stack = [start];
    const own = new Set();
    seen[start] = 1;
    let [x0, x1, y0, y1] = [w, 0, h, 0];
    while (stack.length) {
      const i = stack.pop();
      own.add(i);
      const [x, y] = [i % w, Math.floor(i / w)];
      [x0, x1, y0, y1] = [Math.min(x0, x), Math.max(x1, x), Math.min(y0, y), Math.max(y1, y)];
      for (const k of [i - 1, i + 1, i - w, i + w]) if (is[k] && !seen[k]) (seen[k] = 1), stack.push(k);
    }
    const [width, height] = [x1 - x0 + 1, y1 - y0 + 1];
    if (width < least || height < least) continue;
    const at = (part) => {
      const y = Math.round(y0 + part * (height - 1));
      const xs = [...own].filter((i) => Math.floor(i / w) === y).map((i) => i % w);
      return xs.length ? (Math.max(...xs) - Math.min(...xs) + 1) / width : 0;
    };
    const has = (x, y) => own.has(Math.round(y) * w + Math.round(x));
    const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
    found.push({ x, y, width, height, at_fifth: at(0.2), at_half: at(0.5), at_four_fifths: at(0.8), middle: has(x, y),
      left: has(x0 + width / 4, y) });
  }
  return found;
}"""


@dataclass(frozen=True, slots=True)
class Picture:
    """What an element looks like now, and where its corner lies in the window."""

    page: Page
    content: str
    x: float
    y: float

    def blots(self, colour: str, least: int = 8) -> list[Blot]:
        """Return the spots of a colour of the style sheet, west to east, in pixels of the window."""
        named = "(name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()"
        text = self.page.evaluate(named, f"--{colour}").removeprefix("#")
        rgb = [int(text[i : i + 2], 16) for i in (0, 2, 4)]
        found = [Blot(**blot) for blot in self.page.evaluate(BLOTS, [self.content, rgb, least])]
        placed = [replace(blot, x=blot.x + self.x, y=blot.y + self.y) for blot in found]
        return sorted(placed, key=lambda blot: blot.x)


def look(page: Page, selector: str) -> Picture:
    """Take a picture of an element."""
    element = page.locator(selector)
    box = element.bounding_box()
    assert box is not None
    return Picture(page, base64.b64encode(element.screenshot()).decode(), box["x"], box["y"])


def look_at_map(page: Page) -> Picture:
    """Take a picture of the map without what lies on it."""
    for covers in page.locator(".map > :not(.map-box)").all():
        covers.evaluate("(node) => (node.style.visibility = 'hidden')")
    wait_for_map(page)
    return look(page, ".map-box")


def shape(blot: Blot) -> str:
    """Return what a person would call the shape of a mark."""
    if not blot.left:
        return "ring"
    if blot.at_fifth > 0.95:
        return "square"
    if blot.at_four_fifths < 0.6:
        return "diamond"
    if blot.at_fifth < 0.6:
        return "triangle"
    return "disc" if blot.middle else "crossed"


# Everything a person reads, sees or hears on the page.
TEXTS = """() => {
  const found = [document.title];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) if (!walk.currentNode.parentNode.closest("noscript")) found.push(walk.currentNode.data);
  for (const node of document.body.querySelectorAll("*"))
    for (const name of ["title", "aria-label", "placeholder", "alt"]) found.push(node.getAttribute(name) ?? "");
  return [...new Set(found.map((text) => text.replace(/\\s+/g, " ").trim()).filter(Boolean))];
}"""


def texts(page: Page) -> list[str]:
    """Return everything that can be read on the page, tool tips and names for screen readers too."""
    found: list[str] = page.evaluate(TEXTS)
    return found
