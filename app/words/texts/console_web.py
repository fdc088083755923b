"""Texts of the parent's window about the web: questions about sites, the page *Web*, the lists.

Why a site is open or closed, kinds of sites and verdicts stand in sites.py: they are the child's
words too.
"""

from __future__ import annotations

from app.words.texts import Texts

TEXTS: Texts = {
    "console.nav.web": {"parent": ("Trang web", "Web")},
    # --- questions about sites --------------------------------------------------------------------
    "console.asks.site": {"parent": ("xin mở {about}", "asks to open {about}")},
    "console.yes.site": {"parent": ("Mở hôm nay", "Allow today")},
    "console.yes.site.hour": {"parent": ("Mở 1 giờ", "Allow 1 hour")},
    "console.yes.site.today": {"parent": ("Mở hôm nay", "Allow today")},
    "console.yes.site.always": {"parent": ("Luôn mở", "Always allow")},
    "console.yes.site.word": {
        "parent": ("Mở hôm nay, kèm lời nhắn…", "Allow today, with a note…"),
    },
    "console.yes.site.wrong": {"parent": ("Danh sách nhầm…", "The lists are wrong…")},
    "console.site.asked.none": {
        "parent": ("Chưa tra được trang này.", "This site cannot be looked up just now."),
    },
    "console.site.asked.service": {
        "parent": ("Cả dịch vụ, với mọi tên của nó.", "The whole service, with all its names."),
    },
    "console.site.asked.shut": {
        "parent": (
            "{known}. Chỉ đồng ý thì chưa mở được.",
            "{known}. A yes alone does not open it.",
        ),
    },
    "console.site.known": {"parent": ("{kinds} · theo {lists}", "{kinds} · listed by {lists}")},
    "console.site.ours": {"parent": ("danh sách của Lũy Tre", "Lũy Tre")},
    "console.site.wrong.sure": {
        "parent": ("Danh sách nhầm về {site}?", "Are the lists wrong about {site}?"),
    },
    "console.site.wrong.text": {
        "parent": (
            "{known}. Loại này luôn đóng với trẻ em. Chỉ mở khi bạn đã tự xem trang này.",
            "{known}. This kind is always closed to children. Open it only if you have looked.",
        ),
    },
    "console.site.wrong.yes": {"parent": ("Đã xem, mở ra", "I have looked, open it")},
    "console.setting.web.kind": {"parent": ("loại trang {kind}", "sites of the kind {kind}")},
    "console.setting.web.unknown": {"parent": ("trang lạ", "unknown sites")},
    "console.setting.web.lookalikes": {"parent": ("tên dễ nhầm", "look-alike names")},
    "console.setting.web.on": {"parent": ("lọc trang web", "the web filter")},
    "console.setting.web.schools": {"parent": ("trang của trường", "the school's sites")},
    # --- the page ---------------------------------------------------------------------------------
    "console.web.on": {
        "parent": (
            "Tên trang của {name} đang được lọc theo tuổi.",
            "Sites are filtered by age for {name}.",
        ),
    },
    "console.web.on.text": {
        "parent": (
            "Ở mọi phần mềm trong tài khoản của con.",
            "In every program of the child's account.",
        ),
    },
    "console.web.lost": {
        "parent": ("Bộ lọc đang khởi động lại.", "The filter is starting again."),
    },
    "console.web.lost.text": {
        "parent": (
            "Tên trang của {name} chờ bộ lọc. Các tài khoản khác vẫn dùng mạng bình thường.",
            "Names wait for it in {name}'s account. Other accounts are not touched.",
        ),
    },
    "console.web.off": {
        "parent": (
            "Tên trang của {name} không được lọc.",
            "Sites are not filtered for {name}.",
        ),
    },
    "console.web.off.text": {
        "parent": (
            "Bật lại bằng “on” trong [child.web] của tệp quy tắc.",
            "Switch it on with “on” in [child.web] of the rules file.",
        ),
    },
    "console.web.none": {
        "parent": ("Máy này không lọc được tên trang.", "This PC cannot filter sites."),
    },
    "console.web.none.text": {
        "parent": (
            "Chế độ nhắc không động đến mạng. Cài bằng: sudo ./run",
            "Advice mode leaves the network alone. Install it: sudo ./run",
        ),
    },
    "console.web.nobody": {"parent": ("Chưa có con nào", "No child yet")},
    "console.web.nobody.text": {
        "parent": ("Thêm một con ở trang Hôm nay.", "Add a child on the page Today."),
    },
    "console.web.rules": {"parent": ("Đang áp dụng", "In force")},
    "console.web.unknown": {"parent": ("Trang lạ", "Unknown sites")},
    "console.web.unknown.deny": {"parent": ("Đóng", "Closed")},
    "console.web.unknown.ask": {"parent": ("Cần hỏi bạn trước", "Your child asks you first")},
    "console.web.unknown.check": {
        "parent": ("Cần hỏi bạn trước", "Your child asks you first"),
    },
    "console.web.unknown.warn": {
        "parent": ("Mở; tên giả mạo thì nhắc", "Open; fake names are warned of"),
    },
    "console.web.unknown.allow": {"parent": ("Mở", "Open")},
    "console.web.search": {"parent": ("Tìm kiếm an toàn", "Safe search")},
    "console.web.search.on": {
        "parent": ("Bật ở mọi máy tìm có chế độ này", "On wherever an engine has it"),
    },
    "console.web.search.off": {"parent": ("Tắt", "Off")},
    "console.web.youtube": {"parent": ("YouTube", "YouTube")},
    "console.web.youtube.strict": {"parent": ("Hạn chế chặt", "Strict mode")},
    "console.web.youtube.moderate": {"parent": ("Hạn chế vừa", "Moderate mode")},
    "console.web.youtube.off": {"parent": ("Không hạn chế", "No restriction")},
    "console.web.kinds.block": {"parent": ("Loại đóng", "Kinds that are closed")},
    "console.web.kinds.ask": {"parent": ("Loại cần hỏi", "Kinds asked about")},
    "console.web.kinds.warn": {"parent": ("Loại có cảnh báo", "Kinds with a warning")},
    "console.web.kinds.allow": {"parent": ("Loại bạn mở", "Kinds you opened")},
    "console.web.kinds.always": {"parent": ("Luôn đóng với trẻ em", "Always closed to children")},
    "console.web.kinds.law": {
        "parent": ("Luật Trẻ em, Điều 6", "Law on Children, article 6"),
    },
    "console.web.kind.changed": {
        "parent": ("{kind} (bạn chọn; mức tuổi: {default})", "{kind} (yours; default: {default})"),
    },
    # --- look one up ------------------------------------------------------------------------------
    "console.web.look": {"parent": ("Tra một trang", "Look up a site")},
    "console.web.look.field": {
        "parent": ("Tên trang hoặc dịch vụ, như vnexpress.net", "Site or service, as example.org"),
    },
    "console.web.look.go": {"parent": ("Tra", "Look up")},
    "console.web.look.none": {
        "parent": (
            "Không phải tên trang hay dịch vụ. Viết như vnexpress.net hoặc YouTube.",
            "That is no site or service. Write it as example.org or YouTube.",
        ),
    },
    "console.web.service": {
        "parent": (
            "Cả dịch vụ {name}, với mọi tên của nó.",
            "All of {name}, with every name it uses.",
        ),
    },
    "console.web.said.until": {
        "parent": ("Bạn đã nói riêng: {verdict}, {until}", "Your own word: {verdict}, {until}"),
    },
    "console.web.said.none": {
        "parent": ("Bạn chưa nói gì riêng.", "You have said nothing of it."),
    },
    "console.web.setting": {"parent": ("Quy tắc: {setting}", "Rule: {setting}")},
    "console.web.why": {"parent": ("{why} {origin}", "{why} {origin}")},
    "console.web.shut": {
        "parent": (
            "Chỉ cho phép thì chưa mở được: loại này luôn đóng.",
            "Allowing alone does not open it: this kind is always closed.",
        ),
    },
    # --- what can be said of a site ---------------------------------------------------------------
    "console.say.hour": {"parent": ("Mở 1 giờ", "Open 1 hour")},
    "console.say.today": {"parent": ("Mở hôm nay", "Open today")},
    "console.say.always": {"parent": ("Luôn mở", "Always open")},
    "console.say.ask": {"parent": ("Cần hỏi", "Ask first")},
    "console.say.block": {"parent": ("Đóng", "Close")},
    "console.say.clear": {"parent": ("Bỏ lời riêng", "Take back")},
    "console.say.wrong": {"parent": ("Danh sách nhầm…", "Lists are wrong…")},
    "console.say.more": {"parent": ("Đổi…", "Change…")},
    "console.say.name": {"parent": ("{site}: {said}", "{site}: {said}")},
    "console.said.allow": {"parent": ("{site} đang mở.", "{site} is open.")},
    "console.said.ask": {"parent": ("{site}: con sẽ hỏi trước.", "{site} is asked about first.")},
    "console.said.block": {"parent": ("{site} đang đóng.", "{site} is closed.")},
    "console.said.clear": {
        "parent": ("Đã bỏ lời riêng về {site}.", "Your word about {site} was taken back."),
    },
    "console.said.text": {
        "parent": ("Có hiệu lực trong một giây.", "In force within a second."),
    },
    # --- own words, what was stopped --------------------------------------------------------------
    "console.web.words": {"parent": ("Bạn đã nói riêng", "Your own words")},
    "console.web.words.none": {
        "parent": (
            "Chưa có. Tra một trang hoặc dịch vụ rồi chọn mở, hỏi hay đóng.",
            "None yet. Look up a site or a service and open, ask or close it.",
        ),
    },
    "console.web.always": {"parent": ("luôn luôn", "always")},
    "console.web.until": {"parent": ("đến {when}", "until {when}")},
    "console.web.wrong": {"parent": ("danh sách nhầm", "the lists are wrong")},
    "console.web.kind": {"parent": ("cả loại trang", "a whole kind")},
    "console.web.all_service": {"parent": ("cả dịch vụ", "a whole service")},
    "console.web.stops": {"parent": ("Bị dừng trong 7 ngày", "Stopped in the last 7 days")},
    "console.web.stops.none": {
        "parent": ("Không có trang nào bị dừng.", "No site was stopped."),
    },
    "console.web.stops.count": {
        "parent": ("{count} lần một trang bị dừng.", "{count} stops of a site."),
    },
    "console.web.stops.warned": {
        "parent": ("{count} lần con được cảnh báo.", "{count} warnings were shown."),
    },
    "console.web.stops.hidden": {
        "parent": (
            "Ở tuổi này, tên trang chỉ con biết. Con xin thì bạn thấy.",
            "At this age only your child knows the names. A request shows you its site.",
        ),
    },
    "console.web.stops.more": {
        "parent": ("và {count} tên nữa", "and {count} more names"),
    },
    "console.web.stop.why": {"parent": ("Vì sao?", "Why?")},
    "console.web.stop.open": {"parent": ("Mở…", "Open…")},
    "console.web.stop.open.name": {"parent": ("Mở {site}", "Open {site}")},
    "console.web.stop.why.name": {
        "parent": ("Vì sao {site} bị dừng", "Why {site} was stopped"),
    },
    # --- lists ------------------------------------------------------------------------------------
    "console.settings.web": {"parent": ("Lọc trang web", "Web filter")},
    "console.settings.lists": {"parent": ("Danh sách tên trang", "Lists of sites")},
    "console.lists.all": {
        "parent": ("{on} danh sách đang dùng, {names} tên", "{on} lists in use, {names} names"),
    },
    "console.lists.seed": {
        "parent": (
            "Chỉ có danh sách của Lũy Tre. Máy tải các danh sách khác khi có mạng.",
            "Our own list alone. The others are fetched when there is a network.",
        ),
    },
    "console.lists.built": {
        "parent": ("Bảng tên được ghép {when}.", "The table was made {when}."),
    },
    "console.lists.update": {"parent": ("Cập nhật ngay", "Update now")},
    "console.lists.busy": {
        "parent": ("Đang tải {done} trên {total}…", "Fetching {done} of {total}…"),
    },
    "console.lists.begins": {"parent": ("Đang bắt đầu…", "Starting…")},
    "console.lists.building": {"parent": ("Đang ghép bảng tên…", "Making the table…")},
    "console.lists.show": {"parent": ("Xem {count} danh sách", "Show {count} lists")},
    "console.lists.hide": {"parent": ("Ẩn danh sách", "Hide them")},
    "console.list.names": {"parent": ("{count} tên", "{count} names")},
    "console.list.fetched": {"parent": ("tải {when}", "fetched {when}")},
    "console.list.switch": {"parent": ("Dùng {title}", "Use {title}")},
    "console.list.state.ok": {"parent": ("Đang dùng", "In use")},
    "console.list.state.never": {"parent": ("Chưa tải", "Not fetched yet")},
    "console.list.state.old": {"parent": ("Cũ hơn 9 ngày", "Older than 9 days")},
    "console.list.state.off": {"parent": ("Tắt", "Off")},
    "console.list.state.unreachable": {"parent": ("Không tới được", "Not reachable")},
    "console.list.state.tls": {"parent": ("Không chắc là nơi phát hành", "Not its publisher")},
    "console.list.state.redirect": {"parent": ("Bị dẫn đi nơi khác", "Led somewhere else")},
    "console.list.state.status": {"parent": ("Nơi phát hành báo lỗi", "The publisher failed")},
    "console.list.state.slow": {"parent": ("Quá chậm", "Too slow")},
    "console.list.state.cut": {"parent": ("Tải dở dang", "Cut off")},
    "console.list.state.big": {"parent": ("Quá lớn", "Too large")},
    "console.list.state.packing": {"parent": ("Không mở gói được", "Cannot be unpacked")},
    "console.list.state.page": {"parent": ("Không phải danh sách", "Not a list")},
    "console.list.state.garbage": {"parent": ("Nội dung hỏng", "Garbage")},
    "console.list.state.few": {"parent": ("Quá ít tên", "Too few names")},
    "console.list.state.many": {"parent": ("Quá nhiều tên", "Too many names")},
    "console.list.state.shrunk": {"parent": ("Mất quá nửa số tên", "Lost half its names")},
    "console.list.state.ending": {"parent": ("Chặn cả đuôi tên", "Holds a whole ending")},
    "console.list.state.protected": {
        "parent": ("Chặn trang phải mở", "Holds a protected site"),
    },
    "console.list.state.full": {"parent": ("Ổ đĩa đầy", "The disk is full")},
    "console.list.state.disk": {"parent": ("Lỗi ổ đĩa", "Disk error")},
    "console.list.state.other": {"parent": ("Không nhận được", "Not taken")},
    "console.list.kept": {
        "parent": ("bản tốt trước đó vẫn dùng", "the last good copy stays"),
    },
    "console.about.lists": {
        "parent": ("Danh sách tên trang, tải từ nơi phát hành", "Lists, from their publishers"),
    },
    # --- refusals, limits -------------------------------------------------------------------------
    "console.refused.site": {
        "parent": ("Đó không phải tên trang hay dịch vụ.", "That is no site or service."),
    },
    "console.refused.no_resolver": {
        "parent": (
            "Bộ lọc trang web chưa chạy nên chưa tra được.",
            "The web filter is not running, so nothing can be looked up.",
        ),
    },
    "console.refused.list": {"parent": ("Không có danh sách này.", "There is no such list.")},
    "console.refused.unforced": {
        "parent": (
            "Chế độ nhắc không tải danh sách.",
            "Advice mode fetches no lists.",
        ),
    },
    "console.refused.too_many": {
        "parent": (
            "Đã có quá nhiều lời riêng. Bỏ bớt rồi thử lại.",
            "There are too many words of yours. Take some back first.",
        ),
    },
    "console.limit.no_filter": {
        "parent": (
            "Tên trang không được lọc ({what}).",
            "Sites are not filtered ({what}).",
        ),
    },
    "console.limit.no_resolver": {
        "parent": ("Bộ lọc trang web không chạy ({what}).", "The web filter fails ({what})."),
    },
    "console.limit.no_upstream": {
        "parent": (
            "Máy chủ tên miền không trả lời: trang web của con chưa mở được.",
            "The name servers of this PC do not answer: no site opens for the children.",
        ),
    },
    "console.limit.no_lists": {
        "parent": ("Không tải được danh sách ({what}).", "Lists cannot be fetched ({what})."),
    },
    "console.limit.name_daemons": {
        "parent": (
            "Máy còn chỗ tra tên thay cho con: {what}.",
            "Something else looks names up for children: {what}.",
        ),
    },
    "console.limit.table": {
        "parent": (
            "Bảng tên trang không đọc được ({what}).",
            "The table of sites cannot be read ({what}).",
        ),
    },
}
