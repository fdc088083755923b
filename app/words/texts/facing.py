"""The child's own windows: tray eye, toast, ring, bamboo, companion, badge, accessible names.

`rule.KEY.head` and `.sub` read one RuleRow, `seen.KEY` one SeenRow (words.rows).
"""

from __future__ import annotations

from app.words.texts import Texts

TEXTS: Texts = {
    "app.name": {"all": ("Lũy Tre", "Lũy Tre")},
    "eye.running": {"all": ("Lũy Tre đang chạy", "Lũy Tre is running")},
    "eye.short": {"all": ("Đang chạy", "Running")},
    "eye.warning": {"all": ("Sắp hết giờ", "Time is nearly up")},
    "eye.locked": {"all": ("Máy đang khóa", "The PC is locked")},
    "eye.paused": {"all": ("Đang tạm dừng", "Paused")},
    "eye.lost": {
        "0-6": ("Gọi bố mẹ nhé.", "Call Mum or Dad."),
        "7+": (
            "Chưa nối được với Lũy Tre. Giờ vẫn tính.",
            "No answer from Lũy Tre. Time still counts.",
        ),
    },
    "tray.left": {
        "0-6": ("Con còn {left}.", "{left} left."),
        "7+": ("Hôm nay còn {left}", "{left} left today"),
    },
    "tray.until": {"child": ("Dùng được đến {closes}", "Open until {closes}")},
    "tray.free": {"child": ("Hôm nay không giới hạn giờ", "No time limit today")},
    "tray.not_charged": {"child": ("lúc này không trừ giờ", "no time is used now")},
    "tray.open": {
        "0-6": ("Xem hôm nay", "Show today"),
        "7-12": ("Hôm nay của em", "My day"),
        "13+": ("Hôm nay", "Today"),
    },
    "tray.ask": {"child": ("Xin thêm giờ", "Ask for more time")},
    "tray.seen": {
        "0-6": ("Bố mẹ thấy gì", "What is seen"),
        "7+": ("Bố mẹ thấy gì", "What my parents see"),
    },
    "tray.last": {"child": ("Xem lại lời nhắc", "Show the last notice")},
    "tray.help": {
        "0-6": ("Con cần giúp", "I need help"),
        "7+": ("Tôi cần giúp · 111", "I need help · 111"),
    },
    "toast.hides": {
        "0-6": ("Tự ẩn ngay thôi.", "It goes by itself."),
        "7-12": (
            "Không cần bấm gì, bảng này tự ẩn",
            "No need to press anything, this hides itself",
        ),
        "13+": ("Bảng này tự ẩn", "This hides itself"),
    },
    "toast.close": {"all": ("Đóng bảng này", "Close this")},
    "toast.name": {"all": ("Lời nhắc của Lũy Tre: {said}", "Notice from Lũy Tre: {said}")},
    "law.source": {
        "0-6": ("Theo {source}.", "From {source}."),
        "7+": ("Theo {source}.", "From {source}."),
        "parent": ("Theo {source}.", "From {source}."),
    },
    "ring.name": {
        "0-6": ("Còn {left} trên {budget}", "{left} left of {budget}"),
        "7+": ("Còn {left} trên {budget}", "{left} left of {budget}"),
        "parent": ("{name} còn {left} trên {budget}", "{name} has {left} left of {budget}"),
    },
    "ring.name.free": {
        "child": ("Đã dùng {used}, không giới hạn", "{used} used, no limit"),
        "parent": ("{name} đã dùng {used}, không giới hạn", "{name} used {used}, no limit"),
    },
    "ring.unit": {"all": ("phút", "minutes")},
    "ring.unit.one": {"all": ("phút", "minute")},
    "bamboo.name": {
        "all": (
            "Cây tre đã lớn {grown} trên {whole} đốt",
            "Today's bamboo: {grown} of {whole} segments grown",
        ),
    },
    "bamboo.now": {"all": ("bây giờ", "now")},
    "companion.title": {
        "0-6": ("Lũy Tre của con", "My Lũy Tre"),
        "7-12": ("Lũy Tre của em", "My Lũy Tre"),
        "13+": ("Lũy Tre", "Lũy Tre"),
    },
    "nav.today": {"all": ("Hôm nay", "Today")},
    "nav.rules": {
        "0-6": ("Luật", "Rules"),
        "7-12": ("Luật", "Rules"),
        "13-15": ("Quy tắc", "Rules"),
        "16-17": ("Thỏa thuận", "Agreement"),
    },
    "nav.seen": {
        "0-6": ("Bố mẹ thấy", "They see"),
        "7-12": ("Bố mẹ thấy", "They see"),
        "13+": ("Sổ ghi", "Record"),
    },
    "nav.told": {"child": ("Giới thiệu", "About")},
    "help.pill": {
        "0-6": ("Con cần giúp · 111", "Help · 111"),
        "7+": ("Tôi cần giúp · 111", "I need help · 111"),
    },
    "today.hello": {
        "0-6": ("Chào {name}!", "Hi {name}!"),
        "7-12": ("Chào {name}!", "Hi {name}!"),
        "13+": ("{name}, hôm nay", "{name}, today"),
    },
    "today.left.unit": {
        "0-6": ("phút nữa", "minutes left"),
        "7-12": ("phút nữa", "minutes left"),
        "13+": ("phút", "minutes left"),
    },
    "today.left.unit.one": {"0-6": ("phút nữa", "minute left"), "7+": ("phút nữa", "minute left")},
    "today.left.for": {
        "0-6": ("cho hôm nay", "for today"),
        "7-12": ("cho hôm nay", "for today"),
        "13+": ("còn lại hôm nay", "for today"),
    },
    "today.goal": {
        "child": ("Còn {left} là đến mức hôm nay", "{left} until today's level"),
        "16-17": ("Còn {left} là đến mức bạn tự đặt", "{left} until the goal you set"),
    },
    "today.goal.preset": {
        "child": ("Còn {left} là đến mức gợi ý", "{left} until the suggested level"),
    },
    "today.goal.over": {
        "child": ("Đã qua mức hôm nay {over}", "{over} past today's level"),
    },
    "today.free": {
        "0-6": ("Hôm nay chơi thoải mái.", "Free time today."),
        "7-12": ("Hôm nay không giới hạn giờ", "No time limit today"),
        "13+": ("Hôm nay không giới hạn giờ", "No time limit today"),
    },
    "today.used": {
        "0-6": ("Con dùng {used}.", "You used {used}."),
        "7-12": ("Em đã dùng {used} trên {budget}.", "You used {used} of {budget}."),
        "13+": (
            "Đã dùng {used} trên {budget}. Học bài {study}, không tính.",
            "{used} of {budget} used. Study {study}, not counted.",
        ),
    },
    "today.used.free": {
        "0-6": ("Con dùng {used}.", "You used {used}."),
        "7-12": ("Em đã dùng {used}.", "You used {used}."),
        "13+": (
            "Đã dùng {used}. Học bài {study}, không tính.",
            "{used} used. Study {study}, not counted.",
        ),
    },
    "today.study": {
        "0-6": ("Học bài không mất giờ", "Learning costs no time"),
        "7-12": ("Học bài không mất phút", "Homework costs no minutes"),
        "13+": ("Học bài không tính", "Study is not counted"),
    },
    "today.study.sub": {
        "0-6": ("Con học {study}.", "You learned {study}."),
        "7-12": ("Hôm nay em đã học {study}.", "You studied {study} today."),
        "13+": ("Hôm nay {study}.", "{study} today."),
    },
    "today.charging.leisure": {"child": ("Đang tính giờ", "Time is running")},
    "today.charging.game": {"child": ("Đang tính giờ chơi", "Play time is running")},
    "today.charging.learning": {"child": ("Đang học, không trừ giờ", "Learning, free of charge")},
    "today.charging.none": {"child": ("Đang nghỉ, không trừ giờ", "Resting, no time is used")},
    "today.soft": {"child": ("Không có khóa, chỉ có nhắc", "No locks, only reminders")},
    "today.why": {"child": ("Vì sao?", "Why?")},
    "today.why.head": {
        "0-6": ("Vì sao?", "Why?"),
        "7-12": ("Vì sao vừa dừng?", "Why did it stop?"),
        "13+": ("Vì sao vừa dừng", "Why it stopped"),
    },
    "today.nothing": {
        "0-6": ("Mọi thứ đều ổn.", "All is well."),
        "7-12": ("Hôm nay chưa có gì phải dừng.", "Nothing was stopped today."),
        "13+": ("Hôm nay chưa có gì bị dừng.", "Nothing was stopped today."),
    },
    "today.rules": {
        "0-6": ("Luật của con", "My rules"),
        "7-12": ("Luật của em", "My rules"),
        "13-15": ("Quy tắc", "Rules"),
        "16-17": ("Điều đã thỏa thuận", "What we agreed"),
    },
    "today.ask": {
        "0-6": ("Xin thêm giờ", "Ask for time"),
        "7-12": ("Xin thêm giờ", "Ask for time"),
        "13+": ("Xin thêm giờ", "Ask for more time"),
    },
    "today.ask.app": {
        "0-6": ("Xin mở cái mới", "Ask for more"),
        "7-12": ("Xin mở phần mềm", "Ask for a program"),
        "13+": ("Xin mở phần mềm", "Ask for a program"),
    },
    "today.unfair": {
        "0-6": ("Con chưa vui", "It feels unfair"),
        "7-12": ("Em thấy chưa công bằng", "I think it is unfair"),
        "13-15": ("Nêu ý kiến", "I object"),
        "16-17": ("Quy tắc này chưa hợp lý", "This rule is not right"),
    },
    "rules.lead": {
        "0-6": ("Luật giúp con khỏe.", "Rules keep you well."),
        "7-12": (
            "Luật do bố mẹ chọn. Em có thể nói khi thấy chưa công bằng.",
            "Your parents chose these. You may say when one is unfair.",
        ),
        "13+": (
            "Mỗi dòng cho biết ai đã chọn. Bạn có thể nêu ý kiến.",
            "Each line says who chose it. You can object to any.",
        ),
    },
    "rules.none": {"child": ("Chưa có luật nào.", "There are no rules yet.")},
    "seen.title": {
        "0-6": ("Bố mẹ thấy gì", "What is seen"),
        "7+": ("Bố mẹ thấy gì", "What my parents see"),
    },
    "seen.lead": {
        "0-6": ("Đây là tất cả.", "This is all."),
        "7-12": (
            "Đây là đúng những dòng bố mẹ thấy.",
            "These are just the lines your parents see.",
        ),
        "13+": (
            "Đúng những dòng bố mẹ thấy, không hơn.",
            "The very lines your parents see, no more.",
        ),
    },
    "seen.none": {
        "0-6": ("Chưa có gì cả.", "Nothing yet."),
        "7+": ("Hôm nay bố mẹ chưa thấy gì.", "Your parents see nothing so far."),
    },
    "seen.never": {
        "0-6": ("Không ai xem màn hình con.", "Nobody watches your screen."),
        "7-12": (
            "Không ai thấy chữ em gõ hay ảnh màn hình.",
            "Nobody sees what you type or your screen.",
        ),
        "13+": (
            "Không ai thấy lời bạn viết, màn hình của bạn hay lần bạn mở trang trợ giúp.",
            "Nobody sees what you write, your screen, or your visits to the help page.",
        ),
    },
    "seen.kept": {
        "0-6": ("Sau {days}, máy quên.", "After {days} it forgets."),
        "7+": ("Chi tiết giữ {days} rồi xóa.", "Details are kept {days}, then deleted."),
    },
    "seen.now.app": {"all": ("Đang mở", "Open now")},
    "seen.now.use": {"all": ("Đang dùng máy", "In use now")},
    "seen.yes": {"all": ("có", "yes")},
    "seen.no": {"all": ("không", "no")},
    "seen.left": {"all": ("Giờ còn lại", "Time left")},
    "seen.leisure": {"all": ("Giờ giải trí hôm nay", "Leisure today")},
    "seen.games": {"all": ("Giờ chơi game hôm nay", "Games today")},
    "seen.learning": {"all": ("Giờ học hôm nay", "Study today")},
    "seen.app": {"all": ("{name}", "{name}")},
    "seen.group": {"all": ("Nhóm {name}", "Group {name}")},
    "seen.requests": {"all": ("Lời xin đang chờ", "Open requests")},
    "seen.record": {"all": ("Thay đổi và sự cố", "Changes and troubles")},
    "seen.agreed": {"all": ("Ý kiến của con về trang giới thiệu", "The answer to the first page")},
    "rule.day.head": {
        "0-6": ("{minutes} mỗi ngày", "{minutes} a day"),
        "7+": ("{minutes} ngày thường", "{minutes} on weekdays"),
        "parent": ("{minutes} ngày thường", "{minutes} on weekdays"),
    },
    "rule.day.sub": {"all": ("cuối tuần {weekend}", "weekends {weekend}")},
    "rule.week.head": {"all": ("{minutes} mỗi tuần", "{minutes} a week")},
    "rule.week.sub": {"all": ("cả bảy ngày cộng lại", "all seven days together")},
    "rule.hours.head": {"all": ("{start} đến {end}", "{start} to {end}")},
    "rule.hours.sub": {"all": ("máy mở", "the PC is open")},
    "rule.bedtime.head": {"all": ("{start} đi ngủ", "Sleep at {start}")},
    "rule.bedtime.sub": {"all": ("cuối tuần {weekend}", "weekends {weekend}")},
    "rule.one_game.head": {"all": ("{minutes}", "{minutes}")},
    "rule.one_game.sub": {"all": ("mỗi trò chơi", "for each game")},
    "rule.all_games.head": {"all": ("{minutes}", "{minutes}")},
    "rule.all_games.sub": {"all": ("tất cả trò chơi", "for all games")},
    "rule.curfew.head": {"all": ("Sau {start}", "After {start}")},
    "rule.curfew.sub": {"all": ("trò chơi nghỉ", "games rest")},
    "rule.breaks.head": {"all": ("{every} nghỉ {length}", "{every}, then {length}")},
    "rule.breaks.sub": {
        "0-6": ("cho mắt khỏe", "for strong eyes"),
        "7+": ("cho mắt khỏe", "rest for your eyes"),
        "parent": ("nghỉ mắt", "eye break"),
    },
    "rule.app.head": {"all": ("{minutes}", "{minutes}")},
    "rule.app.sub": {"all": ("{name}", "{name}")},
    "rule.group.head": {"all": ("{minutes}", "{minutes}")},
    "rule.group.sub": {"all": ("nhóm {name}", "group {name}")},
    "rule.app_ask.head": {"all": ("Hỏi trước", "Ask first")},
    "rule.app_ask.sub": {"all": ("{name}", "{name}")},
    "rule.app_block.head": {"all": ("Đang đóng", "Closed")},
    "rule.app_block.sub": {"all": ("{name}", "{name}")},
    "rule.learning.head": {"all": ("Không mất giờ", "Costs no time")},
    "rule.learning.sub": {"all": ("{name}", "{name}")},
    "rule.unknown.head": {
        "0-6": ("Cái mới thì hỏi", "New? Ask"),
        "7+": ("Phần mềm lạ thì hỏi", "New program? Ask"),
        "parent": ("Phần mềm lạ phải hỏi", "Unknown programs ask first"),
    },
    "rule.unknown.sub": {"all": ("bố mẹ xem cùng", "look at it together")},
    "rule.soft": {"all": ("{sub}, chỉ nhắc", "{sub}, reminder only")},
    "rule.chosen.bracket": {"all": ("mức cho lứa tuổi", "level for the age")},
    "rule.chosen.parent": {"all": ("bố mẹ chọn", "chosen by parents")},
    "badge.advice": {
        "0-6": ("Chỉ nhắc giờ", "Reminders only"),
        "7+": ("Chỉ nhắc, không khóa", "Reminders only, no lock"),
        "parent": ("Chế độ tư vấn: chỉ nhắc", "Advice mode: reminders only"),
    },
    "badge.advice.why": {
        "0-6": ("Lũy Tre chỉ nhắc thôi.", "Lũy Tre only reminds."),
        "7+": (
            "Lũy Tre chạy không có quyền quản trị. Nó chỉ nhắc giờ.",
            "Lũy Tre runs without administrator rights. It can only remind.",
        ),
        "parent": (
            "Chạy không có quyền quản trị: Lũy Tre xem và nhắc, không thể đóng máy.",
            "Running without administrator rights: Lũy Tre watches and reminds, it cannot close.",
        ),
    },
}
