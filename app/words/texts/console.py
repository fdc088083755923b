"""Texts of the parent's window: its frame, what is said of each child today, answers and refusals.

What reads a day, a request or a limit in words stands here too; set-up has its own file, and so
have the other pages.
"""

from __future__ import annotations

from app.words.texts import Texts

TEXTS: Texts = {
    "console.title": {"parent": ("Lũy Tre", "Lũy Tre")},
    "console.running": {"parent": ("Quy tắc đang chạy", "Rules are running")},
    "console.running.none": {"parent": ("Chưa có quy tắc", "No rules yet")},
    "console.running.advice": {"parent": ("Chỉ nhắc, không khóa", "Reminders only")},
    "console.children": {"parent": ("{count} con · máy này", "{count} children · this PC")},
    "console.children.one": {"parent": ("1 con · máy này", "1 child · this PC")},
    "console.children.none": {"parent": ("chưa thêm con nào", "no child added yet")},
    "console.nav.today": {"parent": ("Hôm nay", "Today")},
    "console.nav.rules": {"parent": ("Quy tắc", "Rules")},
    "console.nav.week": {"parent": ("Tuần", "Week")},
    "console.nav.record": {"parent": ("Sổ ghi", "Record")},
    "console.nav.settings": {"parent": ("Cài đặt", "Settings")},
    "console.nav.help": {"parent": ("Hướng dẫn", "Guide")},
    "console.close": {"parent": ("Đóng", "Close")},
    "console.cancel": {"parent": ("Thôi", "Cancel")},
    "console.now": {"parent": ("vừa xong", "just now")},
    "console.ago": {"parent": ("{minutes} phút trước", "{minutes} min ago")},
    # --- requests ---------------------------------------------------------------------------------
    "console.requests": {"parent": ("Chờ bạn trả lời", "Waiting for you")},
    "console.requests.due": {
        "parent": (
            "Con mong có câu trả lời trong 48 giờ",
            "Your child expects an answer within 48 hours",
        ),
    },
    "console.requests.none": {
        "parent": ("Không có lời xin nào đang chờ.", "No request is waiting."),
    },
    "console.quote": {"parent": ("“{words}”", "“{words}”")},
    "console.asks.time": {"parent": ("xin thêm {minutes}", "asks for {minutes} more")},
    "console.asks.app": {"parent": ("xin mở {about}", "asks to open {about}")},
    "console.asks.unfair": {
        "parent": ("thấy chưa hợp lý: {about}", "finds this unfair: {about}"),
    },
    "console.yes.time": {"parent": ("Cho {minutes}", "Give {minutes}")},
    "console.yes.app": {"parent": ("Cho mở {minutes}", "Allow {minutes}")},
    "console.yes.unfair": {"parent": ("Mình sẽ xem lại", "I will look at it")},
    "console.yes.word": {"parent": ("Đồng ý, kèm lời nhắn…", "Yes, with a note…")},
    "console.yes.name": {"parent": ("{name}: {said}", "{name}: {said}")},
    "console.no": {"parent": ("Không, nhắn lại…", "No, with a note…")},
    "console.more": {"parent": ("Câu trả lời khác cho {name}", "Other answers for {name}")},
    "console.word.title": {"parent": ("Nhắn lại cho {name}", "A note for {name}")},
    "console.word.field": {"parent": ("Lời nhắn cho con", "A note for your child")},
    "console.word.send": {"parent": ("Gửi câu trả lời", "Send the answer")},
    "console.word.no": {
        "parent": (
            "Con đọc được ngay, kèm câu trả lời “chưa được”.",
            "Your child reads it at once, with the answer “not this time”.",
        ),
    },
    "console.word.no.0": {"parent": ("Ăn cơm đã nhé", "Dinner first")},
    "console.word.no.1": {"parent": ("Mai con chơi tiếp", "Go on tomorrow")},
    "console.word.no.2": {"parent": ("Con học xong chưa?", "Homework done?")},
    "console.word.yes": {
        "parent": (
            "Con đọc được ngay, kèm câu trả lời “đồng ý”.",
            "Your child reads it at once, with the answer “yes”.",
        ),
    },
    "console.word.yes.0": {"parent": ("Chơi vui nhé", "Have fun")},
    "console.word.yes.1": {"parent": ("Nhớ nghỉ mắt nhé", "Rest your eyes too")},
    "console.word.yes.2": {"parent": ("Xong rồi ăn cơm nhé", "Then dinner")},
    "console.setting.minutes": {"parent": ("giờ giải trí mỗi ngày", "leisure minutes a day")},
    "console.setting.week_minutes": {
        "parent": ("giờ giải trí mỗi tuần", "leisure minutes a week"),
    },
    "console.setting.bedtime": {"parent": ("giờ tắt máy buổi tối", "bedtime")},
    "console.setting.hours": {"parent": ("khung giờ dùng máy", "hours of use")},
    "console.setting.one_game": {"parent": ("giờ cho mỗi trò chơi", "time for each game")},
    "console.setting.all_games": {"parent": ("giờ cho mọi trò chơi", "time for all games")},
    "console.setting.curfew": {"parent": ("giờ không chơi game", "hours without games")},
    "console.setting.breaks": {"parent": ("giờ nghỉ mắt", "eye breaks")},
    "console.setting.unknown_app": {"parent": ("phần mềm lạ", "unknown programs")},
    # --- a child's card ---------------------------------------------------------------------------
    "console.age": {"parent": ("{age} tuổi · nhóm {group}", "{age} years · bracket {group}")},
    "console.seat": {"parent": ("chỗ ngồi · nhóm {group}", "seat · bracket {group}")},
    "console.adult": {"parent": ("đủ 18 tuổi, Lũy Tre đã tắt", "18, Lũy Tre is off")},
    "console.closed.lock_now": {"parent": ("Đang khóa", "Locked")},
    "console.closed.pause": {"parent": ("Đang tạm dừng", "Paused")},
    "console.closed.bedtime": {"parent": ("Giờ ngủ", "Bedtime")},
    "console.closed.hours": {"parent": ("Ngoài giờ", "Outside the hours")},
    "console.closed.break": {"parent": ("Nghỉ mắt", "Eye break")},
    "console.closed.day_budget": {"parent": ("Hết giờ hôm nay", "Today's time is used")},
    "console.closed.week_budget": {"parent": ("Hết giờ tuần này", "This week's time is used")},
    "console.closed.agent_lost": {"parent": ("Đóng vì bị can thiệp", "Closed, interference")},
    "console.closed.other": {"parent": ("Đang đóng", "Closed")},
    "console.away": {"parent": ("Không dùng máy", "Not at the PC")},
    "console.learning_only": {"parent": ("Chỉ còn học", "Study only")},
    "console.playing": {"parent": ("Đang chơi", "Playing")},
    "console.learning": {"parent": ("Đang học · không tính giờ", "Learning · not counted")},
    "console.uncharged": {"parent": ("Đang rời tay", "Hands off just now")},
    "console.in_use": {"parent": ("Đang dùng máy", "Using the PC")},
    "console.ring.left": {"parent": ("phút còn lại", "min left")},
    "console.ring.one": {"parent": ("phút còn lại", "min left")},
    "console.ring.used": {"parent": ("phút đã dùng", "min used")},
    "console.ring.here": {"parent": ("đang dùng máy", "using the PC")},
    "console.ring.away": {"parent": ("không dùng máy", "not at the PC")},
    "console.ring.name": {"parent": ("{name} {unit}", "{name}: {unit}")},
    "console.fact.front": {"parent": ("Đang mở", "In front now")},
    "console.fact.now": {"parent": ("Lúc này", "Right now")},
    "console.fact.next": {"parent": ("Sắp tới", "Next")},
    "console.fact.why": {"parent": ("Vì sao", "Why")},
    "console.fact.unseen": {
        "parent": (
            "Đang mở gì thì ở tuổi này chỉ con biết",
            "Only your child knows what is open",
        ),
    },
    "console.front.used": {"parent": ("{used} hôm nay", "{used} today")},
    "console.front.limit": {
        "parent": ("{used} hôm nay, tối đa {most}", "{used} today, at most {most}"),
    },
    "console.front.learning": {"parent": ("học, không trừ giờ", "study, free of charge")},
    "console.next.none": {"parent": ("Không có thay đổi nào", "No change ahead")},
    "console.next.change": {"parent": ("{when} có thay đổi", "{when} a change")},
    "console.next.bedtime": {"parent": ("{when} khóa máy, đến giờ ngủ", "{when} lock, bedtime")},
    "console.next.hours_end": {"parent": ("{when} hết khung giờ", "{when} hours end")},
    "console.next.opens": {"parent": ("{when} máy mở lại", "{when} the PC opens")},
    "console.next.new_day": {"parent": ("{when} có giờ mới", "{when} new minutes")},
    "console.next.game_curfew": {"parent": ("{when} trò chơi nghỉ", "{when} games rest")},
    "console.next.games_open": {"parent": ("{when} được chơi game lại", "{when} games open")},
    "console.next.break": {"parent": ("{when} nghỉ mắt", "{when} eye break")},
    "console.next.break_over": {"parent": ("{when} hết giờ nghỉ mắt", "{when} break ends")},
    "console.next.pause_over": {"parent": ("{when} hết tạm dừng", "{when} pause ends")},
    "console.next.budget_over": {"parent": ("{when} hết giờ giải trí", "{when} leisure ends")},
    "console.next.grant_over": {
        "parent": ("{when} hết giờ được thêm", "{when} extra time ends"),
    },
    "console.used": {
        "parent": ("Đã dùng {used} trên {budget}", "{used} of {budget} used"),
    },
    "console.used.free": {"parent": ("Đã dùng {used}", "{used} used")},
    "console.legend.game": {"parent": ("Chơi {minutes}", "Games {minutes}")},
    "console.legend.leisure": {"parent": ("Giải trí {minutes}", "Leisure {minutes}")},
    "console.legend.learning": {"parent": ("Học {minutes}", "Study {minutes}")},
    "console.ribbon.game": {"parent": ("chơi {minutes}", "games {minutes}")},
    "console.ribbon.leisure": {"parent": ("giải trí {minutes}", "leisure {minutes}")},
    "console.ribbon.learning": {"parent": ("học {minutes}", "study {minutes}")},
    "console.ribbon.none": {"parent": ("chưa dùng", "not used yet")},
    "console.ribbon.name": {
        "parent": ("Hôm nay: {used}; bây giờ {clock}", "Today: {used}; it is {clock}"),
    },
    "console.sight.left": {
        "parent": (
            "Từ 13 tuổi, bạn thấy giờ còn lại ngay. Dùng vào việc gì thì hôm sau mới hiện.",
            "From 13 on you see the time left now. What it went into shows a day later.",
        ),
    },
    "console.sight.use": {
        "parent": (
            "Từ 16 tuổi, bạn chỉ thấy con có đang dùng máy hay không. Hôm sau hiện tổng của ngày.",
            "From 16 on you see only whether the PC is in use. The day's total shows the next day.",
        ),
    },
    "console.objection": {
        "parent": (
            "{name} không đồng ý với việc ghi lại. Hai bên nên nói chuyện với nhau.",
            "{name} does not agree with what is recorded. Talk about it together.",
        ),
    },
    # --- the part of ours in the child's session --------------------------------------------------
    "console.agent.starting.head": {
        "parent": (
            "Lũy Tre đang khởi động trong phiên của {name}.",
            "Lũy Tre is starting in {name}'s session.",
        ),
    },
    "console.agent.starting": {
        "parent": (
            "Giờ vẫn được tính. Nếu sau một phút vẫn vậy, hãy đăng xuất rồi đăng nhập lại ở đó.",
            "Time is counted meanwhile. If it stays so for a minute, log out there and in again.",
        ),
    },
    "console.agent.lost.head": {
        "parent": (
            "Máy tự mở lại sau một phút yên ổn.",
            "The PC opens again after a quiet minute.",
        ),
    },
    "console.agent.lost": {
        "parent": ("Nên hỏi {name} đã có chuyện gì.", "Ask {name} what happened."),
    },
    "console.agent.text.head": {
        "parent": (
            "{name} đăng nhập không qua màn hình đồ họa.",
            "{name} is logged in without a desktop.",
        ),
    },
    "console.agent.text": {
        "parent": (
            "Giờ vẫn được tính, lời nhắc hiện bằng chữ. Đang mở gì thì không thấy được.",
            "Time is counted and reminders come as text. What is open cannot be seen.",
        ),
    },
    "console.agent.none.head": {
        "parent": (
            "Lũy Tre không hiện được trên màn hình của {name}.",
            "Lũy Tre cannot show itself on {name}'s screen.",
        ),
    },
    "console.agent.none": {
        "parent": (
            "Giờ vẫn được tính, nhưng con không được nhắc. Khi đăng nhập, chọn GNOME hoặc Xorg.",
            "Time is counted, but your child is not warned. Choose GNOME or Xorg at the log-in.",
        ),
    },
    "console.give": {"parent": ("+{minutes} phút", "+{minutes} min")},
    "console.give.name": {
        "parent": ("Cho {name} thêm {minutes} phút", "Give {name} {minutes} more minutes"),
    },
    "console.pause": {"parent": ("Tạm dừng", "Pause")},
    "console.pause.name": {"parent": ("Tạm dừng máy của {name}", "Pause {name}'s PC")},
    "console.resume": {"parent": ("Mở lại", "Open again")},
    "console.resume.name": {"parent": ("Mở lại máy của {name}", "Open {name}'s PC again")},
    "console.lock": {"parent": ("Khóa ngay", "Lock now")},
    "console.lock.name": {"parent": ("Khóa máy của {name} ngay", "Lock {name}'s PC now")},
    "console.lock.sure": {"parent": ("Khóa máy của {name} ngay?", "Lock {name}'s PC now?")},
    "console.lock.text": {
        "parent": (
            "{name} có chút thời gian để lưu bài. Trợ giúp và số 111 vẫn mở.",
            "{name} gets a moment to save. Help and 111 stay open.",
        ),
    },
    "console.lock.yes": {"parent": ("Khóa máy", "Lock the PC")},
    "console.news.open": {"parent": ("Xem sổ", "See the record")},
    "console.nobody": {"parent": ("Chưa có con nào được thêm", "No child was added yet")},
    "console.nobody.text": {
        "parent": (
            "Thêm một con và ngày sinh: Lũy Tre chọn mức phù hợp với tuổi, bạn sửa sau cũng được.",
            "Add a child and a birth date: Lũy Tre picks levels for the age; you may change them.",
        ),
    },
    "console.child.add": {"parent": ("Thêm một con", "Add a child")},
    # --- what was done, what was refused ----------------------------------------------------------
    "console.did.given": {
        "parent": ("Đã cho {name} thêm {minutes}.", "Gave {name} {minutes} more."),
    },
    "console.did.paused": {"parent": ("Đã tạm dừng máy của {name}.", "Paused {name}'s PC.")},
    "console.did.resumed": {
        "parent": ("Máy của {name} mở lại.", "{name}'s PC is open again."),
    },
    "console.did.locked": {"parent": ("Đã khóa máy của {name}.", "Locked {name}'s PC.")},
    "console.did.answered": {"parent": ("Đã gửi câu trả lời.", "The answer was sent.")},
    "console.did.seen": {"parent": ("Con thấy ngay.", "Your child sees it now.")},
    "console.refused": {"parent": ("Chưa làm được.", "That did not work.")},
    "console.refused.rate": {"parent": ("Thử hơi nhiều lần.", "That was tried often.")},
    "console.refused.wait": {"parent": ("Chờ {left} rồi thử lại.", "Wait {left}, then try again.")},
    "console.refused.code": {"parent": ("Dịch vụ trả lời: {code}.", "The service says: {code}.")},
    "console.refused.closed": {
        "parent": (
            "Chưa nối được với Lũy Tre. Quy tắc trên máy vẫn chạy.",
            "Lũy Tre cannot be reached. The rules on this PC still run.",
        ),
    },
    "console.refused.not_parent": {
        "parent": ("Đăng nhập lại rồi thử lần nữa.", "Sign in again, then try once more."),
    },
    "console.refused.unknown_request": {
        "parent": ("Lời xin này đã được trả lời.", "That request was answered already."),
    },
    "console.refused.unknown_child": {
        "parent": ("Con này không còn trong danh sách.", "This child is no longer on the list."),
    },
    "console.refused.not_today": {
        "parent": ("Lũy Tre tin đó là ngày khác.", "Lũy Tre believes it is another day."),
    },
    "console.refused.failed": {
        "parent": (
            "Lũy Tre gặp lỗi và đã giữ an toàn. Thử lại sau ít phút.",
            "Lũy Tre had a fault and stayed safe. Try again in a few minutes.",
        ),
    },
    "console.refused.store_full": {
        "parent": ("Ổ đĩa đã đầy. Dọn bớt rồi thử lại.", "The disk is full. Make room, try again."),
    },
    "console.refused.too_short": {
        "parent": ("Mật khẩu cần ít nhất 6 ký tự.", "A password needs 6 characters at least."),
    },
}
