"""A stopped site as the child reads it: the notice, the card of the last one, asking for it.

Fake and dangerous services have their own words: what they pretend to be, and what to do when
something was typed there already (Decision 830/QD-TTg, IV.9.c).
"""

from __future__ import annotations

from app.words.texts import Texts

TEXTS: Texts = {
    # --- the notice -------------------------------------------------------------------------------
    "notice.site_stopped": {
        "0-6": ("Trang này đóng. Mình về nhé.", "This one is closed. Let us go back."),
        "7+": ("Trang này đang đóng.", "This site is closed."),
    },
    "notice.site_stopped.ask": {
        "0-6": ("Trang này phải hỏi đã.", "Let us ask first."),
        "7+": ("Trang này cần hỏi trước.", "This site needs a yes first."),
    },
    "notice.site_stopped.warn": {
        "0-6": ("Khoan! Gọi bố mẹ nhé.", "Wait! Call Mum or Dad."),
        "7-12": ("Khoan đã, em cẩn thận nhé.", "Wait, take care here."),
        "13+": ("Cẩn thận ở trang này.", "Take care at this site."),
    },
    "notice.site_stopped.fake": {
        "0-6": ("Trang giả đấy. Mình về nhé.", "That is a fake. Let us go back."),
        "7+": ("Trang này không đáng tin.", "Not a site to trust."),
    },
    "notice.site_stopped.fake_warn": {
        "0-6": ("Khoan! Gọi bố mẹ nhé.", "Wait! Call Mum or Dad."),
        "7-12": ("Em quay lại nhé.", "Please go back."),
        "13+": ("Nên quay lại.", "Better go back."),
    },
    # --- what it is -------------------------------------------------------------------------------
    "site.fake.phishing": {
        "0-6": ("Trang này không thật.", "That page is not real."),
        "7-12": (
            "Trang này làm giống thật để lấy mật khẩu.",
            "It looks real, but it takes passwords.",
        ),
        "13+": (
            "Trang này làm giống trang thật để lấy mật khẩu.",
            "This site copies a real one to take passwords.",
        ),
    },
    "site.fake.scam": {
        "0-6": ("Trang này nói không thật.", "That page tells fibs."),
        "7-12": (
            "Trang này hứa quà hoặc tiền nhưng không thật.",
            "It promises gifts or money, but that is not true.",
        ),
        "13+": (
            "Trang này bị báo lừa đảo: hứa quà, tiền hoặc việc làm.",
            "Reported as a scam: it promises gifts, money or jobs.",
        ),
    },
    "site.fake.impersonation": {
        "0-6": ("Trang này không thật.", "That page is not real."),
        "7-12": (
            "Trang này giả làm một nơi mà em biết.",
            "It pretends to be a place you know.",
        ),
        "13+": (
            "Trang này giả làm một nơi đáng tin, như ngân hàng hoặc cơ quan.",
            "This site pretends to be one you trust, such as a bank or an office.",
        ),
    },
    "site.fake.malware": {
        "0-6": ("Trang này làm máy ốm.", "That page makes the PC ill."),
        "7-12": (
            "Trang này có phần mềm làm hỏng máy.",
            "It has programs that harm the PC.",
        ),
        "13+": (
            "Trang này phát tán phần mềm gây hại.",
            "This site spreads harmful software.",
        ),
    },
    "site.fake.loaded": {
        "0-6": ("Lỡ bấm gì, gọi bố mẹ nhé.", "Pressed something? Call Mum or Dad."),
        "7-12": (
            "Em lỡ tải gì về? Đừng mở, kể bố mẹ ngay. Gọi 111 cũng được.",
            "Did you download something? Do not open it, tell your parents. 111 helps too.",
        ),
        "13+": (
            "Nếu đã tải gì về: đừng mở, nói với người lớn bạn tin. 111 cũng tư vấn.",
            "If you downloaded something: do not open it, tell an adult. 111 advises too.",
        ),
    },
    "site.warn.back": {
        "0-6": ("Mình về trang cũ nhé.", "Let us go back."),
        "7-12": (
            "Em quay lại nhé. Đừng gõ tên, trường hay mật khẩu vào đó.",
            "Please go back. Type no name, school or password there.",
        ),
        "13-15": (
            "Nên quay lại. Nếu ở lại, đừng nhập mật khẩu hay thông tin riêng.",
            "Better go back. If you stay, enter no password and nothing private.",
        ),
        "16-17": (
            "Nên quay lại. Nếu ở lại, đừng nhập mật khẩu hay số thẻ.",
            "Better go back. If you stay, enter no password or card number.",
        ),
    },
    "site.warn.stay": {
        "0-6": ("Cùng xem với bố mẹ nhé.", "Look with Mum or Dad."),
        "7-12": (
            "Đừng gõ tên, trường hay mật khẩu vào đó.",
            "Type no name, school or password there.",
        ),
        "13+": (
            "Đừng nhập mật khẩu hay thông tin riêng vào đó.",
            "Enter no password and nothing private there.",
        ),
    },
    "site.warn.kind": {
        "0-6": ("Trang này cho người lớn hơn.", "It is for bigger children."),
        "7-12": (
            "Em vào được, nhưng có chỗ chưa hợp với tuổi em.",
            "You can open it, but parts are not for you yet.",
        ),
        "13+": (
            "Trang vẫn mở; có nội dung chưa hợp lứa tuổi.",
            "It opens; some of it is not made for your age.",
        ),
    },
    # --- what can be done -------------------------------------------------------------------------
    "site.do.ask": {
        "0-6": ("Xin mở", "Ask"),
        "7+": ("Xin mở trang này", "Ask for this site"),
    },
    "site.do.mistake": {
        "0-6": ("Hỏi bố mẹ", "Ask"),
        "7-12": ("Em thấy nhầm", "I think it is a mistake"),
        "13+": ("Báo nhầm", "Report a mistake"),
    },
    "site.do.look": {"0-6": ("Vì sao?", "Why?"), "7+": ("Vì sao?", "Why?")},
    "site.do.help": {"0-6": ("Con cần giúp", "Help"), "7+": ("Cần giúp · 111", "Help · 111")},
    # --- the last one -----------------------------------------------------------------------------
    "site.last": {
        "0-6": ("Lúc {at}", "At {at}"),
        "7+": ("Vừa dừng lúc {at}", "Stopped at {at}"),
    },
    "site.last.warned": {
        "0-6": ("Lúc {at}", "At {at}"),
        "7+": ("Vừa nhắc lúc {at}", "A reminder at {at}"),
    },
    "site.setting": {
        "0-6": ("{chosen}", "{chosen}"),
        "7+": ("Quy tắc: {setting}, {chosen}", "Rule: {setting}, {chosen}"),
    },
    "site.setting.unknown": {"all": ("trang lạ", "unknown sites")},
    "site.setting.lookalike": {"all": ("tên dễ nhầm", "look-alike names")},
    "site.setting.never": {"all": ("trang gây hại luôn đóng", "harmful sites stay closed")},
    "site.setting.site": {"all": ("riêng trang này", "this site")},
    "site.setting.service": {"all": ("dịch vụ này", "this service")},
    "site.seen.name": {
        "0-6": ("Bố mẹ thấy tên trang.", "Mum and Dad see its name."),
        "7-12": (
            "Bố mẹ thấy tên trang này. Không thấy địa chỉ.",
            "Your parents see this name. Never the address.",
        ),
        "13+": (
            "Bố mẹ thấy tên trang này, không thấy địa chỉ.",
            "Your parents see this name, never the address.",
        ),
    },
    "site.seen.count": {
        "0-6": ("Bố mẹ chỉ thấy số lần.", "They see how often."),
        "7-12": (
            "Bố mẹ chỉ thấy có mấy lần, không thấy tên.",
            "Your parents see how often, not the name.",
        ),
        "13+": (
            "Bố mẹ chỉ thấy số lần, không thấy tên trang.",
            "Your parents see how often, not the name.",
        ),
    },
    # --- asking -----------------------------------------------------------------------------------
    "today.ask.site": {
        "0-6": ("Xin mở trang", "Ask for a page"),
        "7-12": ("Xin mở một trang", "Ask for a site"),
        "13+": ("Xin mở trang", "Ask for a site"),
    },
    "ask.site.mistake": {
        "0-6": ("Hỏi bố mẹ trang này nhé", "Ask about this page"),
        "7-12": ("Em thấy trang này bị đóng nhầm?", "Do you think this site is fine?"),
        "13+": ("Trang này bị đóng nhầm?", "Is this site closed by mistake?"),
    },
    "ask.site.other": {
        "0-6": ("Trang khác", "Another page"),
        "7+": ("Trang khác", "Another site"),
    },
    "ask.site.only_name": {
        "0-6": ("Bố mẹ chỉ thấy tên trang.", "They see the name only."),
        "7-12": (
            "Bố mẹ chỉ nhận tên trang, không nhận địa chỉ.",
            "Your parents get the name only, never the address.",
        ),
        "13+": (
            "Chỉ tên trang được gửi đi, không có địa chỉ.",
            "Only the site's name is sent, never the address.",
        ),
    },
    "ask.refused.site": {
        "0-6": ("Tên trang chưa đúng.", "That is no page name."),
        "7+": (
            "Tên trang chưa đúng. Thử viết như vnexpress.net nhé.",
            "That is no name of a site. Try one like vnexpress.net.",
        ),
    },
    "ask.already.site": {
        "0-6": ("Đã hỏi rồi. Mình chờ nhé.", "Already asked. Let us wait."),
        "7+": (
            "Trang này đã xin rồi, hạn trả lời {due}.",
            "You asked for this one already. Answer due {due}.",
        ),
    },
    "ask.yes.site.until": {
        "0-6": ("Con xem đến {until}.", "Open until {until}."),
        "7-12": ("Bố mẹ cho em mở {name} đến {until}.", "You may open {name} until {until}."),
        "13+": ("Bố mẹ đồng ý mở {name} đến {until}.", "{name} is open until {until}."),
    },
    "ask.yes.site.always": {
        "0-6": ("Từ nay con xem được.", "It is open from now on."),
        "7-12": ("Từ nay em mở được {name}.", "From now on you may open {name}."),
        "13+": ("Từ nay {name} được mở.", "{name} is open from now on."),
    },
    "ask.yes.site.firm": {
        "0-6": ("Trang này vẫn đóng.", "It stays closed."),
        "7-12": (
            "Bố mẹ đồng ý, nhưng {name} thuộc loại luôn đóng.",
            "Your parents said yes. But sites like {name} stay closed.",
        ),
        "13+": (
            "Bố mẹ đồng ý, nhưng {name} thuộc loại luôn đóng. Báo nhầm để bố mẹ sửa.",
            "They agreed, but {name} is of a kind that stays closed. Report it if that is wrong.",
        ),
    },
    "ask.yes.site.over": {
        "0-6": ("Lần mở đã hết. Hỏi lại nhé.", "That is over. Ask again."),
        "7-12": (
            "Lần mở {name} đã hết. Em xin lại được.",
            "The time for {name} is over. You may ask again.",
        ),
        "13+": (
            "Thời gian mở {name} đã hết. Bạn có thể xin lại.",
            "The time for {name} is over. You can ask again.",
        ),
    },
    "ask.no.site": {
        "0-6": ("Lần này chưa được.", "Not this time."),
        "7-12": ("{name}: lần này chưa được.", "{name}: not this time."),
        "13+": ("{name}: bố mẹ trả lời chưa được.", "{name}: your parents said not this time."),
    },
    # --- a parent who stands beside ---------------------------------------------------------------
    "code.site.open": {
        "0-6": ("Bố mẹ ở đây", "Mum or Dad is here"),
        "7+": ("Bố mẹ đang ở đây", "A parent is here"),
    },
    "code.for.site": {"all": ("mở {name} một giờ", "opening {name} for an hour")},
    "code.site.done": {
        "0-6": ("Con xem được rồi.", "You can look now."),
        "7+": ("{name} mở trong một giờ.", "{name} is open for an hour."),
    },
}
