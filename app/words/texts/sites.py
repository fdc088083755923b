"""The web in words: why a site is open or closed, asking for one, kinds of sites, fake services.

Names of services (YouTube, Zalo) are proper names and stand with the services themselves.
"""

from __future__ import annotations

from app.words.texts import Texts

TEXTS: Texts = {
    # --- why --------------------------------------------------------------------------------------
    "why.site_protected": {
        "0-6": ("Trang này luôn mở.", "This page is always open."),
        "7+": ("Trang này lúc nào cũng mở.", "This site is open at any time."),
        "parent": (
            "Trợ giúp, sức khỏe, cập nhật hoặc trường học: không danh sách nào đóng được.",
            "Help, health, updates or a school: no list can close it.",
        ),
    },
    "why.site_blocked": {
        "0-6": ("Bố mẹ đang đóng trang này.", "Mum and Dad keep this closed."),
        "7-12": (
            "Bố mẹ đang đóng trang này. Em có thể xin mở.",
            "Your parents keep this site closed. You can ask.",
        ),
        "13+": ("Trang này đang đóng. Bạn có thể nêu ý kiến.", "Closed. You can object."),
        "parent": ("Bạn đã đóng trang này.", "You closed this site."),
    },
    "why.site_allowed": {
        "0-6": ("Con xem được.", "You can look at it."),
        "7-12": ("Bố mẹ cho em vào trang này.", "Your parents allowed this site."),
        "13+": ("Trang này được phép vào.", "This site is allowed."),
        "parent": ("Bạn đã cho phép trang này.", "You allowed this site."),
    },
    "why.site_ask": {
        "0-6": ("Con hỏi bố mẹ nhé.", "Ask Mum or Dad."),
        "7-12": ("Trang này cần hỏi bố mẹ trước.", "Ask your parents about this site first."),
        "13+": ("Trang này cần hỏi bố mẹ trước.", "This site needs a yes first."),
        "parent": ("Con cần hỏi bạn trước khi vào.", "Your child asks you before opening it."),
    },
    "why.site_warn": {
        "0-6": ("Con gọi bố mẹ cùng xem nhé.", "Look together with Mum or Dad."),
        "7-12": ("Bố mẹ dặn em cẩn thận ở trang này.", "Your parents say: be careful here."),
        "13+": ("Bố mẹ nhắc nên cẩn thận ở trang này.", "Your parents ask for care here."),
        "parent": ("Bạn muốn con được nhắc ở trang này.", "You want a reminder shown here."),
    },
    "why.site_never": {
        "0-6": ("Trang này không dành cho trẻ em.", "This page is not for children."),
        "7-12": (
            "Trang này không dành cho trẻ em, nên luôn đóng.",
            "This site is not for children, so it stays closed.",
        ),
        "13+": (
            "Loại trang này luôn đóng với người dưới 18 tuổi.",
            "Sites of this kind stay closed for everyone under 18.",
        ),
        "parent": (
            "Thuộc loại luôn đóng với trẻ em (Luật Trẻ em, Điều 6).",
            "Of a kind that is always closed to children (Law on Children, article 6).",
        ),
    },
    "why.site_category": {
        "0-6": ("Trang này để khi con lớn hơn.", "This is for when you are bigger."),
        "7-12": ("Loại trang này chưa hợp với tuổi em.", "This kind of site is not for you yet."),
        "13+": (
            "Loại trang này được giới hạn ở tuổi của bạn.",
            "Sites of this kind are limited at your age.",
        ),
        "parent": ("Loại trang này đang được giới hạn.", "Sites of this kind are limited."),
    },
    "why.site_good": {
        "0-6": ("Trang này hay, con xem nhé.", "A good page for you."),
        "7-12": ("Trang này hợp với em.", "A good site for you."),
        "13+": ("Trang học tập, luôn mở.", "A learning site, open to you."),
        "parent": ("Trang học tập hoặc tốt cho trẻ em.", "For learning, or good for children."),
    },
    "why.site_fake": {
        "0-6": ("Trang giả đấy. Gọi bố mẹ nhé.", "That page is fake. Call Mum or Dad."),
        "7-12": (
            "Trang này giả hoặc gây hại. Em đừng gõ gì vào, gọi bố mẹ nhé.",
            "This site is fake or does harm. Type nothing, call your parents.",
        ),
        "13+": (
            "Trang này bị báo là lừa đảo, giả mạo hoặc có mã độc.",
            "This site is reported as a scam, a fake or as harmful software.",
        ),
        "parent": (
            "Bị báo là lừa đảo, giả mạo hoặc có mã độc.",
            "Reported as phishing, a scam, a fake or malware.",
        ),
    },
    "why.site_lookalike": {
        "0-6": ("Trang này dễ nhầm. Hỏi bố mẹ nhé.", "It may be a fake. Ask first."),
        "7-12": (
            "Tên trang này giống trang khác. Em hỏi bố mẹ trước nhé.",
            "This name looks like another site's. Ask your parents first.",
        ),
        "13+": (
            "Tên trang này giống một trang nổi tiếng nhưng không phải trang đó.",
            "This name looks like a well-known site's, but it is not that site.",
        ),
        "parent": (
            "Tên giống một dịch vụ nổi tiếng nhưng không phải của họ.",
            "The name imitates a well-known service and is not theirs.",
        ),
    },
    "why.site_unknown": {
        "0-6": ("Trang này lạ. Con hỏi bố mẹ nhé.", "This page is new. Ask Mum or Dad."),
        "7-12": ("Trang này còn lạ. Em hỏi bố mẹ nhé.", "This site is new. Ask first."),
        "13+": ("Trang này chưa có trong danh sách nào.", "This site is on no list yet."),
        "parent": ("Trang lạ, chưa có trong danh sách nào.", "An unknown site, on no list."),
    },
    "why.site_open": {
        "0-6": ("Con xem được.", "You can look at it."),
        "7+": ("Trang này đang mở.", "This site is open."),
        "parent": ("Trang đã biết, không có gì cần giới hạn.", "Known; nothing stands against it."),
    },
    # --- the record -------------------------------------------------------------------------------
    "record.grant.site_ruled": {
        "parent": ("Đã đặt riêng cho một trang: {site}.", "A rule for a site was set: {site}."),
    },
    # --- asking -----------------------------------------------------------------------------------
    "ask.site.title": {
        "0-6": ("Con muốn xem trang nào?", "Which page shall we open?"),
        "7-12": ("Em muốn mở trang nào?", "Which site would you like?"),
        "13+": ("Xin mở trang nào?", "Which site?"),
    },
    "ask.waiting.site": {
        "0-6": ("Đang chờ bố mẹ.", "Waiting for Mum and Dad."),
        "7-12": (
            "Đã gửi bố mẹ lúc {at}: xin mở {name}. Đang chờ trả lời.",
            "Sent to your parents at {at}: open {name}. Waiting for an answer.",
        ),
        "13+": (
            "Đã gửi lúc {at}: xin mở {name}. Hạn trả lời {due}.",
            "Sent at {at}: open {name}. Answer due {due}.",
        ),
    },
    "ask.yes.site": {
        "0-6": ("Con xem được rồi.", "You can look at it now."),
        "7-12": ("Bố mẹ cho em mở {name}.", "Your parents let you open {name}."),
        "13+": ("Bố mẹ đồng ý mở {name}.", "Your parents agreed to {name}."),
    },
    "ask.which.site": {
        "0-6": ("Tên trang", "Its name"),
        "7+": ("Tên trang, như truyen.example.vn", "Name of the site, such as stories.example"),
    },
    # --- verdicts ---------------------------------------------------------------------------------
    "site.verdict.allow": {"all": ("Mở", "Open")},
    "site.verdict.tip": {"all": ("Mở, có lời nhắc", "Open, with a tip")},
    "site.verdict.warn": {"all": ("Mở, có cảnh báo", "Open, with a warning")},
    "site.verdict.ask": {"all": ("Cần hỏi", "Ask first")},
    "site.verdict.wait": {"all": ("Chờ", "Wait")},
    "site.verdict.block": {"all": ("Đóng", "Closed")},
    # --- stopped sites ----------------------------------------------------------------------------
    "site.stopped": {
        "0-6": ("Trang này đang đóng.", "This page is closed."),
        "7+": ("Trang {name} đang đóng.", "{name} is closed."),
        "parent": ("Đã dừng: {name}", "Stopped: {name}"),
    },
    "site.stopped.count": {
        "0-6": ("{count} trang đóng.", "{count} pages closed."),
        "7+": ("{count} lần một trang bị dừng.", "{count} times a site was stopped."),
        "parent": ("{count} lần dừng", "{count} stops"),
    },
    "seen.stopped": {
        "0-6": ("Trang đóng", "Closed pages"),
        "7+": ("Trang bị dừng", "Sites stopped"),
        "parent": ("Trang bị dừng", "Sites stopped"),
    },
    # --- fake and dangerous services (Decision 830/QD-TTg, IV.9.c) --------------------------------
    "site.fake.what": {
        "0-6": ("Đây không phải {brand} thật.", "This is not the real {brand}."),
        "7-12": ("Trang này làm giống {brand}, nhưng không phải.", "It only looks like {brand}."),
        "13+": ("Trang này giả làm {brand}.", "This site pretends to be {brand}."),
        "parent": ("Trang này giả làm {brand}.", "This site pretends to be {brand}."),
    },
    "site.fake.typed": {
        "0-6": ("Lỡ gõ gì, gọi bố mẹ nhé.", "Typed something? Call Mum or Dad."),
        "7-12": (
            "Em lỡ gõ gì vào đó? Kể cho bố mẹ ngay nhé. Gọi 111 cũng được.",
            "Did you type something there? Tell your parents now. You can call 111 too.",
        ),
        "13+": (
            "Nếu đã gõ gì ở đó: đổi mật khẩu ngay, nói với người lớn bạn tin, hoặc gọi 111.",
            "If you typed something there: change the password now, tell an adult, or call 111.",
        ),
        "parent": (
            "Nếu con đã gõ gì ở đó: đổi mật khẩu, báo ngân hàng khi có số thẻ; gọi 111.",
            "If something was typed: change the password, call the bank about cards; 111 advises.",
        ),
    },
    "site.fake.back": {
        "0-6": ("Quay lại", "Go back"),
        "7+": ("Quay lại trang trước", "Go back"),
    },
    # --- kinds of sites ---------------------------------------------------------------------------
    "site.category.porn": {
        "child": ("Trang người lớn", "Adult content"),
        "parent": ("Khiêu dâm", "Pornography"),
    },
    "site.category.abuse": {
        "child": ("Trang gây hại trẻ em", "Harm to children"),
        "parent": ("Xâm hại trẻ em", "Child abuse"),
    },
    "site.category.gambling": {"all": ("Cờ bạc, cá cược", "Gambling and betting")},
    "site.category.drugs": {"all": ("Ma túy, chất gây nghiện", "Drugs")},
    "site.category.self_harm": {
        "child": ("Trang gây hại bản thân", "Harming oneself"),
        "parent": ("Cổ vũ tự gây hại", "Promoting self-harm"),
    },
    "site.category.gore": {"all": ("Hình ảnh máu me", "Gore")},
    "site.category.extremist": {"all": ("Cực đoan, thù ghét", "Extremism and hate")},
    "site.category.adult_chat": {"all": ("Trò chuyện người lớn", "Adult chat")},
    "site.category.phishing": {"all": ("Lừa lấy mật khẩu", "Phishing")},
    "site.category.scam": {"all": ("Lừa đảo", "Scams")},
    "site.category.impersonation": {"all": ("Giả mạo", "Impersonation")},
    "site.category.malware": {"all": ("Mã độc", "Malware")},
    "site.category.bypass": {"all": ("VPN, vượt lọc", "VPN and ways round filters")},
    "site.category.dating": {"all": ("Hẹn hò", "Dating")},
    "site.category.forums": {"all": ("Diễn đàn", "Forums")},
    "site.category.live_stream": {"all": ("Phát trực tiếp", "Live streams")},
    "site.category.loot_box": {"all": ("Mua bán đồ trong game", "Loot boxes and trading")},
    "site.category.horror": {"all": ("Kinh dị", "Horror")},
    "site.category.violence": {"all": ("Bạo lực", "Violence")},
    "site.category.social": {"all": ("Mạng xã hội", "Social networks")},
    "site.category.chat": {"all": ("Nhắn tin", "Chat")},
    "site.category.video": {"all": ("Xem phim, video", "Video")},
    "site.category.games": {"all": ("Trò chơi", "Games")},
    "site.category.shopping": {"all": ("Mua sắm", "Shopping")},
    "site.category.news": {"all": ("Tin tức", "News")},
    "site.category.ai_chat": {"all": ("Trò chuyện với AI", "AI chat")},
    "site.category.piracy": {"all": ("Phim, truyện, phần mềm lậu", "Piracy")},
    "site.category.search": {"all": ("Tìm kiếm", "Search")},
    "site.category.search_unsafe": {
        "all": ("Tìm kiếm không lọc được", "Search without a safe mode"),
    },
    "site.category.reference": {"all": ("Tra cứu", "Reference")},
    "site.category.government": {"all": ("Cơ quan nhà nước", "Government")},
    "site.category.bank": {"all": ("Ngân hàng", "Banks")},
    "site.category.mail": {"all": ("Thư điện tử", "Mail")},
    "site.category.tools": {"all": ("Công cụ", "Tools")},
    "site.category.infrastructure": {"all": ("Hạ tầng mạng", "Infrastructure")},
    "site.category.kids": {"all": ("Cho trẻ em", "For children")},
    "site.category.learning": {"all": ("Học tập", "Learning")},
    "site.category.school": {"all": ("Trường học", "Schools")},
    "site.category.help": {"all": ("Trợ giúp", "Help")},
    "site.category.health": {"all": ("Sức khỏe", "Health")},
    "site.category.updates": {"all": ("Cập nhật", "Updates")},
    "site.category.unknown": {"all": ("Trang lạ", "Unknown sites")},
    "site.category.lookalike": {"all": ("Tên dễ nhầm", "Look-alike names")},
    "site.category.parent": {
        "child": ("Bố mẹ đóng", "Closed by parents"),
        "parent": ("Bạn đã đóng", "Closed by you"),
    },
    # --- the command line -------------------------------------------------------------------------
    "verb.judge-site": {
        "parent": ("Trẻ ở một tuổi gặp gì ở từng trang", "What a child of an age meets at a site"),
    },
    "verb.option.age": {"parent": ("tuổi của con", "the child's age")},
    "verb.option.names": {
        "parent": ("tên trang, như vnexpress.net", "names of sites, such as vnexpress.net"),
    },
    "verb.option.table": {
        "parent": (
            "bảng tên của máy này thay cho danh sách có sẵn",
            "a table of names made on this PC, in place of our own list",
        ),
    },
    "judge.line": {"parent": ("{name}: {verdict}. {why}", "{name}: {verdict}. {why}")},
    "judge.error.age": {
        "parent": ("{age} không phải là một tuổi.", "{age} is no age."),
    },
    "judge.error.name": {
        "parent": ("{name} không phải tên trang: {why}.", "{name} is no name of a site: {why}."),
    },
    "judge.error.empty": {"parent": ("trống", "it is empty")},
    "judge.error.too_long": {"parent": ("quá dài", "it is too long")},
    "judge.error.an_address": {"parent": ("đó là một địa chỉ", "it is an address")},
    "judge.error.not_a_name": {
        "parent": ("có ký tự không dùng trong tên", "it has characters that names do not have"),
    },
    "judge.error.table": {
        "parent": ("{file}: không dùng được ({code}).", "{file}: cannot be used ({code})."),
    },
}
