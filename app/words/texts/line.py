"""The command line in people's words: states, answers, refusals."""

from __future__ import annotations

from app.words.texts import Texts

TEXTS: Texts = {
    "line.screen.0": {"parent": ("mở", "open")},
    "line.screen.1": {"parent": ("chỉ học", "learning only")},
    "line.screen.2": {"parent": ("đóng", "closed")},
    "line.verdict.allow": {"parent": ("được dùng", "allowed")},
    "line.verdict.tip": {"parent": ("nhắc nhẹ", "tip")},
    "line.verdict.warn": {"parent": ("nhắc", "warn")},
    "line.verdict.ask": {"parent": ("hỏi trước", "ask")},
    "line.verdict.wait": {"parent": ("chờ", "wait")},
    "line.verdict.block": {"parent": ("đóng", "block")},
    "line.status": {
        "parent": (
            "{name}: {screen}, đã dùng {used}, còn {left}",
            "{name}: {screen}, {used} used, {left} left",
        ),
    },
    "line.status.free": {
        "parent": (
            "{name}: {screen}, đã dùng {used}, không giới hạn",
            "{name}: {screen}, {used} used, no limit",
        ),
    },
    "line.status.none": {"parent": ("Chưa có con nào được thêm.", "No child has been added yet.")},
    # One child each in the line that systemctl shows; {when} is a time, {what} one of next.*
    "line.now": {"parent": ("{name}: {screen}", "{name}: {screen}")},
    "line.now.next": {
        "parent": ("{name}: {screen} ({when} {what})", "{name}: {screen} ({when} {what})"),
    },
    "line.explain": {"parent": ("{verdict}: {why}", "{verdict}: {why}")},
    "line.explain.setting": {
        "parent": ("Quy tắc: {setting} ({origin})", "Setting: {setting} ({origin})")
    },
    "line.explain.also": {"parent": ("Cũng có: {why}", "Also: {why}")},
    "line.granted": {"parent": ("Đã cho {name} thêm {minutes}.", "Gave {name} {minutes} more.")},
    "line.paused": {"parent": ("Đã tạm dừng máy của {name}.", "Paused {name}'s PC.")},
    "line.locked": {"parent": ("Đã đóng máy của {name}.", "Closed {name}'s PC.")},
    "line.resumed": {"parent": ("Máy của {name} đã mở lại.", "{name}'s PC is open again.")},
    "line.password": {"parent": ("Mật khẩu của bố mẹ: ", "Parent's password: ")},
    "line.tty.closed": {
        "0-6": ("Máy đang nghỉ.", "The PC rests."),
        "7-12": (
            "Máy đang nghỉ. {why} Em cần giúp thì gọi 111.",
            "The PC rests. {why} If you need help, call 111.",
        ),
        "13+": (
            "Máy đang đóng. {why} Phiên này kết thúc sau {left}. Cần giúp: 111.",
            "The PC is closed. {why} This log-in ends in {left}. Need help: 111.",
        ),
    },
    # Warnings on a terminal whose log-in is going to be ended: nothing stays open there.
    "line.tty.warn": {
        "0-6": ("Con chơi {spoken} nhé.", "{spoken}."),
        "7-12": (
            "Còn {left}. Em lưu lại nhé, {at} máy nghỉ.",
            "{left} left. Save your work, the PC rests at {at}.",
        ),
        "13+": (
            "Còn {left}. {at} phiên này kết thúc: lưu bài trước nhé.",
            "{left} left. This log-in ends at {at}: save your work before.",
        ),
    },
    "line.tty.grace": {
        "0-6": ("Mình nghỉ thôi nào.", "Let us rest now."),
        "7-12": ("Em lưu lại nhé. Còn {left} nữa máy nghỉ.", "Save now. The PC rests in {left}."),
        "13+": (
            "Lưu bài nhé. Còn {left} nữa phiên này kết thúc.",
            "Save your work. This log-in ends in {left}.",
        ),
    },
    "line.error.no_service": {
        "parent": (
            "Lũy Tre chưa chạy. Khởi động bằng: sudo ./run",
            "Lũy Tre is not running. Start it with: sudo ./run",
        ),
    },
    "line.error.not_parent": {
        "parent": ("Việc này cần mật khẩu của bố mẹ.", "This needs the parent's password."),
    },
    "line.error.rate": {
        "parent": ("Thử quá nhiều lần, chờ {left}.", "Too many tries, wait {left}.")
    },
    "line.error.unknown_child": {
        "parent": (
            "Không có con tên {name}. Có: {known}.",
            "There is no child {name}. Known: {known}.",
        ),
    },
    "line.error.policy": {
        "parent": (
            "Chính sách chưa đúng ở {field}: {problem}",
            "The policy is wrong at {field}: {problem}",
        ),
    },
    "line.error.kept": {
        "parent": ("Chính sách cũ vẫn có hiệu lực.", "The last good policy stays in force."),
    },
    "line.error.unsupported": {
        "parent": ("Máy này không làm được: {what}", "This PC cannot do that: {what}"),
    },
}
