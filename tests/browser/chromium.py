"""A headless Chromium, spoken to through a pipe.

Chromium's DevTools protocol is JSON: a command has an id and gets one answer with the same id;
events come in between. With --remote-debugging-pipe the browser reads commands from file descriptor
3 and writes answers and events to 4, each ended by a zero byte. No port, no web socket and no driver
program is needed, and when this process ends, however it ends, the pipe closes and the browser ends.

    async with Browser(program) as browser:
        tab = await browser.tab()
        await tab.view(380, 800, "dark")
        await tab.open("file:///…/index.html")
        title = await tab.run("document.title")
"""

import asyncio
import fcntl
import json
import os
import shutil
import subprocess
import tempfile

ANSWER_LIMIT = 256 << 20  # bytes in one message
WORLD = "test"  # scripts in it see the page, and the page does not see them
PATIENCE = 60  # seconds for one answer: more than any check of any page takes

# --no-sandbox: containers forbid the sandbox, and the only pages opened are our own. The rest keeps
# the browser from calling home or asking anything; whatever name a page still asks for is not found.
OPTIONS = """--headless --no-sandbox --disable-gpu --disable-dev-shm-usage --disable-quic
  --no-first-run --no-default-browser-check --disable-background-networking
  --disable-component-update --disable-sync --disable-extensions --disable-default-apps
  --hide-scrollbars --force-color-profile=srgb --remote-debugging-pipe""".split()
OPTIONS.append("--host-resolver-rules=MAP * ~NOTFOUND")

