"""An example of a policy document in which every key stands once, with what it means above it.

It is written by the same hand as every other document, from the same schema: an example that lies
about the format cannot be made.
"""

from __future__ import annotations

from datetime import date

from app.api.policy_doc import parse
from app.api.policy_text import to_toml

_TODAY = date(2026, 11, 24)  # fixed, so that the example stays the same as its people grow
_FAMILY = """
schema = 1
zone = "Asia/Ho_Chi_Minh"

[[child]]
id = "minh"
name = "Minh"
accounts = ["minh"]
birth = 2016-03-02
grace_seconds = 90
week_minutes = { minutes = 600, soft = true }
unknown_app = "ask"
seen_as = "13-15"
breaks = { every = 30, length = 5, tip_only = true }

[child.web]
on = true
unknown = "ask"
safe_search = true
youtube = "strict"
lookalikes = "warn"
schools = ["kimdong.edu.vn"]

[child.web.sites]
"gcompris.net" = "allow"
"truyen.example" = { verdict = "allow", until = 2026-11-29T20:00:00 }
"thuvien.example" = { verdict = "allow", wrong_list = true }

[child.web.services]
youtube = "ask"
roblox = { verdict = "allow", until = 2026-11-29T21:30:00 }

[child.web.categories]
shopping = "block"

[child.week]
all = { bedtime = "20:30-06:00" }
schoolday = { minutes = 60, hours = ["06:00-07:00", "16:30-20:30"] }
weekend = { minutes = 120, one_game = 45, all_games = 90, curfew = "20:00-06:00", soft = false }
wed = { minutes = { minutes = 90, soft = true } }

[[child.holiday]]
name = "Tết 2027"
first = 2027-02-03
last = 2027-02-12
minutes = 150
bedtime = "22:00-07:00"

[child.apps]
minecraft = { match = ["minecraft", "launcher:minecraft"], role = "game", minutes = 45 }
gcompris = { match = ["desktop:org.kde.gcompris"], name = "GCompris", role = "learning" }
youtube = { match = ["desktop:youtube"], minutes = 30 }
vlc = {}
chat = { match = ["path:/opt/chat/chat"], verdict = "ask" }

[child.groups]
video = { name = "Phim và video", apps = ["youtube", "vlc"], minutes = 45 }

[[child]]
id = "lan"
name = "Lan"
accounts = ["lan"]
birth_year = 2009

[[seat]]
id = "lab-01"
name = "Phòng máy 1, máy 01"
accounts = ["lab01"]
bracket = "7-12"
cleared_on = 2027-05-31
week.all.hours = ["07:00-11:30", "13:00-17:00"]
"""


def example() -> str:
    """Give the commented example, `docs/policy-example.toml`."""
    return to_toml(parse(_FAMILY, today=_TODAY))
