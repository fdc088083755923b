"""Asking a parent for time or a program, saying that a rule is unfair, and what became of it."""

from __future__ import annotations

from app.words.texts import Texts

TEXTS: Texts = {
    "ask.time.title": {
        "0-6": ("Con muốn thêm bao nhiêu?", "How much more time?"),
        "7-12": ("Em muốn xin thêm bao nhiêu?", "How much more would you like?"),
        "13+": ("Xin thêm bao nhiêu phút?", "How many more minutes?"),
    },
    "ask.app.title": {
        "0-6": ("Con muốn mở gì?", "What shall we open?"),
        "7-12": ("Em muốn mở phần mềm nào?", "Which program would you like?"),
        "13+": ("Xin mở phần mềm nào?", "Which program?"),
    },
    "ask.unfair.title": {
        "0-6": ("Con chưa vui điều gì?", "What feels unfair?"),
        "7-12": ("Luật nào em thấy chưa công bằng?", "Which rule feels unfair to you?"),
        "13-15": ("Quy tắc nào bạn thấy chưa hợp lý?", "Which rule is not right?"),
        "16-17": ("Bạn đề nghị sửa điều gì?", "What would you like to change?"),
    },
    "ask.words": {
        "0-6": ("Con nói vì sao nhé", "Say why"),
        "7-12": ("Em viết một câu cho bố mẹ (không bắt buộc)", "A line to your parents (optional)"),
        "13+": ("Lời nhắn cho bố mẹ (không bắt buộc)", "A note to your parents (optional)"),
    },
    "ask.words.kept": {
        "0-6": ("Chỉ bố mẹ đọc.", "Only Mum and Dad read it."),
        "7-12": (
            "Chỉ bố mẹ đọc câu này. Trả lời xong, {days} sau máy xóa.",
            "Only your parents read it. It is deleted {days} after the answer.",
        ),
        "13+": (
            "Chỉ bố mẹ đọc. Máy xóa {days} sau khi có câu trả lời.",
            "Only your parents read it. It is deleted {days} after the answer.",
        ),
    },
    "ask.send": {
        "0-6": ("Gửi bố mẹ", "Send"),
        "7-12": ("Gửi cho bố mẹ", "Send to my parents"),
        "13+": ("Gửi", "Send"),
    },
    "ask.cancel": {"child": ("Thôi", "Cancel")},
    "ask.minutes": {"child": ("{minutes} phút", "{minutes} minutes")},
    "ask.more": {"child": ("Xin thêm {minutes} phút", "Ask for {minutes} more")},
    "ask.sent": {
        "0-6": ("Đã gửi cho bố mẹ rồi.", "Sent to Mum and Dad."),
        "7-12": (
            "Đã gửi bố mẹ. Chậm nhất {due} có trả lời.",
            "Sent to your parents. You get an answer by {due}.",
        ),
        "13-15": (
            "Đã gửi yêu cầu. Hạn trả lời: {due}.",
            "Your request is sent. Answer due {due}.",
        ),
        "16-17": (
            "Đã gửi đề nghị. Bố mẹ trả lời trước {due}.",
            "Your proposal is sent. Your parents answer before {due}.",
        ),
    },
    "ask.waiting.time": {
        "0-6": ("Đang chờ bố mẹ.", "Waiting for Mum and Dad."),
        "7-12": (
            "Đã gửi bố mẹ lúc {at}: xin thêm {minutes}. Đang chờ trả lời.",
            "Sent to your parents at {at}: {minutes} more. Waiting for an answer.",
        ),
        "13+": (
            "Đã gửi lúc {at}: xin thêm {minutes}. Hạn trả lời {due}.",
            "Sent at {at}: {minutes} more. Answer due {due}.",
        ),
    },
    "ask.waiting.app": {
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
    "ask.waiting.unfair": {
        "0-6": ("Bố mẹ sẽ nghe con.", "Mum and Dad will listen."),
        "7-12": (
            "Đã gửi ý kiến lúc {at}. Đang chờ bố mẹ trả lời.",
            "Your opinion was sent at {at}. Waiting for an answer.",
        ),
        "13+": ("Đã gửi ý kiến lúc {at}. Hạn trả lời {due}.", "Sent at {at}. Answer due {due}."),
    },
    "ask.take_back": {"child": ("Rút lại", "Take back")},
    "ask.yes": {
        "0-6": ("Bố mẹ đồng ý.", "Mum and Dad said yes."),
        "7-12": ("Bố mẹ đồng ý.", "Your parents said yes."),
        "13+": ("Bố mẹ đồng ý.", "Your parents agreed."),
    },
    "ask.yes.time": {
        "0-6": ("Bố mẹ cho thêm {minutes}.", "You got {minutes} more."),
        "7-12": ("Bố mẹ cho em thêm {minutes}.", "Your parents gave you {minutes} more."),
        "13+": ("Bố mẹ cho thêm {minutes}.", "Your parents gave {minutes} more."),
    },
    "ask.yes.app": {
        "0-6": ("Con mở được rồi.", "You can open it."),
        "7-12": ("Bố mẹ cho em mở {name}.", "Your parents let you open {name}."),
        "13+": ("Bố mẹ đồng ý mở {name}.", "Your parents agreed to {name}."),
    },
    "ask.no": {
        "0-6": ("Lần này chưa được.", "Not this time."),
        "7-12": ("Lần này chưa được.", "Not this time."),
        "13+": ("Bố mẹ trả lời: chưa được.", "Your parents answered: not this time."),
    },
    "ask.withdrawn": {"child": ("Đã rút lại.", "Taken back.")},
    "ask.late": {
        "0-6": ("Nhắc bố mẹ nhé.", "Remind Mum and Dad."),
        "7+": ("Quá hạn trả lời. Nhắc bố mẹ nhé.", "The answer is late. Remind your parents."),
    },
    "ask.refused.rate": {
        "0-6": ("Chờ một chút nhé.", "Wait a little."),
        "7+": ("Vừa hỏi xong. Thử lại sau {left} nhé.", "You just asked. Try again in {left}."),
    },
    "ask.refused.many": {
        "0-6": ("Bố mẹ sẽ trả lời sớm.", "An answer is on its way."),
        "7+": (
            "Đã có vài lời xin đang chờ. Đợi bố mẹ trả lời nhé.",
            "Some requests are waiting already. Wait for an answer first.",
        ),
    },
    "ask.which.app": {
        "0-6": ("Tên của nó", "Its name"),
        "7+": ("Tên phần mềm", "Name of the program"),
    },
    "ask.refused.other": {
        "0-6": ("Chưa gửi được.", "It was not sent."),
        "7+": ("Chưa gửi được. Thử lại sau nhé.", "It was not sent. Try again later."),
    },
}
