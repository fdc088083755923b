"""The rules of the web and stopped sites as rows: what holds of sites, and what is seen of stops.

`rule.KEY.head` and `.sub` read one RuleRow, `seen.KEY` one SeenRow (words.rows).
"""

from __future__ import annotations

from app.words.texts import Texts

TEXTS: Texts = {
    # --- rules ------------------------------------------------------------------------------------
    "rule.web_unknown_deny.head": {
        "0-6": ("Trang lạ đóng", "New pages closed"),
        "all": ("Trang lạ đóng", "Unknown sites closed"),
    },
    "rule.web_unknown_deny.sub": {
        "0-6": ("chỉ trang cho con", "pages for you only"),
        "all": ("chỉ mở trang cho trẻ em", "only sites for children open"),
    },
    "rule.web_unknown_ask.head": {
        "0-6": ("Trang lạ thì hỏi", "New page? Ask"),
        "all": ("Trang lạ thì hỏi", "Unknown site? Ask"),
    },
    "rule.web_unknown_ask.sub": {"all": ("bố mẹ xem cùng", "look at it together")},
    "rule.web_unknown_check.head": {
        "0-6": ("Trang lạ thì hỏi", "New page? Ask"),
        "all": ("Trang lạ thì hỏi", "Unknown site? Ask"),
    },
    "rule.web_unknown_check.sub": {
        "all": ("bố mẹ xem cùng", "look at it together"),
    },
    "rule.web_unknown_warn.head": {
        "0-6": ("Trang lạ có nhắc", "New page? Take care"),
        "all": ("Trang lạ vẫn mở", "Unknown sites open"),
    },
    "rule.web_unknown_warn.sub": {
        "0-6": ("gọi bố mẹ cùng xem", "look together"),
        "all": ("tên giả mạo thì được nhắc", "fake names are warned of"),
    },
    "rule.web_open.head": {
        "0-6": ("Loại trang mở", "Open kinds"),
        "all": ("Loại trang được mở", "Kinds of sites opened"),
    },
    "rule.web_open.sub": {"0-6": ("cho con", "for you"), "all": ("{kinds}", "{kinds}")},
    "rule.web_warn.head": {
        "0-6": ("Trang cần cẩn thận", "Pages to take care"),
        "all": ("Có lời nhắc", "With a reminder"),
    },
    "rule.web_warn.sub": {"0-6": ("gọi bố mẹ nhé", "look together"), "all": ("{kinds}", "{kinds}")},
    "rule.web_ask.head": {
        "0-6": ("Trang cần hỏi", "Pages to ask for"),
        "all": ("Hỏi trước khi vào", "Ask first"),
    },
    "rule.web_ask.sub": {"0-6": ("hỏi bố mẹ nhé", "ask first"), "all": ("{kinds}", "{kinds}")},
    "rule.web_block.head": {
        "0-6": ("Trang để sau này", "Pages for later"),
        "all": ("Loại trang đang đóng", "Kinds of sites closed"),
    },
    "rule.web_block.sub": {
        "0-6": ("khi con lớn hơn", "when you are bigger"),
        "all": ("{kinds}", "{kinds}"),
    },
    "rule.web_never.head": {
        "0-6": ("Trang hại luôn đóng", "Bad pages stay closed"),
        "all": ("Trang gây hại luôn đóng", "Harmful sites stay closed"),
    },
    "rule.web_never.sub": {
        "0-6": ("với mọi bạn nhỏ", "for every child"),
        "all": (
            "người lớn, cờ bạc, ma túy, lừa đảo, mã độc, vượt lọc",
            "adult sites, gambling, drugs, scams, malware, ways around",
        ),
    },
    "rule.web_search.head": {
        "0-6": ("Tìm kiếm an toàn", "Safe search"),
        "all": ("Tìm kiếm an toàn", "Safe search"),
    },
    "rule.web_search.sub": {
        "0-6": ("luôn bật", "always on"),
        "all": ("kết quả được lọc", "results are filtered"),
    },
    "rule.web_youtube_strict.head": {"all": ("YouTube: lọc chặt", "YouTube: strict")},
    "rule.web_youtube_strict.sub": {
        "0-6": ("bớt video lạ", "fewer odd videos"),
        "all": ("ẩn video người lớn, ẩn bình luận", "adult videos and comments are hidden"),
    },
    "rule.web_youtube_moderate.head": {"all": ("YouTube: lọc vừa", "YouTube: moderate")},
    "rule.web_youtube_moderate.sub": {
        "0-6": ("bớt video lạ", "fewer odd videos"),
        "all": ("ẩn video người lớn", "adult videos are hidden"),
    },
    "rule.web_school.head": {
        "0-6": ("Trường luôn mở", "School is open"),
        "all": ("Trang trường luôn mở", "School site, always open"),
    },
    "rule.web_school.sub": {"all": ("{name}", "{name}")},
    "rule.web_lookalike_warn.head": {
        "0-6": ("Trang dễ nhầm có nhắc", "Copies: take care"),
        "all": ("Tên dễ nhầm có lời nhắc", "Look-alikes: a reminder"),
    },
    "rule.web_lookalike_warn.sub": {
        "0-6": ("gọi bố mẹ nhé", "look together"),
        "all": ("tên nhái ngân hàng, trò chơi", "names that copy banks or games"),
    },
    "rule.web_lookalike_ask.head": {
        "0-6": ("Trang dễ nhầm thì hỏi", "Copies? Ask"),
        "all": ("Tên dễ nhầm thì hỏi", "Look-alikes: ask first"),
    },
    "rule.web_lookalike_ask.sub": {
        "0-6": ("gọi bố mẹ nhé", "look together"),
        "all": ("tên nhái ngân hàng, trò chơi", "names that copy banks or games"),
    },
    "rule.web_lookalike_block.head": {
        "0-6": ("Trang dễ nhầm đóng", "Copies are closed"),
        "all": ("Tên dễ nhầm đang đóng", "Look-alikes closed"),
    },
    "rule.web_lookalike_block.sub": {
        "0-6": ("gọi bố mẹ nhé", "look together"),
        "all": ("tên nhái ngân hàng, trò chơi", "names that copy banks or games"),
    },
    "rule.site_open.head": {"all": ("Được mở", "Open")},
    "rule.site_open.sub": {"all": ("{name}", "{name}")},
    "rule.site_warn.head": {"all": ("Có lời nhắc", "With a reminder")},
    "rule.site_warn.sub": {"all": ("{name}", "{name}")},
    "rule.site_ask.head": {"all": ("Hỏi trước", "Ask first")},
    "rule.site_ask.sub": {"all": ("{name}", "{name}")},
    "rule.site_block.head": {"all": ("Đang đóng", "Closed")},
    "rule.site_block.sub": {"all": ("{name}", "{name}")},
    "rule.until": {"all": ("{sub}, đến {until}", "{sub}, until {until}")},
    "rule.chosen.product": {
        "0-6": ("cho mọi bạn nhỏ", "for every child"),
        "all": ("với mọi trẻ em", "for every child"),
    },
    # --- what is seen -----------------------------------------------------------------------------
    "seen.stop": {
        "0-6": ("Trang đóng", "Closed pages"),
        "all": ("Trang bị dừng", "Sites stopped"),
    },
    "seen.warned": {
        "0-6": ("Trang có lời nhắc", "Pages with a reminder"),
        "all": ("Trang có lời nhắc", "Sites with a reminder"),
    },
    "seen.stops_older": {
        "0-6": ("Trang đóng trước đó", "Closed before"),
        "all": ("Lần dừng trước đó", "Earlier stops"),
    },
    "seen.list": {"all": ("danh sách {list}", "list {list}")},
    # --- how the web is ---------------------------------------------------------------------------
    "web.on": {
        "0-6": ("Trang web đang được giữ an toàn.", "Pages are kept safe."),
        "7-12": (
            "Trang web đang được lọc theo tuổi của em.",
            "Sites are filtered for your age.",
        ),
        "13+": (
            "Trang web đang được lọc theo lứa tuổi.",
            "Sites are filtered for your age.",
        ),
    },
    "web.lost": {
        "0-6": ("Mạng đang trục trặc. Chờ chút nhé.", "The web has trouble. Wait a little."),
        "7-12": (
            "Bộ lọc trang đang khởi động lại. Trang chưa mở được thì em chờ một chút.",
            "The site filter is starting again. If a site does not open, wait a little.",
        ),
        "13+": (
            "Bộ lọc trang đang khởi động lại. Vài trang có thể chưa mở được.",
            "The site filter is starting again. Some sites may not open yet.",
        ),
    },
    "web.off": {
        "0-6": ("Trang web không lọc.", "Pages are not filtered."),
        "7+": ("Trang web đang không được lọc.", "Sites are not filtered for you."),
    },
}
