"""The first-log-in page: what is recorded, who sees it, for how long, what is never recorded.

Nothing about a child is recorded before this page was shown (hazards.md, Told before recorded). The
rows follow the visibility table; disclosures get their row when that part exists.
"""

from __future__ import annotations

from app.words.texts import Texts

TEXTS: Texts = {
    "told.title": {
        "0-6": ("Chào {name}!", "Hello {name}!"),
        "7-12": ("Chào {name}, đây là Lũy Tre!", "Hi {name}, this is Lũy Tre!"),
        "13+": ("Chào {name}, trước khi bắt đầu", "Hi {name}, before we start"),
    },
    "told.lead": {
        "0-6": ("Mắt tre giúp con nhớ giờ nghỉ.", "The bamboo eye helps you rest."),
        "7-9": (
            "Mắt tre giúp em nhớ giờ. Em đọc trước nhé.",
            "The bamboo eye keeps the time. Please read this first.",
        ),
        "7-12": (
            "Lũy Tre giúp em giữ giờ dùng máy. Em đọc trước khi máy ghi gì nhé.",
            "Lũy Tre helps you keep your PC time. Read this before anything is recorded.",
        ),
        "13-15": (
            "Lũy Tre giữ giờ dùng máy mà bố mẹ đã đặt. "
            "Chưa có gì được ghi khi bạn chưa đọc trang này.",
            "Lũy Tre keeps the PC times your parents set. "
            "Nothing is recorded until you saw this page.",
        ),
        "16-17": (
            "Lũy Tre nhắc giờ theo thỏa thuận trong nhà. "
            "Chưa có gì được ghi khi bạn chưa đọc trang này.",
            "Lũy Tre reminds you of what your family agreed. "
            "Nothing is recorded until you saw this.",
        ),
    },
    "told.recorded.head": {
        "0-6": ("Máy nhớ", "It remembers"),
        "7-12": ("Máy ghi gì", "What is recorded"),
        "13+": ("Điều được ghi", "What is recorded"),
    },
    "told.recorded": {
        "0-6": ("Con dùng gì, bao lâu.", "What you use, how long."),
        "7-9": (
            "Em dùng phần mềm nào và trong bao lâu.",
            "Which programs you use and for how long.",
        ),
        "7-12": (
            "Phần mềm em dùng và thời gian dùng. Bài học không trừ giờ chơi.",
            "Which programs you use and for how long. Homework costs no play time.",
        ),
        "13-15": (
            "Phần mềm bạn dùng và thời gian dùng; việc đổi quy tắc và sự cố của Lũy Tre.",
            "Programs and how long they are used; changes of rules and troubles of Lũy Tre.",
        ),
        "16-17": (
            "Tổng thời gian mỗi ngày; việc đổi quy tắc và sự cố của Lũy Tre.",
            "Total time of each day; changes of rules and troubles of Lũy Tre.",
        ),
    },
    "told.web.head": {
        "0-6": ("Trang web", "Pages"),
        "7-12": ("Trang web thì sao", "What about sites"),
        "13+": ("Trang web", "Sites"),
    },
    "told.web": {
        "0-6": ("Bố mẹ thấy tên trang bị đóng.", "Closed pages are seen by name."),
        "7-9": (
            "Trang bị dừng: máy ghi tên trang và số lần. Bố mẹ thấy, sau {days} máy xóa. "
            "Trang em xem được thì máy không ghi.",
            "Sites that are stopped: their name and how often. "
            "Your parents see it, {days} later it is deleted. Sites you can open are not recorded.",
        ),
        "7-12": (
            "Trang bị dừng: ghi tên và số lần, bố mẹ thấy, giữ {days}. "
            "Trang em xem được và địa chỉ thì không ghi.",
            "Stopped sites: name and how often, seen by your parents, kept {days}. "
            "Sites you can open, and addresses, are not recorded.",
        ),
        "13-15": (
            "Trang bị dừng: ghi tên và số lần, bố mẹ thấy, giữ {days}. "
            "Không ghi trang bạn xem được, không ghi địa chỉ.",
            "Stopped sites: name and how often, seen by your parents, kept {days}. "
            "Sites you can open, and addresses, are not recorded.",
        ),
        "16-17": (
            "Chỉ ghi số lần một trang bị dừng. Bố mẹ thấy con số, không thấy tên trang. "
            "Không ghi trang bạn xem.",
            "Only how often a site was stopped. Your parents see the number, no names. "
            "What you browse is not recorded.",
        ),
    },
    "told.sees.head": {
        "0-6": ("Ai xem", "Who sees it"),
        "7-12": ("Bố mẹ thấy gì", "What your parents see"),
        "13+": ("Ai thấy gì", "Who sees what"),
    },
    "told.sees": {
        "0-6": ("Bố mẹ thấy con đang dùng gì.", "Mum and Dad see it."),
        "7-9": (
            "Bố mẹ thấy em đang dùng gì và mỗi thứ bao lâu.",
            "Your parents see what you use and for how long.",
        ),
        "7-12": (
            "Bố mẹ thấy em đang mở gì và giờ dùng từng phần mềm.",
            "Your parents see what is open and the time of each program.",
        ),
        "13-15": (
            "Bố mẹ thấy “đang dùng máy” và giờ còn lại. "
            "Từ hôm sau, họ thấy thời gian theo nhóm, không theo từng phần mềm.",
            "Your parents see “in use” and the time left. "
            "From the next day on they see time by group, not by program.",
        ),
        "16-17": (
            "Bố mẹ thấy “đang dùng máy” và tổng giờ mỗi ngày. Không thấy bạn mở phần mềm nào.",
            "Your parents see “in use” and the total of each day. They do not see which programs.",
        ),
    },
    "told.days.head": {
        "0-6": ("Bao lâu", "How long"),
        "7-12": ("Giữ bao lâu", "Kept for how long"),
        "13+": ("Giữ bao lâu", "For how long"),
    },
    "told.days": {
        "0-6": ("Sau {days}, máy quên.", "After {days} it forgets."),
        "7-12": (
            "Chi tiết giữ {days} rồi xóa. Tổng mỗi ngày giữ {totals}.",
            "Details are kept {days}, then deleted. Day totals stay {totals}.",
        ),
        "13+": (
            "Chi tiết bị xóa sau {days}. Tổng mỗi ngày giữ {totals}.",
            "Details are deleted after {days}. Day totals stay {totals}.",
        ),
    },
    "told.never.head": {
        "0-6": ("Không bao giờ", "Never"),
        "7+": ("Không bao giờ ghi", "Never recorded"),
    },
    "told.never": {
        "0-6": ("Không nghe, không nhìn con.", "It never listens or watches."),
        "7-9": (
            "Máy không ghi chữ em gõ, ảnh màn hình hay giọng nói.",
            "It never keeps your words, your screen or your voice.",
        ),
        "7-12": (
            "Chữ em gõ, ảnh màn hình, máy ảnh, giọng nói. Lúc em mở trang trợ giúp.",
            "What you type, your screen, camera or voice. When you open help.",
        ),
        "13+": (
            "Chữ bạn gõ, ảnh màn hình, máy ảnh, micro, tiêu đề cửa sổ, lần mở trang trợ giúp.",
            "What you type, the screen, camera, microphone, window titles, when you open help.",
        ),
    },
    "told.same": {
        "0-6": ("Con cũng xem được.", "You can see it too."),
        "7-12": ("Em xem được đúng những gì bố mẹ thấy.", "You can see just what they see."),
        "13+": (
            "Bạn xem được đúng những dòng bố mẹ thấy, bất cứ lúc nào.",
            "You can see the very same lines as your parents, at any time.",
        ),
    },
    "told.object": {
        "0-6": ("Bố mẹ đọc cùng con nhé.", "Read it with Mum or Dad."),
        "7-12": (
            "Em có thể nói chưa đồng ý. Bố mẹ sẽ biết và nghe em. Giờ vẫn tính.",
            "You may say no. Your parents will know and listen. Times still hold.",
        ),
        "13+": (
            "Bạn có thể không đồng ý. Bố mẹ được biết; giới hạn giờ vẫn áp dụng.",
            "You may disagree. Your parents are told; the time rules still apply.",
        ),
    },
    "told.later": {
        "0-6": ("Xem lại lúc nào cũng được.", "Look again at any time."),
        "7+": ("Trang này mở lại được từ mắt tre.", "The bamboo eye opens this page again."),
    },
    "told.agree": {
        "0-6": ("Bố mẹ đã đọc", "A parent has read it"),
        "7-12": ("Em đã đọc", "I have read it"),
        "13+": ("Tôi đã đọc", "I have read it"),
    },
    "told.disagree": {
        "0-6": ("Chưa đồng ý", "Not yet"),
        "7-12": ("Em chưa đồng ý", "I do not agree"),
        "13+": ("Tôi không đồng ý", "I do not agree"),
    },
    "told.window": {"all": ("Lũy Tre: trước khi bắt đầu", "Lũy Tre: before we start")},
}
