"""Which processes play or record sound, asked of the sound server: PulseAudio or PipeWire.

This speaks just enough of PulseAudio's native protocol (pulsecore/protocol-native.c) to list
streams. A stream's name is often a title; like everything but the process and whether it is paused
it is skipped over as bytes and never becomes text.
"""

from __future__ import annotations

import os
import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.model.errors import Unsupported

_AUTH, _SET_CLIENT_NAME, _REPLY = 8, 9, 2
_SINK_INPUTS, _SOURCE_OUTPUTS = 30, 32
_VERSION = 32  # PulseAudio 7 and every PipeWire
_CONTROL = 0xFFFFFFFF
_COOKIE = 256
_PATIENCE_S = 0.5
_LARGEST = 1 << 20  # bytes of one answer: some thousand streams
# Values of one stream, in the order of the protocol from version 22 on.
_VALUES = 18
_MUTED, _PLAY_PROPERTIES, _PLAY_CORKED = 12, 13, 14
_RECORD_PROPERTIES, _RECORD_CORKED = 11, 12
# PipeWire knows the process from the socket; the other is the program's own word.
_PROCESS_KEYS = (b"pipewire.sec.pid", b"application.process.id")

# How many bytes follow a tag, for values of one size: numbers, times, volumes, a sample format,
# the two booleans, no text.
_FIXED = {
    **dict.fromkeys((b"0", b"1", b"N"), 0),
    **dict.fromkeys((b"L", b"V"), 4),
    **dict.fromkeys((b"U", b"R", b"r", b"T"), 8),
    b"B": 1,
    b"a": 6,
}


@dataclass(frozen=True, slots=True)
class Streams:
    """Processes that play aloud and processes that record, paused ones left out."""

    playing: frozenset[int]
    recording: frozenset[int]


def streams(path: str) -> Streams:
    """Ask the sound server behind a socket. Raises Unsupported when there is none or it is odd."""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM | socket.SOCK_CLOEXEC) as channel:
            channel.settimeout(_PATIENCE_S)
            channel.connect(path)
            _ask(channel, _AUTH, b"L" + struct.pack(">I", _VERSION) + _arbitrary(_cookie()))
            _ask(channel, _SET_CLIENT_NAME, b"P" + _property(b"application.name", b"luytre") + b"N")
            playing = _listed(_ask(channel, _SINK_INPUTS))
            recording = _listed(_ask(channel, _SOURCE_OUTPUTS))
    except (OSError, struct.error, ValueError, KeyError) as error:
        raise Unsupported(f"no sound server: {error}") from error
    aloud = (one for one in playing if one[_MUTED] is False and one[_PLAY_CORKED] is False)
    live = (one for one in recording if one[_RECORD_CORKED] is False)
    return Streams(
        frozenset(_process(one[_PLAY_PROPERTIES]) for one in aloud) - {0},
        frozenset(_process(one[_RECORD_PROPERTIES]) for one in live) - {0},
    )


def _ask(channel: socket.socket, command: int, arguments: bytes = b"") -> bytes:
    """Send a question; give what follows the answer's head. Raises ValueError for a refusal."""
    head = b"L" + struct.pack(">I", command) + b"L" + struct.pack(">I", command)
    packet = head + arguments
    channel.sendall(struct.pack(">IIIII", len(packet), _CONTROL, 0, 0, 0) + packet)
    while True:
        size, number, *_ = struct.unpack(">IIIII", _exactly(channel, 20))
        if size > _LARGEST:
            raise ValueError("an answer without end")
        data = _exactly(channel, size)
        if number != _CONTROL:
            continue
        kind, tag = struct.unpack(">xIxI", data[:10])
        if kind == _REPLY and tag == command:
            return data[10:]
        if tag == command:
            raise ValueError(f"question {command} was refused")


def _exactly(channel: socket.socket, size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        block = channel.recv(size - len(data))
        if not block:
            raise ValueError("it hung up")
        data += block
    return bytes(data)


def _listed(data: bytes) -> list[list[object]]:
    values = list(_values(data))
    return [values[at : at + _VALUES] for at in range(0, len(values), _VALUES)]


def _values(data: bytes) -> Iterator[object]:
    """Give the values of an answer: booleans and properties as they are, all others as None."""
    at = 0
    while at < len(data):
        tag = data[at : at + 1]
        at += 1
        if tag == b"P":
            properties, at = _properties(data, at)
            yield properties
        elif tag == b"f":  # a format: an encoding and properties of its own
            _, at = _properties(data, at + 3)
            yield None
        else:
            yield tag == b"1" if tag in (b"0", b"1") else None
            at += _length(tag, data, at)


def _length(tag: bytes, data: bytes, at: int) -> int:
    """Give how many bytes a value takes after its tag. Raises KeyError for an unknown one."""
    if tag == b"t":
        return data.index(b"\0", at) - at + 1
    if tag == b"x":
        return 4 + int(struct.unpack_from(">I", data, at)[0])
    if tag == b"m":
        return 1 + data[at]
    if tag == b"v":
        return 1 + 4 * data[at]
    return _FIXED[tag]


def _properties(data: bytes, at: int) -> tuple[dict[bytes, bytes], int]:
    """Read a list of properties, keeping those that name a process; give it and where it ends."""
    kept = {}
    while data[at : at + 1] == b"t":
        end = data.index(b"\0", at)
        key = data[at + 1 : end]
        (size,) = struct.unpack_from(">I", data, end + 7)
        start = end + 11  # past the zero byte, `L` and four bytes, `x` and four bytes
        if key in _PROCESS_KEYS:
            kept[key] = data[start : start + size]
        at = start + size
    if data[at : at + 1] != b"N":
        raise ValueError("properties without an end")
    return kept, at + 1


def _process(properties: object) -> int:
    if isinstance(properties, dict):
        for key in _PROCESS_KEYS:
            text = properties.get(key, b"").rstrip(b"\0")
            if text.isdigit() and len(text) < 10:
                return int(text)
    return 0


def _property(key: bytes, value: bytes) -> bytes:
    ended = value + b"\0"
    return b"t" + key + b"\0L" + struct.pack(">I", len(ended)) + _arbitrary(ended)


def _arbitrary(data: bytes) -> bytes:
    return b"x" + struct.pack(">I", len(data)) + data


def _cookie() -> bytes:
    """Give the user's secret for the sound server; one's own server goes by the user instead."""
    home = Path(os.path.expanduser("~"))
    for path in (home / ".config" / "pulse" / "cookie", home / ".pulse-cookie"):
        try:
            cookie = path.read_bytes()
        except OSError:
            continue
        if len(cookie) == _COOKIE:
            return cookie
    return bytes(_COOKIE)
