"""The report equals what was really in front."""

import time
from datetime import datetime
from zoneinfo import ZoneInfo

from app.api import parent as api
from tests.journeys.rig import Rig, until


def test_what_was_in_front_is_what_is_reported(pc: Rig) -> None:
    """Two programs take turns; each is reported within two hundredths of its time in front."""
    pc.start()
    pc.rule('[child.apps.calc]\nmatch = ["xcalc"]\nrole = "game"\n')
    pc.log_in()
    calc = pc.program("xcalc")
    logo = pc.program("xlogo")
    pc.focus(logo)
    until(lambda: pc.card().front_name == "xlogo", 10)
    began = pc.card()
    start = time.monotonic()
    real = {"calc": 0.0, "logo": 0.0}
    for _ in range(3):
        for name, pid, seconds in (("calc", calc, 7.0), ("logo", logo, 5.0)):
            pc.focus(pid)
            since = time.monotonic()
            time.sleep(seconds)
            real[name] += time.monotonic() - since
    pc.focus(logo)
    whole = time.monotonic() - start
    after = pc.card()
    counted = (after.used_ms - began.used_ms) / 1000
    assert abs(counted - whole) <= 0.02 * whole + 0.1, (counted, whole)
    games = (after.game_ms - began.game_ms) / 1000
    assert abs(games - real["calc"]) <= 0.02 * whole + 0.1, (games, real)

    today = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date().isoformat()
    report = pc.ask(api.ReportQ("minh", today, today))
    assert isinstance(report, api.Report)
    rows = {row.app: row for row in report.rows}
    assert rows["calc"].charge == "game"
    assert abs(rows["calc"].used_ms / 1000 - real["calc"]) <= 0.02 * whole + 0.1
    # What was used before the first page was read counts, and is told of no program.
    untold = after.used_ms - sum(row.used_ms for row in report.rows)
    assert 0 <= untold < 2_000
    print(f"counted {counted:.2f} of {whole:.2f} s, games {games:.2f} of {real['calc']:.2f} s")
