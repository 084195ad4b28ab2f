"""A proxy on the loopback interface: each tunnel ends here, under the certificate of the host it asked for."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.google.certificates import server_context
from tests.google.wire import Ending, Reply, Request

Answer = Callable[[Request], Reply]
_SECONDS_TO_CLOSE = 5.0


class Proxy(ThreadingHTTPServer):
    """Takes CONNECT and nothing else, and lets `answer` speak for every host behind it."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, answer: Answer) -> None:
        super().__init__(("127.0.0.1", 0), _Tunnel)
        self.answer = answer
        self.closing = threading.Event()
        self._tunnels: set[socket.socket] = set()
        self._thread = threading.Thread(target=self.serve_forever, args=(0.02,), name="fake Google", daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """Return the address that `google.proxy` or `HTTPS_PROXY` names."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def opened(self, tunnel: socket.socket) -> None:
        """Remember an open tunnel, so that it can be closed from here."""
        self._tunnels.add(tunnel)

    def closed(self, tunnel: socket.socket) -> None:
        """Forget a tunnel that ended by itself."""
        self._tunnels.discard(tunnel)

    def close(self) -> None:
        """Stop, wake every slow reply and end every open tunnel."""
        self.closing.set()
        self.shutdown()
        self.server_close()
        for tunnel in list(self._tunnels):
            with contextlib.suppress(OSError):
                tunnel.shutdown(socket.SHUT_RDWR)
        self._thread.join(_SECONDS_TO_CLOSE)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing when a client hangs up: tests cut connections on purpose."""


class _Tunnel(BaseHTTPRequestHandler):
    """The outer connection: one CONNECT, then TLS, then requests one after the other."""

    server: Proxy
    protocol_version = "HTTP/1.1"

    def do_CONNECT(self) -> None:
        """Open the tunnel and answer as its host until the client leaves."""
        host = self.path.partition(":")[0]
        self.connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        self.close_connection = True
        try:
            inner = server_context(host).wrap_socket(self.connection, server_side=True)
        except (ssl.SSLError, OSError):
            return
        self.server.opened(inner)
        try:
            _Host(inner, self.client_address, self.server, host)
        finally:
            self.server.closed(inner)
            with contextlib.suppress(OSError):
                inner.shutdown(socket.SHUT_RDWR)
            inner.close()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library gives the name
        """Write no log."""


class _Host(BaseHTTPRequestHandler):
    """The inner connection: plain HTTP/1.1 that answers for one host."""

    server: Proxy
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def __init__(self, connection: ssl.SSLSocket, address: object, server: Proxy, host: str) -> None:
        self.host = host
        super().__init__(connection, address, server)

    def _answer(self) -> None:
        """Read one request, ask what to say, say it."""
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(int(headers.get("content-length", "0")))
        reply = self.server.answer(Request(self.command, self.host, self.path, headers, body))
        if reply.seconds and self.server.closing.wait(reply.seconds):
            self.close_connection = True
            return
        if reply.ending is Ending.SILENT:
            self.close_connection = True
            return
        self._send(reply)

    def _send(self, reply: Reply) -> None:
        """Send a reply, or the half of one."""
        body = b"" if reply.status == 204 else reply.body
        cut = reply.ending is Ending.TRUNCATED
        self.close_connection = self.close_connection or reply.ending is not Ending.WHOLE
        self.send_response_only(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        if self.close_connection and not cut:
            self.send_header("connection", "close")
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if cut else body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library gives the name
        """Write no log."""


for _verb in ("GET", "POST", "PUT", "PATCH", "DELETE"):
    setattr(_Host, f"do_{_verb}", _Host._answer)
