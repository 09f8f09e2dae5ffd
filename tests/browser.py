"""A real browser for the tests: Chromium without a window, spoken to over its own protocol."""

from __future__ import annotations

import base64
import itertools
import json
import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
import websocket

#: Where distributions put it; CHROMIUM names another.
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
KEYS = {
    "Tab": (9, ""),
    "Enter": (13, "\r"),
    "ArrowRight": (39, ""),
    "ArrowLeft": (37, ""),
    " ": (32, " "),
}


def find_browser() -> str:
    """Find Chromium, or skip the test and say what is missing."""
    named = [os.environ["CHROMIUM"]] if "CHROMIUM" in os.environ else NAMES
    for name in named:
        if found := shutil.which(name):
            return found
    pytest.skip("no Chromium is installed (apt-get install chromium, or name one in CHROMIUM)")


#: Text whose letters and ground differ by less than 4.5 (WCAG 2.2, AA; all of it is taken for small print), in what a
#: selector names. Grounds that one sees through are laid one over the other; of one that runs from colour to colour,
#: each counts.
CONTRAST = """(within => {
  const parts = colour => { const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number); return [r, g, b, a]; };
  const over = (top, below) => below.map((value, at) => top[at] * top[3] + value * (1 - top[3]));
  const lay = (below, style) => {
    const flat = below.map(one => over(parts(style.backgroundColor), one));
    const image = style.backgroundImage.match(/rgba?\\([^)]*\\)/g);
    return image ? flat.flatMap(one => image.map(colour => over(parts(colour), one))) : flat;
  };
  const ground = element => {
    const path = [];
    for (let node = element; node; node = node.parentElement) path.unshift(getComputedStyle(node));
    return path.reduce(lay, [[255, 255, 255]]);
  };
  const light = colour => colour.map(c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  const faint = [];
  let seen = 0;
  for (const e of [...document.querySelectorAll(within)].flatMap(whole => [...whole.querySelectorAll('*')])) {
    if (e instanceof SVGElement || e.closest('style, script')) continue;
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    for (const pseudo of [null, '::before', '::after']) {
      const style = getComputedStyle(e, pseudo);
      if (pseudo && style.content === 'none') continue;
      seen += 1;
      for (const behind of pseudo ? lay(ground(e), style) : ground(e)) {
        const found = ratio(over(parts(style.color), behind), behind);
        if (found < 4.5) faint.push([found.toFixed(2), e.className, pseudo, style.color, behind.join()]);
      }
    }
  }
  return [seen, faint];
})"""


def contrast(within: str = "body") -> str:
    """Ask how many pieces of text there are in what a selector names, and which are too faint."""
    return f"{CONTRAST}({json.dumps(within)})"


class Browser:
    """One window of Chromium: open a page, press keys, click, ask the page."""

    def __init__(self, folder: Path) -> None:
        command = [find_browser(), "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        command += ["--remote-debugging-port=0", "--remote-allow-origins=*", "--no-first-run", "--hide-scrollbars"]
        command += [
            f"--user-data-dir={folder}",
            "--disable-extensions",
            "--disable-background-networking",
            "about:blank",
        ]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        port = self._port(folder / "DevToolsActivePort")
        self.socket = websocket.create_connection(port, timeout=60)
        self.numbers = itertools.count(1)
        self.problems: list[str] = []
        target = self._send("Target.createTarget", url="about:blank")["targetId"]
        self.session = self._send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")
        self.size(1280, 900)

    def close(self) -> None:
        self.socket.close()
        self.process.terminate()
        self.process.wait(30)

    @staticmethod
    def _port(file: Path) -> str:
        for _ in range(600):
            if file.is_file() and len(lines := file.read_text().splitlines()) == 2:
                return f"ws://127.0.0.1:{lines[0]}{lines[1]}"
            time.sleep(0.05)
        raise RuntimeError(f"{file}: expected Chromium to write its port within 30 seconds, found nothing")

    def send(self, method: str, **parameters: Any) -> dict:
        return self._send(method, self.session, **parameters)

    def _send(self, method: str, session: str = "", **parameters: Any) -> dict:
        number = next(self.numbers)
        message = {"id": number, "method": method, "params": parameters} | ({"sessionId": session} if session else {})
        self.socket.send(json.dumps(message))
        while True:
            answer = json.loads(self.socket.recv())
            if answer.get("id") == number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self._hear(answer)

    def _hear(self, event: dict) -> None:
        """Keep what a page complains about, and every address that is not on this disk."""
        about = event.get("params", {})
        if event.get("method") == "Runtime.exceptionThrown":
            self.problems.append(json.dumps(about["exceptionDetails"]))
        elif event.get("method") == "Log.entryAdded":
            self.problems.append(about["entry"]["text"])
        elif event.get("method") == "Runtime.consoleAPICalled":
            self.problems.append(json.dumps(about["args"]))
        elif event.get("method") == "Page.javascriptDialogOpening":
            self.problems.append(f"a dialog: {about['message']}")
            self.socket.send(
                json.dumps({"id": 0, "method": "Page.handleJavaScriptDialog", "params": {"accept": False}})
            )
        elif event.get("method") == "Network.requestWillBeSent":
            address = about["request"]["url"]
            if not address.startswith(("file:", "data:", "about:")):
                self.problems.append(f"asked for {address}")

    def size(self, width: int, height: int) -> None:
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def open(self, page: Path, after: str = "") -> None:
        """Open a page from disk and wait until it and its scripts are there."""
        self.send("Page.navigate", url="about:blank")
        self.problems.clear()
        self.send("Page.navigate", url=page.resolve().as_uri() + after)
        self.wait("location.protocol === 'file:' && document.readyState === 'complete'")

    def ask(self, expression: str) -> Any:
        """Give the value of an expression in the page."""
        found = self.send("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in found:
            raise RuntimeError(f"{expression}: {found['exceptionDetails']}")
        return found["result"].get("value")

    def wait(self, condition: str, seconds: float = 30) -> None:
        end = time.monotonic() + seconds
        while not self.ask(condition):
            if time.monotonic() > end:
                raise RuntimeError(f"expected {condition} within {seconds} seconds")
            time.sleep(0.02)

    def click(self, selector: str) -> None:
        """Click in the middle of an element, as a hand does."""
        x, y = self._middle(selector)
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def hover(self, selector: str) -> None:
        x, y = self._middle(selector)
        self.send("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)

    def _middle(self, selector: str) -> list[float]:
        return self.ask(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)});"
            "e.scrollIntoView({block: 'center'}); const r = e.getClientRects()[0];"
            "return [r.x + r.width / 2, r.y + r.height / 2]; })()"
        )

    def press(self, key: str) -> None:
        code, text = KEYS[key]
        about = {"key": key, "code": key, "windowsVirtualKeyCode": code, "text": text}
        self.send("Input.dispatchKeyEvent", type="keyDown", **about)
        self.send("Input.dispatchKeyEvent", type="keyUp", **about)

    def picture(self, path: Path) -> None:
        """Save what is seen; for eyes, not for a test."""
        path.write_bytes(base64.b64decode(self.send("Page.captureScreenshot", format="png")["data"]))
