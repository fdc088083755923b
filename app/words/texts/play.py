"""A played day (`luytre simulate`) as a parent reads it: what happened, what the guard did."""

from __future__ import annotations

from app.words.texts import Texts

TEXTS: Texts = {
    # --- what the story says ---
    "play.do.login": {"parent": ("{who} đăng nhập ({kind})", "{who} logs in ({kind})")},
    "play.do.logout": {"parent": ("{who} đăng xuất", "{who} logs out")},
    "play.do.front": {"parent": ("{who} mở {app}", "{who} opens {app}")},
    "play.do.front.none": {
        "parent": ("Màn hình trống, không có gì phía trước", "Nothing is in front")
    },
    "play.do.running": {"parent": ("Đang chạy: {apps}", "Running: {apps}")},
    "play.do.using": {"parent": ("{who} dùng chuột, bàn phím", "{who} uses mouse and keyboard")},
    "play.do.idle": {
        "parent": ("{who} không chạm vào máy nữa", "{who} does not touch the PC any more")
    },
    "play.do.awake": {"parent": ("Máy vẫn bận: {reasons}", "Still in use: {reasons}")},
    "play.do.awake.none": {
        "parent": ("Không còn gì giữ máy thức", "Nothing keeps the PC awake any more")
    },
    "play.do.lock": {"parent": ("{who} khóa màn hình", "{who} locks the screen")},
    "play.do.unlock": {"parent": ("{who} mở khóa màn hình", "{who} unlocks the screen")},
    "play.do.switch_away": {
        "parent": ("Chuyển sang người dùng khác", "Somebody else takes the screen")
    },
    "play.do.switch_back": {"parent": ("Trở lại phiên của {who}", "Back to {who}'s session")},
    "play.do.suspend": {"parent": ("Máy ngủ", "The PC goes to sleep")},
    "play.do.resume": {"parent": ("Máy thức dậy", "The PC wakes up")},
    "play.do.power_off": {"parent": ("Tắt máy", "The PC is switched off")},
    "play.do.power_cut": {"parent": ("Mất điện", "The power is cut")},
    "play.do.power_on": {"parent": ("Bật máy", "The PC is switched on")},
    "play.do.clock": {"parent": ("Đồng hồ máy bị chỉnh {by}", "The PC's clock is moved by {by}")},
    "play.do.zone": {"parent": ("Múi giờ của máy: {zone}", "The PC's zone: {zone}")},
    "play.do.sync": {
        "parent": ("Đồng hồ được chỉnh theo mạng", "A time service puts the clock right")
    },
    "play.do.confirm_date": {
        "parent": ("Bố mẹ xác nhận ngày", "The parent confirms the date"),
    },
    "play.do.grant": {
        "parent": ("Bố mẹ cho {who} thêm {minutes}", "The parent gives {who} {minutes} more"),
    },
    "play.do.grant.app": {
        "parent": (
            "Bố mẹ cho {who} thêm {minutes} với {app}",
            "The parent gives {who} {minutes} more of {app}",
        ),
    },
    "play.do.grant.bonus": {
        "parent": (
            "Bố mẹ thưởng {who} {minutes} hôm nay",
            "The parent adds {minutes} to {who}'s day",
        ),
    },
    "play.do.pause": {
        "parent": ("Bố mẹ tạm dừng máy của {who}", "The parent pauses {who}'s PC"),
    },
    "play.do.lock_now": {
        "parent": ("Bố mẹ đóng máy của {who}", "The parent closes {who}'s PC"),
    },
    "play.do.let_go": {
        "parent": ("Bố mẹ cho {who} dùng tiếp", "The parent lets {who} go on"),
    },
    "play.do.ask": {"parent": ("{who} xin ({kind})", "{who} asks ({kind})")},
    "play.do.answer": {"parent": ("Bố mẹ trả lời: {answer}", "The parent answers: {answer}")},
    "play.answer.yes": {"parent": ("đồng ý", "yes")},
    "play.answer.no": {"parent": ("chưa được", "not this time")},
    "play.do.take_back": {"parent": ("{who} rút lại lời xin", "{who} takes the request back")},
    "play.do.agent_lost": {
        "parent": (
            "Phần chạy trong phiên của {who} bị tắt",
            "The part in {who}'s session is stopped",
        ),
    },
    "play.do.agent_back": {
        "parent": (
            "Phần chạy trong phiên của {who} chạy lại",
            "The part in {who}'s session runs again",
        ),
    },
    "play.do.restart": {"parent": ("Lũy Tre khởi động lại", "Lũy Tre is restarted")},
    "play.do.crash": {"parent": ("Lũy Tre bị ngắt đột ngột", "Lũy Tre is killed")},
    "play.do.told": {
        "parent": (
            "{who} đọc trang giới thiệu",
            "{who} reads the first page",
        ),
    },
    "play.do.policy": {"parent": ("Bố mẹ đổi quy tắc", "The parent changes the rules")},
    # --- what the guard does ---
    "play.tip": {"parent": ("nhắc nhẹ: còn {left}", "tip: {left} left")},
    "play.tip.app": {"parent": ("nhắc nhẹ: {app} còn {left}", "tip: {left} of {app} left")},
    "play.tip.over": {
        "parent": ("nhắc nhẹ: đã đến mức, máy không khóa", "tip: the level is reached, no lock")
    },
    "play.warn": {"parent": ("nhắc: còn {left}", "warning: {left} left")},
    "play.warn.app": {"parent": ("nhắc: {app} còn {left}", "warning: {left} of {app} left")},
    "play.grace": {"parent": ("còn {left} để lưu bài", "{left} to save")},
    "play.grace.app": {"parent": ("{app}: còn {left} để lưu bài", "{app}: {left} to save")},
    "play.closed": {"parent": ("báo: máy đóng", "told: the PC is closed")},
    "play.learning": {"parent": ("báo: chỉ còn học", "told: learning only")},
    "play.opened": {"parent": ("báo: máy mở", "told: the PC is open")},
    "play.game_time": {
        "parent": (
            "thông báo của luật sau {left} chơi game",
            "the law's notice after {left} of games",
        ),
    },
    "play.break": {"parent": ("mời nghỉ mắt {left}", "asked to rest for {left}")},
    "play.break_over": {"parent": ("hết giờ nghỉ mắt", "the rest is over")},
    "play.app_held": {"parent": ("báo: {app} tạm giữ", "told: {app} is held")},
    "play.app_free": {"parent": ("báo: {app} dùng tiếp được", "told: {app} is free again")},
    "play.rules_changed": {"parent": ("báo: quy tắc đã đổi", "told: the rules changed")},
    "play.bracket_ahead": {
        "parent": (
            "báo trước một tuần: sắp sang lứa tuổi mới",
            "told a week ahead: a new bracket is coming",
        ),
    },
    "play.answered": {"parent": ("báo: đã có trả lời", "told: there is an answer")},
    "play.screen.open": {"parent": ("MÁY MỞ", "OPEN")},
    "play.screen.learning": {"parent": ("CHỈ HỌC", "LEARNING ONLY")},
    "play.screen.closed": {"parent": ("MÁY ĐÓNG", "CLOSED")},
    "play.hold": {"parent": ("TẠM GIỮ {app}", "HOLD {app}")},
    "play.free": {"parent": ("THẢ {app}", "FREE {app}")},
    "play.record": {"parent": ("ghi sổ: {line}", "record: {line}")},
    "play.record.news": {
        "parent": ("ghi sổ, báo bố mẹ: {line}", "record, the parent is told: {line}"),
    },
    "play.decision": {"parent": ("quyết định: {verdict}. {why}", "decision: {verdict}. {why}")},
    "play.decision.app": {
        "parent": (
            "quyết định về {app}: {verdict}. {why}",
            "decision on {app}: {verdict}. {why}",
        ),
    },
    "play.trusted": {"parent": ("(Lũy Tre tin là {when})", "(Lũy Tre takes it for {when})")},
    "play.note.no_session": {
        "parent": ("phiên này đã bị đóng", "that session has been ended"),
    },
    "play.note.locked_again": {
        "parent": ("khóa lại ngay vì máy đang đóng", "locked again at once: the PC is closed"),
    },
    # --- what was charged ---
    "play.charged": {"parent": ("Đã tính", "Charged")},
    "play.charged.leisure": {"parent": ("giải trí", "leisure")},
    "play.charged.game": {"parent": ("trong đó trò chơi", "of it games")},
    "play.charged.learning": {"parent": ("học (không trừ giờ)", "learning (free of charge)")},
    "play.charged.unseen": {"parent": ("(không thấy được)", "(not seen)")},
    "play.end": {"parent": ("Cuối cùng: {screen}. {why}", "In the end: {screen}. {why}")},
    "play.checked": {"parent": ("Đúng như mong đợi.", "All is as expected.")},
}
