"""Whose work Lũy Tre stands on: what is shipped beside it, and under which licence.

A test holds this list against requirements/run.txt, so that nothing is shipped unnamed.
"""

from __future__ import annotations

OWN = "GPL-3.0-or-later"
FONT = ("Noto Sans", "OFL-1.1")
LICENCES: dict[str, str] = {
    "apsw-sqlite3mc": "Public domain / MIT",
    "backports-tarfile": "MIT",
    "certifi": "MPL-2.0",
    "cffi": "MIT-0",
    "charset-normalizer": "MIT",
    "cryptography": "Apache-2.0 / BSD-3-Clause",
    "darkdetect": "BSD-3-Clause",
    "dnspython": "ISC",
    "idna": "BSD-3-Clause",
    "importlib-metadata": "Apache-2.0",
    "jaraco-classes": "MIT",
    "jaraco-context": "MIT",
    "jaraco-functools": "MIT",
    "jeepney": "MIT",
    "keyring": "MIT",
    "lazy-importer": "Apache-2.0",
    "more-itertools": "MIT",
    "msgspec": "BSD-3-Clause",
    "psutil": "BSD-3-Clause",
    "publicsuffixlist": "MPL-2.0",
    "pycparser": "BSD-3-Clause",
    "pyside6-essentials": "LGPL-3.0 / GPL-3.0",
    "pyside6-fluent-widgets": "GPL-3.0",
    "pysidesix-frameless-window": "LGPL-3.0",
    "python-xlib": "LGPL-2.1-or-later",
    "pywin32-ctypes": "BSD-3-Clause",
    "requests": "Apache-2.0",
    "secretstorage": "BSD-3-Clause",
    "segno": "BSD-3-Clause",
    "shiboken6": "LGPL-3.0 / GPL-3.0",
    "six": "MIT",
    "tomli-w": "MIT",
    "tzdata": "Apache-2.0",
    "urllib3": "MIT",
    "xxhash": "BSD-2-Clause",
    "zipp": "MIT",
}
