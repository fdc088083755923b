"""Texts before anybody is signed in: the service away, the password, a managed child's session."""

from __future__ import annotations

from app.words.texts import Texts

TEXTS: Texts = {
    "gate.wait": {"parent": ("Đang nối…", "Connecting…")},
    "gate.again": {"parent": ("Thử lại", "Try again")},
    "gate.away.itself": {
        "parent": (
            "Cửa sổ này tự nối lại khi được.",
            "This window connects by itself as soon as it can.",
        ),
    },
    "gate.away.not_running.head": {"parent": ("Lũy Tre chưa chạy", "Lũy Tre is not running")},
    "gate.away.not_running": {
        "parent": (
            "Khi Lũy Tre không chạy thì chưa giữ được quy tắc nào. Khởi động từ dòng lệnh:",
            "While Lũy Tre does not run, no rule is kept. Start it in a terminal:",
        ),
    },
    "gate.away.not_running.command": {
        "parent": ("sudo systemctl start luytre", "sudo systemctl start luytre"),
    },
    "gate.away.not_running.advice": {"parent": ("./run", "./run")},
    "gate.away.no_permission.head": {
        "parent": ("Tài khoản này chưa được vào", "This account may not come in"),
    },
    "gate.away.no_permission": {
        "parent": (
            "Ổ cắm của Lũy Tre không mở cho tài khoản này. Cài lại sẽ đặt đúng quyền.",
            "The socket of Lũy Tre is closed to this account. Installing again sets it right.",
        ),
    },
    "gate.away.no_permission.command": {"parent": ("sudo ./run", "sudo ./run")},
    "gate.away.version.head": {
        "parent": ("Lũy Tre vừa được cập nhật", "Lũy Tre was updated"),
    },
    "gate.away.version": {
        "parent": (
            "Cửa sổ này thuộc bản khác. Đóng rồi mở lại là được.",
            "This window is of another version. Close it and open it again.",
        ),
    },
    "gate.away.nobody.head": {
        "parent": ("Tài khoản này không phải của một người", "This is no person's account"),
    },
    "gate.away.nobody": {
        "parent": (
            "Mở cửa sổ này từ tài khoản của bạn.",
            "Open this window from your own account.",
        ),
    },
    "gate.away.role.head": {
        "parent": ("Tài khoản này vừa thành của con", "This account became a child's"),
    },
    "gate.away.role": {
        "parent": (
            "Từ giờ hãy mở cửa sổ này trong tài khoản của bạn.",
            "From now on open this window in your own account.",
        ),
    },
    "gate.away.connections.head": {
        "parent": ("Đang mở quá nhiều cửa sổ", "Too many windows are open"),
    },
    "gate.away.connections": {
        "parent": (
            "Đóng bớt cửa sổ Lũy Tre khác của tài khoản này.",
            "Close some other Lũy Tre windows of this account.",
        ),
    },
    "gate.away.rate.head": {"parent": ("Lũy Tre đang bận", "Lũy Tre is busy")},
    "gate.away.rate": {
        "parent": (
            "Tài khoản này vừa hỏi quá nhiều. Chờ một lát.",
            "This account asked too much just now. Wait a moment.",
        ),
    },
    "gate.away.garbled.head": {
        "parent": ("Không hiểu câu trả lời", "The answer was not understood"),
    },
    "gate.away.garbled": {
        "parent": (
            "Ở ổ cắm đó không phải Lũy Tre, hoặc là bản khác. Cài lại sẽ sửa được.",
            "What answers there is not Lũy Tre, or another version. Installing again helps.",
        ),
    },
    "gate.away.garbled.command": {"parent": ("sudo ./run", "sudo ./run")},
    "gate.away.closed.head": {
        "parent": ("Chưa nối được với Lũy Tre", "Lũy Tre cannot be reached"),
    },
    "gate.away.closed": {
        "parent": (
            "Lũy Tre có thể đang khởi động lại. Thứ đang khóa vẫn khóa.",
            "Lũy Tre may be restarting. What is locked stays locked.",
        ),
    },
    # --- the password -----------------------------------------------------------------------------
    "gate.password": {"parent": ("Mật khẩu của bố mẹ", "Parent's password")},
    "gate.peek": {"parent": ("Hiện chữ đã gõ", "Show what is typed")},
    "gate.sign_in.title": {"parent": ("Chào bạn", "Welcome")},
    "gate.sign_in.lead": {
        "parent": (
            "Nhập mật khẩu của bố mẹ để xem và đổi quy tắc.",
            "Enter the parent's password to see and change the rules.",
        ),
    },
    "gate.sign_in.again": {
        "parent": (
            "Lũy Tre đã khởi động lại. Nhập mật khẩu một lần nữa.",
            "Lũy Tre restarted. Enter the password once more.",
        ),
    },
    "gate.sign_in": {"parent": ("Vào", "Sign in")},
    "gate.checking": {"parent": ("Đang kiểm tra…", "Checking…")},
    "gate.forgot": {
        "parent": (
            "Quên mật khẩu? Nhập mã khôi phục vào ô trên, hoặc chạy: sudo luytre reset-password",
            "Forgotten? Type a recovery code above, or run: sudo luytre reset-password",
        ),
    },
    "gate.refused.wrong.head": {"parent": ("Mật khẩu chưa đúng.", "That is not the password.")},
    "gate.refused.wrong": {
        "parent": ("Xem lại dấu và phím Caps Lock.", "Look at accents and Caps Lock."),
    },
    "gate.refused.closed.head": {
        "parent": ("Chưa nối được với Lũy Tre.", "Lũy Tre cannot be reached."),
    },
    "gate.refused.closed": {"parent": ("Thử lại sau ít giây.", "Try again in some seconds.")},
    "gate.refused.other.head": {"parent": ("Chưa vào được.", "That did not work.")},
    "gate.refused.other": {
        "parent": ("Thử lại sau ít phút.", "Try again in a few minutes."),
    },
    "gate.wait.head": {"parent": ("Thử hơi nhiều lần.", "That was tried often.")},
    "gate.wait.text": {
        "parent": ("Chờ {left} rồi thử lại.", "Wait {left}, then try again."),
    },
    "gate.wait.over": {"parent": ("Giờ thử lại được rồi.", "You can try again now.")},
    # --- a managed child's session ----------------------------------------------------------------
    "gate.code.title": {"parent": ("Đây là phiên của con", "This is a child's session")},
    "gate.code.lead": {
        "parent": (
            "Muốn cho thêm giờ ngay tại đây, dùng mã một lần trên điện thoại hoặc trên tờ giấy.",
            "To give time right here, use a one-time code from your phone or the printed sheet.",
        ),
    },
    "gate.code.digits": {"parent": ("Mã sáu số", "Six digits")},
    "gate.code.use": {"parent": ("Dùng mã", "Use the code")},
    "gate.code.why": {
        "parent": (
            "Mật khẩu không được hỏi ở đây: phần mềm của con có thể đọc phím gõ.",
            "The password is not asked for here: a program of the child could read the keys.",
        ),
    },
    "gate.code.done": {"parent": ("Đã cho thêm {minutes}.", "{minutes} more were given.")},
    "gate.code.wrong.head": {"parent": ("Mã chưa đúng.", "That code is not good.")},
    "gate.code.wrong": {
        "parent": (
            "Mỗi mã chỉ dùng được một lần. Chờ mã mới trên điện thoại.",
            "Each code is good once. Wait for the next one on the phone.",
        ),
    },
    "gate.code.none.head": {"parent": ("Chưa có mã nào.", "There are no codes yet.")},
    "gate.code.none": {
        "parent": (
            "Tạo mã trong Cài đặt, từ tài khoản của bạn.",
            "Make codes in Settings, from your own account.",
        ),
    },
    "gate.code.other.head": {"parent": ("Chưa dùng được mã.", "The code was not taken.")},
    "gate.code.other": {"parent": ("Thử lại sau ít phút.", "Try again in a few minutes.")},
    "gate.switch": {"parent": ("Đổi người dùng", "Switch user")},
    "gate.switch.none.head": {
        "parent": ("Màn hình này không tự đổi được.", "This desktop cannot switch by itself."),
    },
    "gate.switch.none": {
        "parent": (
            "Mở menu hệ thống, chọn Đổi người dùng hoặc Đăng xuất.",
            "Open the system menu, choose Switch user or Log out.",
        ),
    },
}
