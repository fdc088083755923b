"""A publisher of lists on loopback: real TLS, real HTTP, and every way in which one misbehaves."""

from __future__ import annotations

import datetime
import gzip
import ipaddress
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class Page:
    """What is published at one path.

    behaviour: `` plain; `gzip` packed for the way; `bomb` packed zeros of `size` bytes; `cut` ends
    early; `cut_chunks` ends early without a length; `drip` a byte now and then; `silent` nothing.
    """

    content: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    etag: str = ""
    behaviour: str = ""
    size: int = 0


@dataclass
class Publisher:
    """A running publisher. asked holds (path, If-None-Match) of every request."""

    port: int
    ca: Path
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    scheme: str = "https"

    def address(self, path: str) -> str:
        """Give the address of a path."""
        return f"{self.scheme}://localhost:{self.port}{path}"


@dataclass(frozen=True)
class Certificates:
    """Files made once a test run: whom to believe, and what publishers show."""

    ca: Path
    good: Path
    other_name: Path
    unknown: Path
    expired: Path


def certificates(folder: Path) -> Certificates:
    """Make an authority and the certificates of an honest publisher and of three others."""
    ca_key, ca = _signed("test authority", None, None)
    stranger_key, stranger = _signed("a stranger", None, None)
    (folder / "ca.pem").write_bytes(ca.public_bytes(serialization.Encoding.PEM))
    made = {}
    for name, host, days, signer in (
        ("good", "localhost", 2, (ca_key, ca)),
        ("other_name", "example.org", 2, (ca_key, ca)),
        ("unknown", "localhost", 2, (stranger_key, stranger)),
        ("expired", "localhost", -1, (ca_key, ca)),
    ):
        key, certificate = _signed(host, *signer, days=days)
        made[name] = folder / f"{name}.pem"
        made[name].write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            + certificate.public_bytes(serialization.Encoding.PEM)
        )
    return Certificates(folder / "ca.pem", **made)


def _signed(
    host: str,
    signer_key: ec.EllipticCurvePrivateKey | None,
    signer: x509.Certificate | None,
    *,
    days: int = 2,
) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.datetime.now(datetime.UTC)
    issuer_key = signer_key or key
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(signer.subject if signer else name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=3))
        .not_valid_after(now + datetime.timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=signer is None, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()),
            critical=False,
        )
    )
    if signer:
        names = [x509.DNSName(host), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
        builder = builder.add_extension(
            x509.SubjectAlternativeName(names[: 1 + (host == "localhost")]), critical=False
        )
    return key, builder.sign(issuer_key, hashes.SHA256())


@contextmanager
def publishing(shown: Path | None, ca: Path) -> Iterator[Publisher]:
    """Serve until left, with the certificate `shown`, or without TLS."""
    publisher = Publisher(0, ca, scheme="https" if shown else "http")

    class Handler(_Handler):
        serves = publisher

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign] # a client that leaves
    if shown:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(shown)
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    publisher.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield publisher
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    serves: Publisher
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        asked = self.headers.get("If-None-Match", "")
        self.serves.asked.append((self.path, asked))
        page = self.serves.pages.get(self.path, Page(status=404))
        self.close_connection = True
        if page.etag and asked == page.etag:
            self.send_response(304)
            self.end_headers()
            return
        self.send_response(page.status)
        headers = {"Content-Type": "text/plain", **page.headers}
        if page.etag:
            headers["ETag"] = page.etag
        getattr(self, f"_{page.behaviour or 'plain'}")(page, headers)

    def _head(self, headers: dict[str, str]) -> None:
        for key, value in headers.items():
            self.send_header(key, value)
        self.end_headers()

    def _plain(self, page: Page, headers: dict[str, str]) -> None:
        self._head({"Content-Length": str(len(page.content)), **headers})
        self.wfile.write(page.content)

    def _gzip(self, page: Page, headers: dict[str, str]) -> None:
        packed = gzip.compress(page.content)
        self._head({**headers, "Content-Encoding": "gzip", "Content-Length": str(len(packed))})
        self.wfile.write(packed)

    def _bomb(self, page: Page, headers: dict[str, str]) -> None:
        packed = gzip.compress(bytes(page.size))
        self._head({**headers, "Content-Encoding": "gzip", "Content-Length": str(len(packed))})
        self.wfile.write(packed)

    def _cut(self, page: Page, headers: dict[str, str]) -> None:
        self._head({**headers, "Content-Length": str(2 * len(page.content))})
        self.wfile.write(page.content)

    def _cut_chunks(self, page: Page, headers: dict[str, str]) -> None:
        self._head({**headers, "Transfer-Encoding": "chunked"})
        self.wfile.write(b"%x\r\n%s\r\n" % (len(page.content), page.content))

    def _endless(self, page: Page, headers: dict[str, str]) -> None:
        """Send the content again and again, without ever saying how long it is."""
        self._head({**headers, "Connection": "close"})
        while True:
            self.wfile.write(page.content)

    def _drip(self, page: Page, headers: dict[str, str]) -> None:
        self._head({**headers, "Content-Length": str(len(page.content))})
        for byte in page.content:
            self.wfile.write(bytes((byte,)))
            self.wfile.flush()
            time.sleep(0.05)

    def _silent(self, page: Page, headers: dict[str, str]) -> None:
        time.sleep(1)