# A tap on these keys, as the protocol wants to be told about it.
KEYS = {
    "Tab": {"key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9},
    "Enter": {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"},
    "ArrowDown": {"key": "ArrowDown", "code": "ArrowDown", "windowsVirtualKeyCode": 40},
}


class BrowserError(Exception):
    """The browser does not start, does not answer, or refuses a command."""


class Browser:
    """The process, and the sorting of its messages to the tabs."""

    def __init__(self, program):
        self.program = program
        self.waiting, self.tabs, self.last_id, self.gone = {}, {}, 0, None

    async def __aenter__(self):
        self.profile = tempfile.mkdtemp(prefix="chromium-")
        # Far above 3 and 4, so that putting the child's ends there overwrites none of the others.
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD, 100) for end in (*os.pipe(), *os.pipe())]
        child_reads, self.commands, answers, child_writes = ends

        def place():
            os.dup2(child_reads, 3)
            os.dup2(child_writes, 4)

        self.log = open(os.path.join(self.profile, "log"), "w+", encoding="utf-8", errors="replace")
        self.process = subprocess.Popen(
            [self.program, *OPTIONS, f"--user-data-dir={self.profile}", "about:blank"],
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log,
            preexec_fn=place, pass_fds=(3, 4))
        os.close(child_reads)
        os.close(child_writes)
        loop = asyncio.get_running_loop()
        self.answers = asyncio.StreamReader(limit=ANSWER_LIMIT)
        await loop.connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(self.answers), os.fdopen(answers, "rb", 0))
        transport, protocol = await loop.connect_write_pipe(
            asyncio.streams.FlowControlMixin, os.fdopen(self.commands, "wb", 0))
        self.writer = asyncio.StreamWriter(transport, protocol, None, loop)
        self.listener = asyncio.create_task(self.listen())
        self.version = (await self.command("Browser.getVersion"))["product"]
        return self

    async def __aexit__(self, *_):
        try:
            await self.command("Browser.close")
        except BrowserError:
            pass
        self.writer.close()
        try:
            await asyncio.to_thread(self.process.wait, 10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.listener.cancel()
        self.log.close()
        shutil.rmtree(self.profile, ignore_errors=True)

    async def listen(self):
        try:
            while True:
                message = json.loads((await self.answers.readuntil(b"\0"))[:-1])
                if "id" in message:
                    future = self.waiting.pop(message["id"], None)
                    if future and not future.done():
                        future.set_result(message)
                elif message.get("sessionId") in self.tabs:
                    self.tabs[message["sessionId"]].hear(message["method"], message["params"])
        except asyncio.IncompleteReadError:
            self.log.seek(0)
            self.give_up("the browser is gone: " + " / ".join(self.log.read().strip().splitlines()[-3:]))
        except Exception as mistake:
            self.give_up(f"message not understood: {mistake!r}")
            raise

    def give_up(self, why):
        self.gone = why
        for future in self.waiting.values():
            if not future.done():
                future.set_result({"error": {"message": why}})

    async def command(self, method, session=None, **parameters):
        if self.gone:
            raise BrowserError(self.gone)
        self.last_id += 1
        message = {"id": self.last_id, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        future = self.waiting[self.last_id] = asyncio.get_running_loop().create_future()
        self.writer.write(json.dumps(message).encode() + b"\0")
        try:
            await self.writer.drain()
            answer = await asyncio.wait_for(future, PATIENCE)
        except asyncio.TimeoutError:
            raise BrowserError(f"{method}: no answer in {PATIENCE} s") from None
        except ConnectionError:
            raise BrowserError(f"{method}: the browser is gone") from None
        if "error" in answer:
            raise BrowserError(f"{method}: {answer['error']['message']}")
        return answer["result"]

    async def tab(self, library=""):
        """A new tab in a context of its own: nothing stored by one is seen by another. The library is a
        script that every page of the tab gets, out of sight of the page's own scripts."""
        context = (await self.command("Target.createBrowserContext"))["browserContextId"]
        target = (await self.command("Target.createTarget", url="about:blank", browserContextId=context))["targetId"]
        session = (await self.command("Target.attachToTarget", targetId=target, flatten=True))["sessionId"]
        tab = self.tabs[session] = Tab(self, session, context)
        await tab.prepare(library)
        return tab


class Tab:
    """One page at a time; .complaints is what the browser has said about it since open()."""

    def __init__(self, browser, session, context):
        self.browser, self.session, self.context = browser, session, context
        self.complaints, self.loads, self.news = [], [], asyncio.Event()

    def command(self, method, **parameters):
        return self.browser.command(method, self.session, **parameters)

    async def prepare(self, library):
        for domain in ("Page", "Runtime", "Log", "Network"):
            await self.command(domain + ".enable")
        self.frame = (await self.command("Page.getFrameTree"))["frameTree"]["frame"]["id"]
        await self.command("Page.setLifecycleEventsEnabled", enabled=True)
        if library:
            await self.command("Page.addScriptToEvaluateOnNewDocument", source=library, worldName=WORLD)
        await self.command("Emulation.setFocusEmulationEnabled", enabled=True)
        await self.command("Network.emulateNetworkConditions", offline=True, latency=0,
                           downloadThroughput=-1, uploadThroughput=-1)

    def hear(self, method, event):
        if method == "Page.lifecycleEvent":
            if event["name"] == "load" and event["frameId"] == self.frame:
                self.loads.append(event["loaderId"])
                self.news.set()
        elif method == "Page.frameNavigated" and event["frame"]["id"] == self.frame:
            self.complaints = []
        elif method == "Runtime.exceptionThrown":
            details = event["exceptionDetails"]
            text = details.get("exception", {}).get("description") or details["text"]
            self.complaints.append(("console", text.splitlines()[0]))
        elif method == "Runtime.consoleAPICalled" and event["type"] in ("error", "assert"):
            words = [str(a.get("value", a.get("description", ""))) for a in event["args"]]
            self.complaints.append(("console", " ".join(words).splitlines()[0]))
        elif method == "Log.entryAdded" and event["entry"]["level"] == "error":
            text, url = event["entry"]["text"], event["entry"].get("url", "")
            if not url.startswith("http"):  # else it is told as "fetch"
                self.complaints.append(("console", f"{text} {url}".strip()))
        elif method == "Network.requestWillBeSent":
            url = event["request"]["url"]
            if url.split(":")[0] not in ("file", "data", "blob", "about"):
                self.complaints.append(("fetch", url))

    async def view(self, width, height, scheme):
        await self.command("Emulation.setDeviceMetricsOverride", width=width, height=height,
                           deviceScaleFactor=1, mobile=False)
        await self.command("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"}])

    async def open(self, url):
        """Load a page; what was said about the one before is forgotten."""
        answer = await self.command("Page.navigate", url=url)
        if "errorText" in answer:
            raise BrowserError(f"{url}: {answer['errorText']}")
        await self.arrive(answer["loaderId"])

    async def reload(self):
        self.loads.clear()
        await self.command("Page.reload")
        await self.arrive()

    async def arrive(self, loader=None):
        while not (loader in self.loads if loader else self.loads):
            self.news.clear()
            try:
                await asyncio.wait_for(self.news.wait(), PATIENCE)
            except asyncio.TimeoutError:
                raise BrowserError("the page does not finish loading") from None

    async def run(self, script, apart=False):
        """The value of an expression (or promise); apart from the page's own scripts if so asked."""
        where = {}
        if apart:
            world = await self.command("Page.createIsolatedWorld", frameId=self.frame, worldName=WORLD)
            where = {"contextId": world["executionContextId"]}
        answer = await self.command("Runtime.evaluate", expression=script, awaitPromise=True,
                                    returnByValue=True, **where)
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            raise BrowserError(details.get("exception", {}).get("description", details["text"]))
        return answer["result"].get("value")

    async def press(self, key):
        for kind in ("keyDown", "keyUp"):
            await self.command("Input.dispatchKeyEvent", type=kind, **KEYS[key])

    async def write(self, text):
        """Type letter by letter, as scripts that listen for keys expect it."""
        for letter in text:
            await self.command("Input.dispatchKeyEvent", type="keyDown", key=letter, text=letter)
            await self.command("Input.dispatchKeyEvent", type="keyUp", key=letter)

    async def close(self):
        await self.browser.command("Target.disposeBrowserContext", browserContextId=self.context)
        self.browser.tabs.pop(self.session, None)
