"""What the command line says of a wrong command, file or name, and of rules that are not sound."""

from __future__ import annotations

from app.words.texts import Texts

TEXTS: Texts = {
    "verb.error.verb": {
        "parent": ("Không có lệnh {word}.", "There is no verb {word}."),
    },
    "verb.error.option": {
        "parent": ("Không có tùy chọn {word} ở đây.", "There is no option {word} here."),
    },
    "verb.error.number": {
        "parent": (
            "{word} cần một số nguyên, không phải {value}.",
            "{word} takes a whole number, not {value}.",
        ),
    },
    "verb.error.choice": {
        "parent": (
            "{word} không nhận {value}. Chọn một trong: {known}.",
            "{word} does not take {value}. Choose one of: {known}.",
        ),
    },
    "verb.error.value": {
        "parent": ("Sau {word} còn thiếu một giá trị.", "{word} needs a value after it."),
    },
    "verb.error.missing": {"parent": ("Còn thiếu: {word}.", "Still missing: {word}.")},
    "verb.error.file.none": {"parent": ("không có tệp này", "no such file")},
    "verb.error.file.folder": {"parent": ("đây là một thư mục", "this is a folder")},
    "verb.error.file.closed": {
        "parent": ("tài khoản này không được mở", "this account may not open it"),
    },
    "verb.error.file.full": {
        "parent": ("ổ đĩa đầy hoặc chỉ cho đọc", "the disk is full or read-only"),
    },
    "verb.error.file.text": {
        "parent": ("không phải văn bản UTF-8", "this is no UTF-8 text"),
    },
    "verb.problem.unknown": {
        "parent": ("không có khóa này; ý bạn là `{near}`?", "unknown key; did you mean `{near}`?"),
    },
    "verb.problem.known": {
        "parent": ("không có khóa này; có: {known}", "unknown key; known are {known}"),
    },
    "verb.problem.account": {
        "parent": (
            "máy này không có tài khoản {value}; có: {known}",
            "this PC has no account {value}; there are: {known}",
        ),
    },
    "verb.problem.zone": {
        "parent": (
            "{value} không phải múi giờ; ý bạn là `{near}`?",
            "{value} is no time zone; did you mean `{near}`?",
        ),
    },
    "verb.problem.digits": {
        "parent": ("một số có quá nhiều chữ số", "a number has too many digits"),
    },
    "verb.problem.future": {
        "parent": ("{value} là một ngày chưa đến", "{value} is in the future"),
    },
    "verb.error.hint": {"parent": ("Ý bạn là {word}?", "Did you mean {word}?")},
    "verb.error.no_permission": {
        "parent": (
            "Tài khoản này không mở được {path}.",
            "This account may not open {path}.",
        ),
    },
    "verb.error.version": {
        "parent": (
            "Dịch vụ đang chạy thuộc bản khác. Hãy khởi động lại dịch vụ.",
            "The running service is of another version. Restart it.",
        ),
    },
    "verb.error.unreachable": {
        "parent": ("Dịch vụ không trả lời ({code}).", "The service does not answer ({code})."),
    },
    "verb.error.child": {
        "parent": (
            "Trong tài khoản của con, mật khẩu bố mẹ không được hỏi. Hãy dùng tài khoản khác.",
            "In a child's account the parent's password is never asked for. Use another account.",
        ),
    },
    "verb.error.no_terminal": {
        "parent": (
            "Cần mật khẩu, mà không có cửa sổ lệnh để hỏi: dùng --password-fd N hoặc sudo.",
            "A password is needed and there is no terminal to ask: use --password-fd N, or sudo.",
        ),
    },
    "verb.error.wrong": {"parent": ("Mật khẩu chưa đúng.", "The password is wrong.")},
    "verb.error.not_taken": {
        "parent": (
            "Quá lớn hoặc ngoài giới hạn, dịch vụ không nhận.",
            "Too large or out of bounds; the service does not take it.",
        ),
    },
    "verb.error.descriptor": {
        "parent": ("Không đọc được tệp mở sẵn số {fd}.", "File descriptor {fd} cannot be read."),
    },
    "verb.error.whose": {
        "parent": ("Của ai? --child TÊN. Có: {known}.", "Whose? --child NAME. Known: {known}."),
    },
    "verb.error.child_unknown": {
        "parent": (
            "Không có con nào tên {name}.",
            "There is no child called {name}.",
        ),
    },
    "verb.error.time": {
        "parent": (
            "Không hiểu giờ {value}; viết như 2026-11-24T20:45.",
            "{value} is no local time; write it as 2026-11-24T20:45.",
        ),
    },
    "verb.error.date": {
        "parent": (
            "Không hiểu ngày {value}; viết như 2026-11-24.",
            "{value} is no date; write it as 2026-11-24.",
        ),
    },
    "verb.error.year": {
        "parent": (
            "{value}: năm phải từ {first} đến {last}.",
            "{value}: the year must be from {first} to {last}.",
        ),
    },
    "verb.error.over": {
        "parent": ("{value} đã qua rồi.", "{value} is already over."),
    },
    "verb.error.atleast": {
        "parent": ("{word} cần ít nhất {least}.", "{word} must be {least} at least."),
    },
    "verb.error.order": {
        "parent": (
            "Ngày đầu {first} đứng sau ngày cuối {last}.",
            "The first day {first} is after the last, {last}.",
        ),
    },
    "verb.error.needs_site": {
        "parent": ("{word} cần --site TÊN.", "{word} needs --site NAME."),
    },
    "verb.error.not_with": {
        "parent": ("{word} không đi cùng {other}.", "{word} does not go with {other}."),
    },
    "verb.error.service": {
        "parent": ("Không có dịch vụ {value}.", "There is no service {value}."),
    },
    "verb.error.category": {
        "parent": ("Không có loại trang {value}.", "There is no kind of sites {value}."),
    },
    "verb.error.list": {
        "parent": ("Không có danh sách {value}.", "There is no list {value}."),
    },
    "verb.error.lists_do": {
        "parent": (
            "lists không nhận {value}. Có: update, on, off.",
            "lists does not take {value}. There are: update, on, off.",
        ),
    },
    "verb.error.minutes": {
        "parent": ("Cần số phút lớn hơn 0.", "The minutes must be more than 0."),
    },
    "verb.error.root": {
        "parent": (
            "Việc này cần quyền quản trị: sudo luytre {verb}",
            "This needs an administrator: sudo luytre {verb}",
        ),
    },
    "verb.error.not_installed": {
        "parent": (
            "Lũy Tre chưa được cài trên máy này ({path}).",
            "Lũy Tre is not installed on this PC ({path}).",
        ),
    },
    "verb.error.mismatch": {
        "parent": ("Hai lần nhập không giống nhau.", "The two are not the same."),
    },
    "verb.error.questions": {
        "parent": (
            "Thiết lập cần hỏi vài điều trong cửa sổ lệnh. Không có thì dùng: luytre policy set",
            "Set-up asks questions in a terminal. Without one, use: luytre policy set",
        ),
    },
}
