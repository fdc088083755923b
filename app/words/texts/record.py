"""Lines of the chained record for the parent: `record.KIND`, and `.CODE` for what happened.

Codes come from the guard and the service (model.Record.code). `rows.record_line` picks the text; a
code without one is read by its kind's general line, so that nothing of the record is hidden.
"""

from __future__ import annotations

from app.words.texts import Texts

TEXTS: Texts = {
    "record.rules": {"parent": ("Quy tắc thay đổi ({code})", "Rules changed ({code})")},
    "record.rules.changed": {
        "parent": ("Quy tắc đã đổi, bản {version}.", "Rules changed, version {version}.")
    },
    "record.grant": {"parent": ("Thêm giờ ({code})", "Extra time ({code})")},
    "record.grant.given": {"parent": ("Đã cho thêm {minutes}.", "{minutes} of extra time given.")},
    "record.grant.used_up": {"parent": ("Giờ cho thêm đã dùng hết.", "The extra time is used up.")},
    "record.grant.expired": {"parent": ("Giờ cho thêm đã hết hạn.", "The extra time expired.")},
    "record.hold": {"parent": ("Tạm dừng hoặc đóng máy ({code})", "Pause or close ({code})")},
    "record.hold.lock_now": {"parent": ("Bạn đã đóng máy.", "You closed the PC.")},
    "record.hold.pause": {"parent": ("Bạn đã tạm dừng máy.", "You paused the PC.")},
    "record.hold.lifted": {"parent": ("Máy được mở lại.", "The PC was opened again.")},
    "record.request": {"parent": ("Lời xin của con ({code})", "A request of your child ({code})")},
    "record.request.asked": {"parent": ("Con gửi một lời xin.", "Your child sent a request.")},
    "record.request.yes": {"parent": ("Bạn đã đồng ý.", "You said yes.")},
    "record.request.no": {"parent": ("Bạn trả lời chưa được.", "You answered not this time.")},
    "record.request.withdrawn": {
        "parent": ("Con đã rút lại lời xin.", "Your child took the request back.")
    },
    "record.request.late": {
        "parent": ("Một lời xin quá hạn 48 giờ.", "A request is past its 48 hours.")
    },
    "record.consent": {"parent": ("Ý kiến của con ({code})", "Your child's answer ({code})")},
    "record.consent.told": {
        "parent": ("Con đã đọc trang giới thiệu.", "Your child read the first page.")
    },
    "record.consent.agreed": {
        "parent": ("Con đã đọc và đồng ý.", "Your child read it and agrees.")
    },
    "record.consent.objected": {
        "parent": (
            "Con không đồng ý. Giờ vẫn được tính; bạn nên nói chuyện với con.",
            "Your child does not agree. Times still hold; talk about it together.",
        ),
    },
    "record.clock": {"parent": ("Đồng hồ máy ({code})", "The PC's clock ({code})")},
    "record.clock.jump": {"parent": ("Đồng hồ máy bị chỉnh.", "The PC's clock was moved.")},
    "record.clock.behind": {
        "parent": (
            "Đồng hồ lùi lại; Lũy Tre không theo.",
            "The clock went back; Lũy Tre did not follow.",
        ),
    },
    "record.clock.ahead": {
        "parent": (
            "Đồng hồ tiến hơn một ngày, chưa ai xác nhận. Kiểm tra ngày giờ của máy.",
            "The clock went forward by more than a day, unconfirmed. Check the date of the PC.",
        ),
    },
    "record.clock.confirmed": {"parent": ("Bạn đã xác nhận ngày.", "You confirmed the date.")},
    "record.tamper": {"parent": ("Có can thiệp ({code})", "Interference ({code})")},
    "record.tamper.agent_lost": {
        "parent": (
            "Phần chạy trong phiên của con bị tắt.",
            "The part in your child's session was stopped.",
        ),
    },
    "record.tamper.thawed": {
        "parent": (
            "Có chương trình mở lại thứ đang tạm giữ.",
            "Something thawed what was on hold.",
        ),
    },
    "record.tamper.app_stopped": {
        "parent": (
            "Đã dừng một phần mềm đang đóng: {app}.",
            "A closed program was stopped: {app}.",
        ),
    },
    "record.tamper.unlock": {
        "parent": ("Máy bị mở khóa khi đang đóng.", "The PC was unlocked while closed."),
    },
    "record.health": {"parent": ("Tình trạng Lũy Tre ({code})", "Health of Lũy Tre ({code})")},
    "record.health.service_restarted": {
        "parent": ("Lũy Tre đã khởi động lại.", "Lũy Tre restarted.")
    },
    "record.health.store_damaged": {
        "parent": (
            "Kho dữ liệu bị lỗi, đang dùng mặc định theo tuổi.",
            "The store is damaged; the age defaults hold.",
        ),
    },
    "record.health.lock_failed": {
        "parent": (
            "Màn hình khóa chưa giữ được bàn phím.",
            "The lock could not hold the keyboard.",
        ),
    },
    "record.health.lost_events": {
        "parent": (
            "Bỏ sót vài sự kiện, đã kiểm tra lại toàn bộ.",
            "Some events were missed; all was checked again.",
        ),
    },
    "record.health.released": {
        "parent": (
            "Lũy Tre không chạy được nên đã thả mọi giới hạn.",
            "Lũy Tre could not run, so everything was released.",
        ),
    },
    "record.bracket": {"parent": ("Lứa tuổi ({code})", "Age bracket ({code})")},
    "record.bracket.ahead": {
        "parent": (
            "Còn một tuần nữa con sang lứa tuổi mới.",
            "In a week your child reaches a new bracket.",
        ),
    },
    "record.bracket.changed": {
        "parent": (
            "Con sang lứa tuổi mới, mặc định đã đổi.",
            "A new bracket; its defaults hold now.",
        ),
    },
    "record.bracket.adult": {
        "parent": ("Đủ 18 tuổi, Lũy Tre đã tự tắt.", "18 years old; Lũy Tre switched itself off."),
    },
    "record.account": {"parent": ("Tài khoản ({code})", "Account ({code})")},
    "record.account.unknown_login": {
        "parent": ("Tài khoản lạ đăng nhập: {user}.", "An unknown account logged in: {user}."),
    },
}
