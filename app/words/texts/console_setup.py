"""Texts of set-up: language, password, codes, the child, and what holds from then on.

Why a default is what it is stands here as well (console.why.*), for set-up and for the page of
rules; the numbers themselves are in rules/presets.py.
"""

from __future__ import annotations

from app.words.texts import Texts

TEXTS: Texts = {
    "setup.back": {"parent": ("Quay lại", "Back")},
    "setup.at": {"parent": ("Bước {at} trên {count}: {name}", "Step {at} of {count}: {name}")},
    "setup.step.language": {"parent": ("Ngôn ngữ", "Language")},
    "setup.step.password": {"parent": ("Mật khẩu của bố mẹ", "Parent's password")},
    "setup.step.codes": {"parent": ("Mã dự phòng", "Spare codes")},
    "setup.step.child": {"parent": ("Con của bạn", "Your child")},
    "setup.step.ready": {"parent": ("Sẵn sàng", "Ready")},
    "setup.language.title": {"parent": ("Chào bạn", "Welcome")},
    "setup.language.lead": {
        "parent": (
            "Lũy Tre giữ giờ dùng máy cho con, nhắc trước và nói rõ lý do. Chọn ngôn ngữ nhé.",
            "Lũy Tre keeps screen time, warns ahead and says why. Choose your family's language.",
        ),
    },
    "setup.language.next": {"parent": ("Bắt đầu", "Begin")},
    "setup.language.vi": {"parent": ("Tiếng Việt", "Tiếng Việt")},
    "setup.language.en": {"parent": ("English", "English")},
    "setup.password.title": {"parent": ("Mật khẩu của bố mẹ", "The parent's password")},
    "setup.password.lead": {
        "parent": (
            "Chỉ người lớn biết. Mật khẩu mở cửa sổ này trong tài khoản của bạn.",
            "For grown-ups only. It opens this window in your own account.",
        ),
    },
    "setup.password.next": {"parent": ("Đặt mật khẩu", "Set the password")},
    "setup.password.again": {"parent": ("Nhập lại", "Once more")},
    "setup.password.differ": {
        "parent": ("Hai lần nhập chưa giống nhau.", "The two are not the same yet."),
    },
    "setup.password.why": {
        "parent": (
            "Trong phiên của con, mật khẩu này không bao giờ được hỏi: ở đó chỉ dùng mã một lần.",
            "In a child's session it is never asked for: there only one-time codes count.",
        ),
    },
    "setup.strength.0": {
        "parent": (
            "Ít nhất 6 ký tự. Một câu ngắn dễ nhớ và khó đoán.",
            "At least 6 characters. A short sentence is easy to keep and hard to guess.",
        ),
    },
    "setup.strength.1": {
        "parent": ("Còn ngắn, cần ít nhất 6 ký tự.", "Too short yet, 6 at least.")
    },
    "setup.strength.2": {
        "parent": (
            "Dùng được, nhưng con có thể đoán ra. Thêm một từ nữa nhé.",
            "It works, but a child may guess it. One word more helps.",
        ),
    },
    "setup.strength.3": {"parent": ("Khá ổn.", "Quite good.")},
    "setup.strength.4": {"parent": ("Khó đoán, tốt.", "Hard to guess, good.")},
    "setup.codes.title": {"parent": ("Mã dự phòng", "Spare codes")},
    "setup.codes.lead": {
        "parent": (
            "Chỉ hiện một lần. In ra hoặc lưu lại, cất ở chỗ con không thấy.",
            "Shown only once. Print or save them, and keep them where no child looks.",
        ),
    },
    "setup.codes.next": {"parent": ("Tiếp tục", "Continue")},
    "setup.codes.kept": {"parent": ("Tôi đã cất các mã này", "I have put these codes away")},
    "codes.recovery.head": {"parent": ("Mã khôi phục", "Recovery codes")},
    "codes.recovery": {
        "parent": (
            "Thay cho mật khẩu khi quên. Mỗi mã dùng một lần, trong tài khoản của bạn.",
            "In place of a forgotten password. Each is good once, in your own account.",
        ),
    },
    "codes.sheet.head": {"parent": ("Mã một lần trên giấy", "One-time codes on paper")},
    "codes.sheet": {
        "parent": (
            "Nhập ngay trên máy của con để cho thêm giờ. Mỗi mã dùng một lần.",
            "To be typed in the child's session to give time. Each is good once.",
        ),
    },
    "codes.qr": {
        "parent": (
            "Quét bằng ứng dụng mã xác thực: điện thoại của bạn cho mã mới mỗi 30 giây.",
            "Scan it with an authenticator app: your phone makes a new code every 30 seconds.",
        ),
    },
    "codes.qr.name": {
        "parent": ("Mã QR để điện thoại tạo mã một lần", "QR code for one-time codes on a phone"),
    },
    "codes.save": {"parent": ("Lưu thành tệp…", "Save as a file…")},
    "codes.print": {"parent": ("In…", "Print…")},
    "codes.file": {"parent": ("ma-du-phong-luy-tre.txt", "luytre-spare-codes.txt")},
    "codes.done": {"parent": ("Đã giữ lại một bản.", "A copy was made.")},
    "codes.not_saved": {"parent": ("Chưa lưu được: {why}", "Not saved: {why}")},
    "codes.not_printed": {"parent": ("Chưa in được.", "It was not printed.")},
    "codes.paper.title": {"parent": ("Lũy Tre: mã dự phòng", "Lũy Tre: spare codes")},
    "codes.otpauth": {
        "parent": ("Địa chỉ cho ứng dụng mã xác thực:", "Address for an authenticator app:"),
    },
    "setup.child.title": {"parent": ("Con của bạn", "Your child")},
    "setup.child.lead": {
        "parent": (
            "Ngày sinh chỉ nằm trong máy này, để chọn mức phù hợp và tự nới khi con lớn lên.",
            "The birth date stays on this PC, to choose levels that fit and loosen with age.",
        ),
    },
    "setup.child.next": {
        "parent": ("Dùng mức này và tiếp tục", "Use these and continue"),
    },
    "setup.child.note": {
        "parent": (
            "Số cho trẻ trên 5 tuổi là đề xuất. Luật chỉ định mức cho trò chơi: 60 và 180 phút.",
            "Above 5 the numbers are advice. The law sets those for games: 60 and 180 minutes.",
        ),
    },
    "setup.name": {"parent": ("Tên gọi ở nhà", "Name at home")},
    "setup.birth": {"parent": ("Ngày sinh", "Birth date")},
    "setup.birth.day": {"parent": ("Ngày", "Day")},
    "setup.birth.month": {"parent": ("Tháng", "Month")},
    "setup.birth.year": {"parent": ("Năm", "Year")},
    "setup.month": {"parent": ("tháng {month}", "month {month}")},
    "setup.account": {
        "parent": ("Tài khoản của con trên máy này", "The child's account on this PC")
    },
    "setup.this_child": {"parent": ("Con", "Your child")},
    "setup.found": {
        "parent": (
            "{name} {age} tuổi, thuộc nhóm {group} tuổi.",
            "{name} is {age}, in the bracket {group}.",
        ),
    },
    "setup.found.text": {
        "parent": (
            "Bắt đầu từ mức gợi ý dưới đây, đổi lúc nào cũng được.",
            "It begins with the levels below; change them at any time.",
        ),
    },
    "setup.adult": {
        "parent": (
            "{name} {age} tuổi: từ 18 tuổi Lũy Tre không áp dụng nữa.",
            "{name} is {age}: from 18 on Lũy Tre does not apply.",
        ),
    },
    "setup.no_date": {"parent": ("Ngày này không có.", "There is no such day.")},
    "setup.no_date.text": {
        "parent": ("Xem lại ngày và tháng.", "Look at day and month again."),
    },
    "setup.administrator": {
        "parent": (
            "{user} là quản trị viên: có thể tắt mọi quy tắc. Bỏ quyền đó trước khi dùng.",
            "{user} is an administrator and could switch rules off. Take that right away first.",
        ),
    },
    "setup.no_adult": {
        "parent": (
            "Máy này chưa có người lớn nào là quản trị viên.",
            "No grown-up is an administrator of this PC.",
        ),
    },
    "setup.no_adult.text": {
        "parent": (
            "Thêm bạn vào nhóm quản trị rồi thử lại: sudo adduser TÊN sudo",
            "Make yourself one, then try again: sudo adduser NAME sudo",
        ),
    },
    "setup.no_account": {
        "parent": ("Chưa có tài khoản nào cho con.", "There is no account for a child yet."),
    },
    "setup.no_account.text": {
        "parent": (
            "Tạo một tài khoản thường cho con trong cài đặt của máy, hoặc: sudo adduser TÊN",
            "Make a plain account in the system's settings, or: sudo adduser NAME",
        ),
    },
    "setup.reread": {"parent": ("Đọc lại danh sách", "Read the list again")},
    "setup.problem": {"parent": ("{field}: {problem}", "{field}: {problem}")},
    "console.account.own": {
        "parent": ("bạn đang dùng tài khoản này", "you are using this account"),
    },
    "console.account.group": {
        "parent": (
            "quản trị viên (nhóm {group}), có thể tắt mọi quy tắc",
            "administrator (group {group}), could switch every rule off",
        ),
    },
    "console.account.root": {"parent": ("tài khoản gốc của máy", "the PC's root account")},
    "console.account.system": {"parent": ("tài khoản của hệ thống", "an account of the system")},
    "console.account.not_yours": {
        "parent": (
            "chế độ nhắc chỉ chạy trong tài khoản của chính bạn",
            "advice mode runs in your own account only",
        ),
    },
    "console.account.taken": {"parent": ("đã là của {name}", "is {name}'s already")},
    "console.account.other": {"parent": ("không dùng được ({code})", "cannot be used ({code})")},
    "setup.ready.title": {"parent": ("Xong rồi", "All set")},
    "setup.ready.lead": {
        "parent": (
            "Quy tắc có hiệu lực từ bây giờ. Những điều sau sẽ diễn ra:",
            "The rules hold from now on. This is what will happen:",
        ),
    },
    "setup.ready.next": {"parent": ("Xem hôm nay", "See today")},
    "setup.another": {"parent": ("Thêm một con nữa", "Add another child")},
    "setup.ready.told.head": {
        "parent": ("{name} được biết trước", "{name} is told first"),
    },
    "setup.ready.told": {
        "parent": (
            "Lần đăng nhập đầu tiên, con đọc trang giới thiệu. Trước đó không ghi lại gì.",
            "At the first log-in a page explains everything. Nothing is recorded before that.",
        ),
    },
    "setup.ready.rules.head": {"parent": ("Nhắc trước, rồi mới khóa", "Warned first, then locked")},
    "setup.ready.rules": {
        "parent": (
            "Nhắc khi còn 15, 5 và 1 phút, có thời gian lưu bài. Không phần mềm nào bị tắt ngang.",
            "Reminders at 15, 5 and 1 minutes, and time to save. Nothing unsaved is ever ended.",
        ),
    },
    "setup.ready.ask.head": {"parent": ("Con có thể xin", "Your child can ask")},
    "setup.ready.ask": {
        "parent": (
            "Xin thêm giờ, xin mở phần mềm, nêu ý kiến. Bạn trả lời trong cửa sổ này.",
            "For time, for a program, or to object. You answer in this window.",
        ),
    },
    "setup.ready.help.head": {"parent": ("Trợ giúp luôn mở", "Help stays open")},
    "setup.ready.help": {
        "parent": (
            "Trang trợ giúp và số 111 luôn dùng được và không bao giờ vào sổ.",
            "The help page and 111 always work and are never recorded.",
        ),
    },
    # --- rules as rows, and why -------------------------------------------------------------------
    "console.rule.minutes": {"parent": ("Giải trí mỗi ngày", "Leisure a day")},
    "console.rule.week_minutes": {"parent": ("Giải trí mỗi tuần", "Leisure a week")},
    "console.rule.hours": {"parent": ("Khung giờ dùng máy", "Hours of use")},
    "console.rule.bedtime": {"parent": ("Tắt máy buổi tối", "Off in the evening")},
    "console.rule.one_game": {"parent": ("Mỗi trò chơi", "Each game")},
    "console.rule.all_games": {"parent": ("Tất cả trò chơi", "All games")},
    "console.rule.curfew": {"parent": ("Không chơi game", "No games")},
    "console.rule.breaks": {"parent": ("Nghỉ mắt", "Eye breaks")},
    "console.rule.soft": {"parent": ("Cách giữ", "How it is kept")},
    "console.rule.soft.on": {"parent": ("chỉ nhắc, không khóa", "reminds, never locks")},
    "console.rule.unknown_app": {"parent": ("Phần mềm lạ", "Unknown programs")},
    "console.rule.none": {"parent": ("không giới hạn", "no limit")},
    "console.rule.any_time": {"parent": ("lúc nào cũng được", "at any time")},
    "console.rule.closed": {"parent": ("đóng cả ngày", "closed all day")},
    "console.rule.weekend": {
        "parent": ("{school} · cuối tuần {weekend}", "{school} · weekend {weekend}")
    },
    "console.rule.period": {"parent": ("{start} đến {end}", "{start} to {end}")},
    "console.rule.breaks.said": {"parent": ("{length} sau mỗi {every}", "{length} after {every}")},
    "console.app.allow": {"parent": ("được dùng", "allowed")},
    "console.app.ask": {"parent": ("hỏi trước", "ask first")},
    "console.app.block": {"parent": ("đóng", "closed")},
    "console.app.never": {"parent": ("luôn đóng", "always closed")},
    "console.app.learning": {"parent": ("học, không trừ giờ", "study, free of charge")},
    "console.origin.bracket": {"parent": ("mức cho lứa tuổi", "the level for the age")},
    "console.origin.parent": {"parent": ("bạn chọn", "chosen by you")},
    "console.why.show": {"parent": ("Vì sao?", "Why?")},
    "console.why.hide": {"parent": ("Ẩn lý do", "Hide")},
    "console.why.name": {"parent": ("Vì sao: {label}", "Why: {label}")},
    "console.why.kind.law": {"parent": ("(Mức trần do luật định.)", "(The ceiling is the law's.)")},
    "console.why.kind.guidance": {"parent": ("(Khuyến nghị.)", "(Guidance.)")},
    "console.why.kind.design": {"parent": ("(Lựa chọn của Lũy Tre.)", "(Our own choice.)")},
    "console.why.minutes.0-4": {
        "parent": (
            "WHO 2019: dưới 2 tuổi không màn hình; 2 đến 4 tuổi nhiều nhất một giờ, ít càng tốt.",
            "WHO 2019: no screen under 2; from 2 to 4 one hour at most, less is better.",
        ),
    },
    "console.why.minutes.0-6": {
        "parent": (
            "WHO 2019 khuyên nhiều nhất một giờ cho trẻ nhỏ; ngày học Lũy Tre đề xuất ít hơn.",
            "WHO 2019 advises an hour at most for the young; on school days we suggest less.",
        ),
    },
    "console.why.minutes.7-12": {
        "parent": (
            "Thụy Điển 2024 khuyên 1 đến 2 giờ cho 6–12 tuổi. Học bài không tính vào đây.",
            "Sweden 2024 advises 1 to 2 hours at 6 to 12. Homework is not counted here.",
        ),
    },
    "console.why.minutes.13-15": {
        "parent": (
            "Thụy Điển 2024 khuyên 2 đến 3 giờ cho 13–18 tuổi. Học bài không tính vào đây.",
            "Sweden 2024 advises 2 to 3 hours at 13 to 18. Homework is not counted here.",
        ),
    },
    "console.why.minutes.16-17": {
        "parent": (
            "Thụy Điển 2024 khuyên 2 đến 3 giờ cho 13–18 tuổi; từ 16 tuổi chỉ nhắc.",
            "Sweden 2024 advises 2 to 3 hours at 13 to 18; from 16 on it only reminds.",
        ),
    },
    "console.why.bedtime.0-6": {
        "parent": (
            "Trẻ 3–5 tuổi cần ngủ 10–13 giờ (AASM 2016). Giờ cuối ngày không màn hình.",
            "At 3 to 5 one needs 10 to 13 hours of sleep (AASM 2016). Last hour without screen.",
        ),
    },
    "console.why.bedtime.7-12": {
        "parent": (
            "Trẻ 6–12 tuổi cần ngủ 9–12 giờ (AASM 2016). Dậy lúc 6 giờ, giờ cuối không màn hình.",
            "At 6 to 12 one needs 9 to 12 hours of sleep (AASM 2016). Last hour without screen.",
        ),
    },
    "console.why.bedtime.13-15": {
        "parent": (
            "Tuổi 13–18 cần ngủ 8–10 giờ (AASM 2016). Một giờ cuối ngày không màn hình.",
            "At 13 to 18 one needs 8 to 10 hours of sleep (AASM 2016). No screen in the last hour.",
        ),
    },
    "console.why.bedtime.16-17": {
        "parent": (
            "Tuổi 13–18 cần ngủ 8–10 giờ (AASM 2016). Từ 16 tuổi chỉ nhắc, không khóa.",
            "At 13 to 18 one needs 8 to 10 hours of sleep (AASM 2016). From 16 on it only reminds.",
        ),
    },
    "console.why.one_game": {
        "parent": (
            "Nghị định 147/2024, Điều 39: dưới 18 tuổi, mỗi trò nhiều nhất 60 phút một ngày.",
            "Decree 147/2024, article 39: under 18, one game for 60 minutes a day at most.",
        ),
    },
    "console.why.above": {
        "parent": (
            "Lâu hơn mức của luật: 60 phút một trò, 180 phút tất cả trò chơi trong ngày. Nghĩa vụ "
            "này là của nhà cung cấp trò chơi; cha mẹ vẫn được chọn.",
            "Longer than the law's ceiling: 60 minutes a game, 180 in all a day. This duty binds "
            "the providers of games; parents may choose.",
        ),
    },
    "console.why.all_games": {
        "parent": (
            "Dưới 18 tuổi, tất cả trò chơi nhiều nhất 180 phút một ngày.",
            "Under 18, all games together for 180 minutes a day at most.",
        ),
    },
    "console.why.curfew": {
        "parent": (
            "Sớm hơn giờ đóng cửa 22:00 của điểm trò chơi công cộng, để con kịp nghỉ.",
            "Earlier than 22:00, when public game shops close, to calm down before sleep.",
        ),
    },
    "console.why.breaks": {
        "parent": (
            "Cho mắt nghỉ nhìn xa, theo lời khuyên 20-20-20 của bác sĩ mắt.",
            "Rest for the eyes, after the 20-20-20 advice of eye doctors.",
        ),
    },
    "console.why.soft": {
        "parent": (
            "Luật coi trẻ em là dưới 16 tuổi. Từ 16, mức là thỏa thuận: nhắc và ghi, không khóa.",
            "In the law a child is under 16. From 16 on levels are an agreement: no lock.",
        ),
    },
}
