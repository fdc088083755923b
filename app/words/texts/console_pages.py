"""Texts of the pages beside *Today*: the week, the rules, the record, settings, and the guide."""

from __future__ import annotations

from app.words.texts import Texts

TEXTS: Texts = {
    # --- the week ---------------------------------------------------------------------------------
    "console.week.earlier": {"parent": ("Tuần trước", "The week before")},
    "console.week.later": {"parent": ("Tuần sau", "The week after")},
    "console.week.game": {"parent": ("Trò chơi", "Games")},
    "console.week.leisure": {"parent": ("Giải trí khác", "Other leisure")},
    "console.week.learning": {"parent": ("Học (không tính)", "Study (free)")},
    "console.week.limit": {"parent": ("mức đã đặt", "limit set")},
    "console.week.most": {"parent": ("Dùng nhiều nhất", "Most used")},
    "console.week.study_of": {"parent": ("{name} · học", "{name} · study")},
    "console.week.same": {
        "parent": ("bằng cùng những ngày tuần trước", "as on the same days last week"),
    },
    "console.week.more": {
        "parent": (
            "hơn cùng những ngày tuần trước {minutes}",
            "{minutes} more than on the same days last week",
        ),
    },
    "console.week.less": {
        "parent": (
            "ít hơn cùng những ngày tuần trước {minutes}",
            "{minutes} less than on the same days last week",
        ),
    },
    "console.week.kept": {
        "parent": (
            "Tổng mỗi ngày được giữ {days} ngày rồi tự xóa.",
            "Totals are kept for {days} days, then deleted.",
        ),
    },
    "console.week.empty": {"parent": ("Tuần này chưa có gì", "Nothing in this week yet")},
    "console.week.empty.text": {
        "parent": (
            "Giờ dùng máy hiện ở đây sau khi con đọc trang giới thiệu và dùng máy.",
            "Time appears here once your child has seen the first page and used the PC.",
        ),
    },
    "console.week.nobody": {"parent": ("Chưa có con nào", "No child yet")},
    "console.week.nobody.text": {
        "parent": ("Thêm một con ở trang Hôm nay.", "Add a child on the page Today."),
    },
    "console.hidden.today": {
        "parent": ("Hôm nay hiện từ ngày mai.", "Today appears tomorrow."),
    },
    "console.hidden.apps": {
        "parent": ("Chỉ theo nhóm, không theo phần mềm.", "By group, not by program."),
    },
    "console.hidden.apps_today": {
        "parent": (
            "Ở tuổi này chỉ có theo nhóm, và hôm nay hiện từ ngày mai.",
            "At this age by group only, and today appears tomorrow.",
        ),
    },
    "console.hidden.programs_today": {
        "parent": (
            "Ở tuổi này chỉ có tổng mỗi ngày, và hôm nay hiện từ ngày mai.",
            "At this age daily totals only, and today appears tomorrow.",
        ),
    },
    "console.hidden.all_today": {
        "parent": ("Từ 18 tuổi không còn gì hiện ở đây.", "From 18 on nothing is shown here."),
    },
    "console.day.0": {"parent": ("T2", "Mon")},
    "console.day.1": {"parent": ("T3", "Tue")},
    "console.day.2": {"parent": ("T4", "Wed")},
    "console.day.3": {"parent": ("T5", "Thu")},
    "console.day.4": {"parent": ("T6", "Fri")},
    "console.day.5": {"parent": ("T7", "Sat")},
    "console.day.6": {"parent": ("CN", "Sun")},
    "console.bar": {
        "parent": (
            "{day} {used} trên {limit}, học {learning}",
            "{day} {used} of {limit}, study {learning}",
        ),
    },
    "console.bar.free": {
        "parent": ("{day} {used}, học {learning}", "{day} {used}, study {learning}"),
    },
    "console.bar.hidden": {
        "parent": ("{day}: hiện từ ngày mai", "{day}: shown tomorrow"),
    },
    # --- rules ------------------------------------------------------------------------------------
    "console.rules.lead": {
        "parent": (
            "Quy tắc đang có hiệu lực, {version}. {name} luôn xem được quy tắc của mình.",
            "The rules in force, {version}. {name} can read them at any time.",
        ),
    },
    "console.rules.version": {"parent": ("bản {version}", "version {version}")},
    "console.rules.newer": {"parent": ("viết bởi bản mới hơn", "written by a later version")},
    "console.rules.none": {"parent": ("Chưa có quy tắc nào", "No rules yet")},
    "console.rules.none.text": {
        "parent": (
            "Thêm một con ở trang Hôm nay: quy tắc bắt đầu từ mức cho lứa tuổi.",
            "Add a child on the page Today: rules begin with the levels for the age.",
        ),
    },
    "console.rules.change": {
        "parent": (
            "Đổi quy tắc bằng lệnh: luytre policy get, sửa tệp, rồi luytre policy set.",
            "To change them: luytre policy get, edit the file, then luytre policy set.",
        ),
    },
    # --- the record -------------------------------------------------------------------------------
    "console.record.lead": {
        "parent": (
            "Thay đổi, lời xin và sự cố. Việc con làm trên máy không nằm ở đây.",
            "Changes, requests and incidents. What your child does is not in here.",
        ),
    },
    "console.record.older": {"parent": ("Xem cũ hơn", "Show older")},
    "console.record.wiped": {"parent": ("Dòng này đã được xóa.", "This line was deleted.")},
    "console.record.verify": {"parent": ("Kiểm tra sổ", "Check the record")},
    "console.record.sound": {
        "parent": ("Đã kiểm tra {lines} dòng.", "{lines} lines were checked."),
    },
    "console.record.sound.text": {
        "parent": ("Không dòng nào bị sửa.", "None of them was altered."),
    },
    "console.record.broken": {
        "parent": ("Sổ có chỗ không khớp.", "The record does not add up."),
    },
    "console.record.empty": {"parent": ("Sổ còn trống", "The record is empty")},
    "console.record.empty.text": {
        "parent": (
            "Mỗi thay đổi quy tắc, lời xin và sự cố sẽ hiện ở đây.",
            "Every change of rules, request and incident will appear here.",
        ),
    },
    # --- settings ---------------------------------------------------------------------------------
    "console.settings.window": {"parent": ("Cửa sổ này", "This window")},
    "console.settings.language": {"parent": ("Ngôn ngữ", "Language")},
    "console.settings.language.text": {
        "parent": (
            "Chỉ của cửa sổ này. Con đọc bằng ngôn ngữ chọn lúc cài đặt.",
            "Of this window only. Children read the language chosen at set-up.",
        ),
    },
    "console.settings.theme": {"parent": ("Nền", "Theme")},
    "console.settings.theme.light": {"parent": ("Sáng", "Light")},
    "console.settings.theme.dark": {"parent": ("Tối", "Dark")},
    "console.settings.theme.system": {"parent": ("Theo máy", "As the desktop")},
    "console.settings.theme.text": {
        "parent": ("Màn hình khóa của con luôn là nền đêm.", "The lock is always a night scene."),
    },
    "console.settings.keys": {"parent": ("Mật khẩu và mã", "Password and codes")},
    "console.settings.password": {"parent": ("Mật khẩu của bố mẹ", "Parent's password")},
    "console.settings.password.text": {
        "parent": (
            "Đổi khi con có thể đã thấy. Mã khôi phục cũ vẫn dùng được.",
            "Change it when a child may have seen it. Recovery codes stay good.",
        ),
    },
    "console.settings.password.change": {"parent": ("Đổi mật khẩu…", "Change password…")},
    "console.settings.password.new": {"parent": ("Mật khẩu mới", "New password")},
    "console.settings.password.save": {"parent": ("Đổi mật khẩu", "Change it")},
    "console.settings.password.done": {"parent": ("Đã đổi mật khẩu.", "The password was changed.")},
    "console.settings.codes": {"parent": ("Mã dự phòng", "Spare codes")},
    "console.settings.codes.text": {
        "parent": (
            "Mã khôi phục, mã trên giấy và mã trên điện thoại, tất cả làm mới cùng lúc.",
            "Recovery codes, the paper sheet and the phone's codes, all made anew at once.",
        ),
    },
    "console.settings.codes.new": {"parent": ("Tạo mã mới…", "Make new codes…")},
    "console.settings.codes.sure": {"parent": ("Tạo mã mới?", "Make new codes?")},
    "console.settings.codes.sure.text": {
        "parent": (
            "Mọi mã cũ hết giá trị ngay, kể cả trên điện thoại đã quét.",
            "All old codes are worth nothing at once, those of the phone too.",
        ),
    },
    "console.settings.codes.yes": {"parent": ("Tạo mã mới", "Make new codes")},
    "console.settings.codes.title": {"parent": ("Mã mới của bạn", "Your new codes")},
    "console.settings.codes.lead": {
        "parent": (
            "Chỉ hiện một lần. In hoặc lưu lại trước khi đóng.",
            "Shown only once. Print or save them before you close this.",
        ),
    },
    "console.settings.codes.close": {"parent": ("Đã cất, đóng lại", "Put away, close")},
    "console.settings.child": {"parent": ("Con trong nhà", "Children")},
    "console.settings.child.text": {
        "parent": ("{count} con đang được đồng hành.", "{count} accompanied on this PC."),
    },
    "console.settings.state": {"parent": ("Tình trạng", "How it runs")},
    "console.settings.version": {"parent": ("Lũy Tre {version}", "Lũy Tre {version}")},
    "console.settings.installed": {
        "parent": (
            "Đã cài trên máy này, chạy từ {since}.",
            "Installed on this PC, running since {since}.",
        ),
    },
    "console.settings.advice": {
        "parent": (
            "Chế độ nhắc: không có quyền quản trị nên chỉ nhắc, không khóa. Cài bằng: sudo ./run",
            "Advice mode: without administrator rights it only reminds. Install it: sudo ./run",
        ),
    },
    "console.settings.clock": {"parent": ("Ngày giờ của máy", "The PC's date and time")},
    "console.settings.clock.synced": {
        "parent": (
            "{date}, múi giờ {zone}. Có nguồn giờ xác nhận.",
            "{date}, zone {zone}. A time service vouches for it.",
        ),
    },
    "console.settings.clock.alone": {
        "parent": (
            "{date}, múi giờ {zone}. Chưa có nguồn giờ nào xác nhận.",
            "{date}, zone {zone}. No time service vouches for it.",
        ),
    },
    "console.settings.clock.confirm": {"parent": ("Đúng là hôm nay", "That is today")},
    "console.settings.clock.done": {"parent": ("Đã xác nhận ngày.", "The date is confirmed.")},
    "console.settings.senses": {"parent": ("Lũy Tre biết nhờ", "How Lũy Tre knows")},
    "console.settings.limits": {"parent": ("Máy này chưa làm được", "What this PC cannot do")},
    "console.settings.limits.none": {
        "parent": ("Không thiếu gì.", "Nothing is missing."),
    },
    "console.settings.about": {"parent": ("Giới thiệu và giấy phép", "About and licences")},
    "console.settings.about.text": {
        "parent": (
            "Phần mềm tự do, GPL-3.0 trở lên. Không đám mây, không quảng cáo.",
            "Free software, GPL-3.0 or later. No cloud, no advertising.",
        ),
    },
    "console.settings.about.open": {"parent": ("Xem…", "Show…")},
    "console.sense.sessions": {"parent": ("Đăng nhập", "Log-ins")},
    "console.sense.processes": {"parent": ("Phần mềm chạy", "Programs that run")},
    "console.sense.freezer": {"parent": ("Tạm giữ", "Putting on hold")},
    "console.source.logind": {"parent": ("logind", "logind")},
    "console.source.x11-scan": {"parent": ("tự dò màn hình", "looking for screens")},
    "console.source.kernel-events": {"parent": ("nhân hệ điều hành", "the kernel")},
    "console.source.proc-scan": {"parent": ("danh sách tiến trình", "the list of processes")},
    "console.source.cgroup": {"parent": ("nhóm điều khiển", "control groups")},
    "console.source.sigstop": {"parent": ("tín hiệu dừng", "stop signals")},
    "console.limit": {"parent": ("{code}", "{code}")},
    "console.limit.no_sleep_warning": {
        "parent": (
            "Máy không báo trước khi ngủ: thứ đang giữ được mở lại sau khi thức.",
            "This PC does not announce sleep: what is on hold is settled after it wakes.",
        ),
    },
    "console.limit.no_inhibitors": {
        "parent": (
            "Không biết khi nào phim đang phát: xem phim lâu có thể bị coi là rời tay.",
            "It cannot tell when a film plays: a long one may count as hands off.",
        ),
    },
    "console.limit.no_pads": {
        "parent": ("Không thấy tay cầm chơi game ({what}).", "Game pads are not seen ({what})."),
    },
    "console.limit.no_refusal": {
        "parent": (
            "Phần mềm bị đóng không được chặn trước khi mở, mà dừng ngay sau đó ({what}).",
            "Closed programs are not refused before they begin, but stopped after ({what}).",
        ),
    },
    "console.limit.key_in_file": {
        "parent": (
            "Khóa của kho nằm trong một tệp của bạn, vì máy không có chùm khóa.",
            "The store's key is in a file of yours: this desktop has no keyring.",
        ),
    },
    "console.limit.store": {
        "parent": (
            "Kho dữ liệu có vấn đề ({what}); đang dùng mức cho lứa tuổi.",
            "The store has a problem ({what}); the levels for the age hold.",
        ),
    },
    "console.limit.safe_state": {
        "parent": (
            "Lũy Tre gặp lỗi và đang ở trạng thái an toàn. Xem sổ ghi.",
            "Lũy Tre had a fault and keeps to the safe state. See the record.",
        ),
    },
    "console.limit.desk": {
        "parent": (
            "Màn hình của con không cho biết hết (phiên {what}).",
            "The child's desktop does not tell everything (session {what}).",
        ),
    },
    "console.limit.no_account": {
        "parent": (
            "Tài khoản {what} không còn trên máy này.",
            "The account {what} is no longer on this PC.",
        ),
    },
    "console.limit.account_not_ruled": {
        "parent": (
            "Quy tắc không áp dụng được cho {what}.",
            "Rules cannot be applied to {what}.",
        ),
    },
    "console.about.title": {"parent": ("Lũy Tre {version}", "Lũy Tre {version}")},
    "console.about.text": {
        "parent": (
            "Lũy tre giữ làng, để gió đi qua và biết uốn mình. Giờ giấc cho con, có lý do.",
            "A hedge keeps the village, lets the air through and bends. Hours with reasons.",
        ),
    },
    "console.about.licence": {
        "parent": (
            "GPL-3.0 trở lên: bạn được dùng, xem mã nguồn, sửa và chia sẻ.",
            "GPL-3.0 or later: use it, read it, change it, share it.",
        ),
    },
    "console.about.parts": {"parent": ("Dùng trong Lũy Tre", "Used in Lũy Tre")},
    # --- the guide --------------------------------------------------------------------------------
    "console.guide.title": {"parent": ("Hướng dẫn nhanh", "A short guide")},
    "console.guide.today.head": {"parent": ("Hôm nay", "Today")},
    "console.guide.today": {
        "parent": (
            "Vòng tròn là số phút còn lại. +15 và +30 cho thêm ngay; tạm dừng không trừ giờ.",
            "The ring is what is left. +15 and +30 give time at once; a pause costs none.",
        ),
    },
    "console.guide.asks.head": {"parent": ("Lời xin", "Requests")},
    "console.guide.asks": {
        "parent": (
            "Trả lời trong 48 giờ. Một lời nhắn kèm theo giúp con hiểu vì sao.",
            "Answer within 48 hours. A word with it helps your child to understand.",
        ),
    },
    "console.guide.sees.head": {"parent": ("Bạn thấy gì", "What you see")},
    "console.guide.sees": {
        "parent": (
            "Càng lớn, con càng có chỗ riêng: từ 13 theo nhóm và từ hôm sau, từ 16 chỉ còn tổng.",
            "Privacy grows with age: from 13 by group and a day later, from 16 totals only.",
        ),
    },
    "console.guide.keys.head": {"parent": ("Bàn phím", "Keyboard")},
    "console.guide.keys": {
        "parent": (
            "Tab đi theo thứ tự đọc, mũi tên chọn, Esc là lựa chọn an toàn, F1 mở trang này.",
            "Tab follows reading order, arrows choose, Esc is the safe choice, F1 opens this.",
        ),
    },
    "console.guide.help.head": {"parent": ("Khi con cần giúp", "When a child needs help")},
    "console.guide.help": {
        "parent": (
            "Tổng đài 111 miễn phí, cả ngày lẫn đêm, cho con và cho bạn.",
            "111 is free, day and night, for your child and for you.",
        ),
    },
}
