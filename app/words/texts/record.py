"""Lines of the chained record for the parent: `record.KIND`, and `.CODE` for what happened.

Codes come from the guard and the service (model.Record.code). `rows.record_line` picks the text; a
code without one is read by its kind's general line, so that nothing of the record is hidden.
"""

from __future__ import annotations

from app.words.texts import Texts

TEXTS: Texts = {
    "record.rules": {"parent": ("Quy tắc thay đổi ({code})", "Rules changed ({code})")},
    "record.rules.policy_changed": {
        "parent": ("Quy tắc đã đổi, bản {version}.", "Rules changed, version {version}."),
    },
    "record.rules.wiped": {
        "parent": ("Dữ liệu sử dụng đã được xóa.", "The data of use was deleted."),
    },
    "record.grant": {"parent": ("Thêm giờ ({code})", "Extra time ({code})")},
    "record.grant.granted": {
        "parent": ("Đã cho thêm {minutes} phút.", "{minutes} more minutes were given."),
    },
    "record.grant.granted.app": {
        "parent": ("Đã cho thêm {minutes} phút cho {app}.", "{minutes} more minutes for {app}."),
    },
    "record.grant.granted.bonus": {
        "parent": (
            "Đã cộng {minutes} phút vào giờ hôm nay.",
            "{minutes} minutes were added to the day.",
        ),
    },
    "record.hold": {"parent": ("Tạm dừng hoặc đóng máy ({code})", "Pause or close ({code})")},
    "record.hold.lock_now": {"parent": ("Máy được đóng.", "The PC was closed.")},
    "record.hold.pause": {"parent": ("Máy được tạm dừng.", "The PC was paused.")},
    "record.hold.resumed": {"parent": ("Máy được mở lại.", "The PC was opened again.")},
    "record.request": {"parent": ("Lời xin của con ({code})", "A request of your child ({code})")},
    "record.request.asked": {"parent": ("Con gửi một lời xin.", "Your child sent a request.")},
    "record.request.answered": {
        "parent": ("Lời xin đã được trả lời.", "A request was answered."),
    },
    "record.consent": {"parent": ("Ý kiến của con ({code})", "Your child's answer ({code})")},
    "record.consent.told": {
        "parent": ("Con đã xem trang giới thiệu.", "Your child was shown the first page."),
    },
    "record.consent.told.objects": {
        "parent": (
            "Con không đồng ý. Giờ vẫn được tính; bạn nên nói chuyện với con.",
            "Your child does not agree. Times still hold; talk about it together.",
        ),
    },
    "record.clock": {"parent": ("Đồng hồ máy ({code})", "The PC's clock ({code})")},
    "record.clock.clock_moved": {
        "parent": (
            "Đồng hồ máy bị chỉnh; giờ vẫn tính đúng.",
            "The clock was moved; time is still right.",
        ),
    },
    "record.clock.clock_put_right": {
        "parent": ("Đồng hồ máy đã đúng lại.", "The PC's clock was put right."),
    },
    "record.clock.clock_behind": {
        "parent": (
            "Đồng hồ lùi lại; Lũy Tre không theo.",
            "The clock went back; Lũy Tre did not follow.",
        ),
    },
    "record.clock.clock_ahead": {
        "parent": (
            "Đồng hồ tiến lên, chưa ai xác nhận. Kiểm tra ngày giờ của máy.",
            "The clock went forward, unconfirmed. Check the date of the PC.",
        ),
    },
    "record.clock.zone_changed": {
        "parent": (
            "Máy đổi múi giờ ({zone}); quy tắc giữ múi giờ cũ.",
            "The PC changed its zone ({zone}); the rules keep theirs.",
        ),
    },
    "record.clock.date_confirmed": {
        "parent": ("Ngày đã được xác nhận.", "The date was confirmed.")
    },
    "record.tamper": {"parent": ("Có can thiệp ({code})", "Interference ({code})")},
    "record.tamper.agent_lost": {
        "parent": (
            "Phần chạy trong phiên của con bị tắt.",
            "The part in your child's session was stopped.",
        ),
    },
    "record.tamper.agent_lost_often": {
        "parent": (
            "Phần chạy trong phiên của con bị tắt nhiều lần, nên máy đóng.",
            "The part in your child's session was stopped repeatedly, so the PC closed.",
        ),
    },
    "record.tamper.thawed": {
        "parent": (
            "Có chương trình mở lại thứ đang tạm giữ.",
            "Something thawed what was on hold.",
        ),
    },
    "record.health": {"parent": ("Tình trạng Lũy Tre ({code})", "Health of Lũy Tre ({code})")},
    "record.health.app_stopped": {
        "parent": ("Đã dừng một phần mềm đang đóng.", "A closed program was stopped."),
    },
    "record.health.app_stopped.app": {
        "parent": (
            "Đã dừng một phần mềm đang đóng: {app}.",
            "A closed program was stopped: {app}.",
        ),
    },
    "record.health.not_applied": {
        "parent": (
            "Chưa đóng được máy ({how}: {why}).",
            "The PC could not be closed ({how}: {why}).",
        ),
    },
    "record.health.wrong_code": {
        "parent": (
            "Một mã sai được nhập ở máy của con.",
            "A wrong code was typed on the child's screen.",
        ),
    },
    "record.health.internal_fault": {
        "parent": (
            "Lũy Tre gặp lỗi ở {place} và đã giữ an toàn.",
            "A fault in {place}; Lũy Tre stayed safe.",
        ),
    },
    "record.health.resolver_lost": {
        "parent": (
            "Bộ lọc trang web đã dừng: dưới 13 tuổi chưa vào mạng được, từ 13 tuổi không được lọc.",
            "The filter of sites stopped: under 13 none opens, from 13 they open unfiltered.",
        ),
    },
    "record.health.resolver_back": {
        "parent": ("Bộ lọc trang web đã chạy lại.", "The filter of sites runs again."),
    },
    "record.health.table_damaged": {
        "parent": (
            "Danh sách trang web không đọc được.",
            "The list of sites could not be read.",
        ),
    },
    "record.health.lists_old": {
        "parent": (
            "Danh sách trang web chưa cập nhật {days} ngày. Bản cũ vẫn dùng.",
            "The lists of sites are {days} days old. They are used all the same.",
        ),
    },
    "record.health.service_restarted": {
        "parent": ("Lũy Tre đã khởi động lại.", "Lũy Tre restarted.")
    },
    "record.health.rules_were_off": {
        "parent": ("Quy tắc đã tắt từ {since}.", "The rules were off since {since}."),
    },
    "record.health.store_damaged": {
        "parent": (
            "Kho dữ liệu bị lỗi, đang dùng mặc định theo tuổi.",
            "The store is damaged; the age defaults hold.",
        ),
    },
    "record.health.store_restored": {
        "parent": (
            "Kho dữ liệu bị hỏng và làm lại từ đầu; quy tắc lấy lại từ bản sao.",
            "The store was damaged and begun anew; the rules came back from their copy.",
        ),
    },
    "record.health.store_lost": {
        "parent": (
            "Kho dữ liệu bị hỏng và làm lại từ đầu. Hãy đặt lại quy tắc.",
            "The store was damaged and begun anew. Please set the rules again.",
        ),
    },
    "record.health.store_back": {
        "parent": ("Kho dữ liệu ghi lại được rồi.", "The store can be written again."),
    },
    "record.health.store_full": {
        "parent": (
            "Ổ đĩa đầy, chưa ghi được gì. Quy tắc vẫn chạy; hãy dọn bớt.",
            "The disk is full: nothing can be kept. The rules still run; make room.",
        ),
    },
    "record.health.store_read_only": {
        "parent": (
            "Ổ đĩa chỉ cho đọc, chưa ghi được gì. Quy tắc vẫn chạy.",
            "The disk is read-only: nothing can be kept. The rules still run.",
        ),
    },
    "record.health.store_busy": {
        "parent": (
            "Chương trình khác đang giữ kho dữ liệu. Lũy Tre thử lại.",
            "Another program holds the store. Lũy Tre tries again.",
        ),
    },
    "record.health.store_io": {
        "parent": (
            "Ổ đĩa báo lỗi khi ghi. Quy tắc vẫn chạy; nên kiểm tra ổ đĩa.",
            "The disk fails on writing. The rules still run; have the disk checked.",
        ),
    },
    "record.health.store_corrupt": {
        "parent": ("Kho dữ liệu bị hỏng.", "The store is damaged."),
    },
    "record.health.store_unreadable": {
        "parent": (
            "Không đọc được kho dữ liệu bằng khóa của máy này.",
            "The store cannot be read with the key of this PC.",
        ),
    },
    "record.health.store_key": {
        "parent": (
            "Khóa của kho dữ liệu bị mất hoặc người khác đọc được.",
            "The key of the store is lost, or others may read it.",
        ),
    },
    "record.health.store_newer": {
        "parent": (
            "Kho dữ liệu thuộc bản Lũy Tre mới hơn. Cập nhật rồi thử lại.",
            "The store belongs to a newer Lũy Tre. Update, then try again.",
        ),
    },
    "record.health.policy_lost": {
        "parent": (
            "Quy tắc đã lưu không đọc được, nên chưa giữ được gì. Hãy đặt lại quy tắc.",
            "The rules cannot be read, so none is kept. Please set the rules again.",
        ),
    },
    "record.health.policy_unreadable": {
        "parent": (
            "Bản quy tắc {version} không đọc được; bản trước đó có hiệu lực.",
            "Version {version} of the rules cannot be read; the one before it holds.",
        ),
    },
    "record.health.memory_lost": {
        "parent": (
            "Phần nhớ về hôm nay bị hỏng; giờ hôm nay có thể tính lại từ đầu.",
            "What was remembered of today is damaged; today's time may begin anew.",
        ),
    },
    "record.health.wrong_password": {
        "parent": (
            "Tài khoản {account} nhập sai mật khẩu của bố mẹ.",
            "A wrong parent's password was typed in the account {account}.",
        ),
    },
    "record.health.password_set": {
        "parent": ("Mật khẩu của bố mẹ đã được đặt.", "The parent's password was set."),
    },
    "record.health.new_codes": {
        "parent": (
            "Mã khôi phục và mã một lần đã làm mới.",
            "Recovery codes and one-time codes were made anew.",
        ),
    },
    "record.health.logind_refused": {
        "parent": (
            "Màn hình chưa làm theo yêu cầu ({verb}). Lũy Tre thử lại.",
            "The desktop did not do as asked ({verb}). Lũy Tre tries again.",
        ),
    },
    "record.health.held_not": {
        "parent": ("Chưa giữ được một phần mềm ({why}).", "A program was not put on hold ({why})."),
    },
    "record.health.held_not.app": {
        "parent": ("Chưa giữ được {app} ({why}).", "{app} could not be put on hold ({why})."),
    },
    "record.bracket": {"parent": ("Lứa tuổi ({code})", "Age bracket ({code})")},
    "record.bracket.bracket_ahead": {
        "parent": (
            "Một tuần nữa con tròn {age} tuổi, quy tắc sẽ đổi.",
            "In a week your child turns {age}; the rules will change.",
        ),
    },
    "record.bracket.new_bracket": {
        "parent": (
            "Con {age} tuổi: mặc định mới theo lứa tuổi.",
            "Age {age}: new defaults for the bracket.",
        ),
    },
    "record.bracket.grown_up": {
        "parent": ("Đủ 18 tuổi, Lũy Tre đã tự tắt.", "18 years old; Lũy Tre switched itself off."),
    },
    "record.account": {"parent": ("Tài khoản ({code})", "Account ({code})")},
    "record.account.unknown_login": {
        "parent": ("Tài khoản lạ đăng nhập: {user}.", "An unknown account logged in: {user}."),
    },
}
