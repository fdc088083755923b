"""Memory on the disk: `open_store` gives the encrypted file as a `port.Memory`.

A failure says what failed and leaves things as they were; the same store stays usable, for reading
at once and for writing when the cause is gone. What cannot be healed by waiting (see the codes of
StoreDamaged) is for `salvage.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from app.model.action import Record
from app.model.errors import StoreDamaged
from app.model.moment import DAY
from app.model.span import DayTotal, Span
from app.model.web import SiteStop
from app.store import aside, chain, ledger, record, sites
from app.store.engine import Connection, connect, doing, writing
from app.store.export import Export, exported
from app.store.migrations import migrate
from app.store.port import (
    SPANS_DAYS_UNNAMED,
    TOTALS_DAYS,
    Line,
    PolicyText,
    VerifyResult,
    plain,
)
from app.store.spare import Spare, SpareFile


def open_store(path: Path, key: bytes) -> Store:
    """Open the store at path, creating it or bringing it to today's shape.

    key is 32 random bytes (keys.py). The folder must exist and be the caller's own. A store in a
    read-only place is opened for reading. Raises StoreDamaged.
    """
    connection = connect(path, key)
    try:
        migrate(connection)
        store = Store(path, connection, key)
        store.renew_spare()
    except BaseException:
        connection.close()
        raise
    return store


class Store:
    """The file, held by this process alone; see port.Memory for what each method promises."""

    def __init__(self, path: Path, connection: Connection, key: bytes) -> None:
        """Take over an open connection to a file of today's shape; use `open_store`."""
        self._path = path
        self._connection = connection
        self._chain_key = chain.key_of(key)
        self._spare = SpareFile(path, key)

    @property
    def read_only(self) -> bool:
        """Whether it was opened in a place where nothing can be written."""
        return bool(self._connection.readonly("main"))

    def close(self) -> None:
        """Move the WAL into the file and let go of it."""
        with doing("closing the store"):
            self._connection.close()

    # --- the guard's snapshot and the ledger ---------------------------------------------------

    def load_memory(self) -> bytes | None:
        """Give the guard's snapshot of the last `save`, or None."""
        with doing("reading the snapshot"):
            body: bytes | None = self._connection.execute("SELECT body FROM memory").get
        return body

    def save(
        self,
        memory: bytes,
        spans: Sequence[Span],
        totals: Sequence[DayTotal],
        stops: Sequence[SiteStop] = (),
    ) -> None:
        """Keep the snapshot, spans, totals and stopped sites: all of them or none."""
        with writing(self._connection, "saving"):
            self._put_memory(memory)
            ledger.put_spans(self._connection, spans)
            ledger.put_totals(self._connection, totals)
            sites.add(self._connection, stops)

    def spans(self, subject: str, from_ms: int, to_ms: int) -> tuple[Span, ...]:
        """Spans that have a part in [from_ms, to_ms), by start."""
        with doing("reading spans"):
            return ledger.read_spans(self._connection, subject, from_ms, to_ms)

    def totals(self, subject: str, first: date, last: date) -> tuple[DayTotal, ...]:
        """Totals of the days from first to last, both included, by day."""
        with doing("reading totals"):
            return ledger.read_totals(self._connection, subject, first, last)

    def stops(self, subject: str, first: date, last: date) -> tuple[SiteStop, ...]:
        """Stopped sites of the days from first to last, both included, by day and time."""
        with doing("reading stopped sites"):
            return sites.read(self._connection, subject, first, last)

    # --- policy and secrets --------------------------------------------------------------------

    def policy(self) -> PolicyText | None:
        """Give the newest version."""
        newest = self._policies(1)
        return newest[0] if newest else None

    def set_policy(self, toml: str, version: int, by: str, at_ms: int) -> None:
        """Keep a new version beside all earlier ones, and a second copy of it."""
        newest = self.policy()
        if newest is not None and version <= newest.version:
            raise ValueError(f"version {version} does not follow {newest.version}")
        policy = PolicyText(plain(toml), version, plain(by), at_ms)
        self._spare.prepare(Spare(policy, self._secrets()))
        with writing(self._connection, "setting the policy"):
            self._put_policy(policy)
        self._spare.publish()

    def policies(self) -> tuple[PolicyText, ...]:
        """Give every version, newest first."""
        return self._policies(-1)

    def secret(self, name: str) -> bytes | None:
        """Give what `set_secret` kept under this name."""
        return self._secrets().get(name)

    def set_secret(self, name: str, value: bytes | None) -> None:
        """Keep a value under a name, and a second copy of it; None deletes it."""
        secrets = self._secrets()
        if value is None:
            secrets.pop(name, None)
        else:
            secrets[name] = value
        self._spare.prepare(Spare(self.policy(), secrets))
        with writing(self._connection, "setting a secret"):
            self._put_secret(name, value)
        self._spare.publish()

    def take_over(self, spare: Spare) -> None:
        """Take the policy and the secrets of the second copy over: all of them or none.

        A secret that the copy does not have stays. The policy's version must be a new one.
        """
        with writing(self._connection, "restoring from the second copy"):
            if spare.policy is not None:
                self._put_policy(spare.policy)
            for name, value in spare.secrets.items():
                self._put_secret(name, value)
        self.renew_spare()

    def renew_spare(self) -> None:
        """Write the second copy again if it is not what the store holds: a power cut, a hand.

        An empty store leaves the copy alone, and so does one with an older policy: it may be what
        the store is about to be filled from (`salvage.py`).
        """
        wanted, known = Spare(self.policy(), self._secrets()), self._spare.read()
        if self.read_only or wanted == Spare() or known == wanted or known.newer_than(wanted):
            return
        # No room for a second copy must not keep the first one from being used; the next change
        # of policy or secret fails loudly if there is still none.
        with suppress(StoreDamaged):
            self._spare.prepare(wanted)
            self._spare.publish()

    # --- the record ----------------------------------------------------------------------------

    def append(self, at_ms: int, line: Record) -> int:
        """Add a line to the record and give its number, counted from 1."""
        with writing(self._connection, "writing the record"):
            return record.append(self._connection, self._chain_key, at_ms, line)

    def records(self, before: int, count: int) -> tuple[Line, ...]:
        """Give at most `count` lines with numbers below `before` (0: the newest), newest first."""
        with doing("reading the record"):
            return record.read_lines(self._connection, before, count)

    def verify(self) -> VerifyResult:
        """Check the whole record, and every page of the file."""
        try:
            with doing("verifying"):
                head = record.read_head(self._connection)
                rows = record.read_rows(self._connection)
                lines, problems = chain.check(self._chain_key, rows, head)
                if self._connection.execute("PRAGMA integrity_check(1)").get != "ok":
                    raise StoreDamaged("corrupt", "verifying")
        except StoreDamaged as damage:
            return VerifyResult(0, (f"store:{damage.code}",))
        return VerifyResult(lines, problems)

    # --- the two lives -------------------------------------------------------------------------

    def forget(
        self,
        today: date,
        now_ms: int,
        spans_days: Mapping[str, int],
        totals_days: int = TOTALS_DAYS,
    ) -> None:
        """Delete what has outlived its time: spans by subject, totals, contents of the record."""
        ends_ms = {subject: now_ms - days * DAY for subject, days in spans_days.items()}
        with writing(self._connection, "forgetting"):
            others_ms = now_ms - SPANS_DAYS_UNNAMED * DAY
            ledger.delete_spans_before(self._connection, ends_ms, others_ms)
            ledger.delete_totals_before(self._connection, today - timedelta(days=totals_days))
            self._forget_sites(today, spans_days, totals_days)
            record.blank_before(self._connection, now_ms - totals_days * DAY)
        self._leave_no_trace()
        aside.discard(self._path, min(ends_ms.values(), default=others_ms))

    def wipe(self, subject: str, memory: bytes | None = None) -> None:
        """Delete spans, totals, stops and the record's contents of a subject, or of all ("")."""
        with writing(self._connection, "wiping"):
            ledger.delete(self._connection, subject)
            sites.delete(self._connection, subject)
            record.blank_subject(self._connection, subject)
            if memory is not None:
                self._put_memory(memory)
        self._leave_no_trace()
        aside.discard(self._path)

    def export(self, subject: str) -> Export:
        """Give the rows kept about a subject ("": all): spans, totals, sites and record."""
        with doing("exporting"):
            spans, totals = ledger.everything(self._connection, subject)
            lines = record.lines_of(self._connection, subject)
            return exported(spans, totals, sites.everything(self._connection, subject), lines)

    def _forget_sites(self, today: date, days: Mapping[str, int], totals_days: int) -> None:
        first = {subject: today - timedelta(days=count) for subject, count in days.items()}
        others = today - timedelta(days=SPANS_DAYS_UNNAMED)
        sites.forget_names_before(self._connection, first, others)
        sites.delete_before(self._connection, today - timedelta(days=totals_days))

    # --- inside --------------------------------------------------------------------------------

    def _put_memory(self, memory: bytes) -> None:
        self._connection.execute("INSERT OR REPLACE INTO memory VALUES (1, ?)", (memory,))

    def _put_policy(self, policy: PolicyText) -> None:
        self._connection.execute(
            "INSERT INTO policies (version, toml, by, at_ms) VALUES (?, ?, ?, ?)",
            (policy.version, policy.toml, policy.by, policy.at_ms),
        )

    def _put_secret(self, name: str, value: bytes | None) -> None:
        self._connection.execute("DELETE FROM secrets WHERE name = ?", (name,))
        if value is not None:
            self._connection.execute("INSERT INTO secrets VALUES (?, ?)", (name, value))

    def _policies(self, count: int) -> tuple[PolicyText, ...]:
        with doing("reading the policy"):
            rows = self._connection.execute(
                "SELECT toml, version, by, at_ms FROM policies ORDER BY version DESC LIMIT ?",
                (count,),
            )
            return tuple(PolicyText(*row) for row in rows)

    def _secrets(self) -> dict[str, bytes]:
        with doing("reading a secret"):
            return dict(self._connection.execute("SELECT name, value FROM secrets"))

    def _leave_no_trace(self) -> None:
        """Empty the WAL: it still holds the pages as they were before the deletion."""
        with doing("emptying the journal"):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
