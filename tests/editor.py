"""An author's editor: what it asks the YAML language server, and what that answers.

The server is the one behind the extension "YAML" of VS Code. They talk in the Language Server
Protocol: JSON, each message after a head that says how long it is.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, Queue
from threading import Thread, Timer
from typing import IO, Any

_PATIENCE = 60  # seconds; no answer takes one

# What an author's editor is set to, but for what would fetch something: nothing may be fetched, and
# what tries gets no further than this machine.
_SETTINGS = {
    "yaml": {"schemaStore": {"enable": False}, "kubernetesCRDStore": {"enable": False}},
    "http": {"proxy": "http://127.0.0.1:9"},
}


class Editor:
    """One server, and the files that are open in it, each under an address that is used once.

    Places count from 0, as in the protocol.
    """

    def __init__(self, server: subprocess.Popen[bytes], errors: IO[bytes]) -> None:
        assert server.stdin
        assert server.stdout
        self._server, self._errors = server, errors
        self._to, self._from = server.stdin, server.stdout
        self._heard: Queue[dict[str, Any] | None] = Queue()
        self._asked = 0
        self._opened: set[str] = set()
        self._diagnostics: dict[str, list[dict[str, Any]]] = {}
        self._listener = Thread(target=self._listen, daemon=True)
        self._listener.start()

    def greet(self, folder: str) -> None:
        """Nothing; the two tell each other what they can do, before all else."""
        capabilities = {
            "workspace": {"configuration": True},
            "textDocument": {
                "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
                "hover": {"contentFormat": ["markdown"]},
            },
        }
        place = {"rootUri": folder, "workspaceFolders": [{"uri": folder, "name": "memo"}]}
        self._request("initialize", {"processId": None, "capabilities": capabilities, **place})
        self._send({"method": "initialized", "params": {}})

    def hang_up(self) -> None:
        """Nothing; says no more, and waits until the server does not either."""
        self._to.close()
        self._listener.join(_PATIENCE)

    def diagnostics(self, texts: Mapping[str, str]) -> dict[str, list[dict[str, Any]]]:
        """What stands under each text in red, by its address; all are open at once."""
        for uri, text in texts.items():
            self._open(uri, text)
        while not texts.keys() <= self._diagnostics.keys():
            self._next()
        return {uri: self._diagnostics[uri] for uri in texts}

    def completions(self, uri: str, text: str) -> dict[str, dict[str, Any]]:
        """What is offered where | stands in the text, by its label."""
        found = self._at(uri, text, "textDocument/completion")
        return {item["label"]: item for item in found["items"]}

    def hover(self, uri: str, text: str) -> str:
        """What is shown when the pointer rests where | stands in the text, in Markdown."""
        found = self._at(uri, text, "textDocument/hover")
        return str(found["contents"]["value"]) if found else ""

    def _at(self, uri: str, text: str, method: str) -> Any:
        before, _, after = text.partition("|")
        self._open(uri, before + after)
        lines = before.split("\n")
        place = {"line": len(lines) - 1, "character": len(lines[-1])}
        return self._request(method, {"textDocument": {"uri": uri}, "position": place})

    def _open(self, uri: str, text: str) -> None:
        # Nothing is closed: what the server says of a closed file could be taken for the next one's.
        assert uri not in self._opened
        self._opened.add(uri)
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})

    def _request(self, method: str, params: dict[str, Any]) -> Any:
        self._asked += 1
        self._send({"id": self._asked, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == self._asked and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def _next(self) -> dict[str, Any]:
        """The next message; diagnostics are kept, and what the server asks is answered."""
        try:
            message = self._heard.get(timeout=_PATIENCE)
        except Empty:
            message = None
        if message is None:
            raise self._silence()
        if message.get("method") == "textDocument/publishDiagnostics":
            self._diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            self._send({"id": message["id"], "result": _answer(message)})
        return message

    def _silence(self) -> AssertionError:
        self._errors.seek(0)
        said = self._errors.read().decode(errors="replace")
        return AssertionError(f"the language server does not answer; it said: {said!r}")

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        watch = Timer(_PATIENCE, self._server.kill)  # one that does not listen would hold us up
        watch.start()
        try:
            self._to.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
            self._to.flush()
        except OSError as error:
            raise self._silence() from error
        finally:
            watch.cancel()

    def _listen(self) -> None:
        while head := self._from.readline():
            length = int(head.removeprefix(b"Content-Length:"))
            while self._from.readline().strip():
                pass
            data = self._from.read(length)
            if len(data) == length:
                self._heard.put(json.loads(data))
        self._heard.put(None)


def _answer(message: dict[str, Any]) -> Any:
    """What the server is told: the settings that it asks for, or nothing."""
    if message["method"] != "workspace/configuration":
        return None
    return [_SETTINGS.get(item["section"], {}) for item in message["params"]["items"]]


@contextmanager
def editor(program: str, folder: Path) -> Iterator[Editor]:
    """An editor in which a folder is open, with a server of its own, which is gone afterwards."""
    with tempfile.TemporaryFile() as errors:
        pipe = subprocess.PIPE
        with subprocess.Popen(
            [program, "--stdio"], stdin=pipe, stdout=pipe, stderr=errors
        ) as server:
            found = Editor(server, errors)
            try:
                found.greet(folder.as_uri())
                yield found
            finally:
                server.kill()
                # On Windows that was only the shell round it, and it goes when nobody writes to it.
                with suppress(BrokenPipeError):
                    found.hang_up()
