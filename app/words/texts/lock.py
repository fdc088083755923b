"""The lock, the learning cover, the small countdown: what is closed, what comes, what is kept.

`next.CODE` reads one step of what comes (api.child State.next and Lock.next).
"""

from __future__ import annotations

from app.words.texts import Texts

TEXTS: Texts = {
    "lock.title.budget": {
        "0-6": ("Hết giờ rồi. Mình đi nghỉ nào.", "Time is up. Let us rest."),
        "7-12": ("Hết giờ chơi hôm nay rồi!", "Play time is over for today!"),
        "13+": ("Đã dùng đủ giờ hôm nay", "Today's time is used"),
    },
    "lock.title.bedtime": {
        "0-6": ("Đến giờ đi ngủ rồi.", "It is bedtime."),
        "7-12": ("Mai gặp lại nhé, ngủ ngon!", "See you tomorrow, sleep well!"),
        "13+": ("Máy đi ngủ rồi", "The PC has gone to sleep"),
    },
    "lock.title.hours": {
        "0-6": ("Máy đang ngủ.", "The PC is asleep."),
        "7-12": ("Giờ này máy đang nghỉ", "The PC rests at this hour"),
        "13+": ("Giờ này máy đóng theo lịch", "The PC is closed at this hour"),
    },
    "lock.title.lock_now": {
        "0-6": ("Mình nghỉ nhé.", "Let us rest."),
        "7-12": ("Bố mẹ vừa cho máy nghỉ", "Your parents let the PC rest"),
        "13+": ("Bố mẹ vừa đóng máy", "Your parents closed the PC"),
    },
    "lock.title.pause": {
        "0-6": ("Mình nghỉ một lát nhé.", "Let us take a short rest."),
        "7-12": ("Tạm dừng một lát nhé", "A short pause"),
        "13+": ("Máy đang tạm dừng", "The PC is paused"),
    },
    "lock.title.break": {
        "0-6": ("Mắt mình nghỉ nhé.", "Let our eyes rest."),
        "7-12": ("Nghỉ mắt một chút nào", "Time to rest your eyes"),
        "13+": ("Nghỉ mắt vài phút", "A few minutes for your eyes"),
    },
    "lock.title.trouble": {
        "0-6": ("Con gọi bố mẹ nhé.", "Call Mum or Dad."),
        "7-12": ("Máy đang nghỉ, em gọi bố mẹ nhé", "The PC rests, call your parents"),
        "13+": ("Máy đang đóng", "The PC is closed"),
    },
    "lock.used": {
        "0-6": ("Con dùng {used}.", "You used {used}."),
        "7-12": (
            "{name} đã dùng {used}. Cây tre hôm nay lớn rồi.",
            "{name} used {used}. Today's bamboo has grown.",
        ),
        "13+": ("Hôm nay bạn đã dùng {used}.", "You used {used} today."),
    },
    "lock.used.study": {
        "0-6": ("Con dùng {used}, học {study}.", "You used {used}, learned {study}."),
        "7-12": (
            "{name} đã dùng {used}, học bài {study}.",
            "{name} used {used} and studied {study}.",
        ),
        "13+": (
            "Hôm nay đã dùng {used}, học bài {study}.",
            "Today: {used} used, {study} of study.",
        ),
    },
    "lock.opens": {
        "0-6": ("Máy mở lại lúc {when}.", "Open again at {when}."),
        "7-12": ("{when} máy mở lại.", "The PC wakes at {when}."),
        "13+": ("Mở lại lúc {when}.", "It opens again at {when}."),
    },
    "lock.kept": {
        "0-6": ("Mọi thứ vẫn còn nguyên.", "Everything is kept."),
        "7-9": (
            "Bài và trò chơi của em vẫn còn nguyên.",
            "Your work and your game are kept.",
        ),
        "7-12": (
            "Bài và trò chơi của em vẫn còn nguyên, không mất gì cả.",
            "Your work and your game are kept just as they are.",
        ),
        "13+": ("Bài đang mở vẫn giữ nguyên, không mất gì.", "Open work is kept, nothing is lost."),
    },
    "lock.now": {"all": ("Bây giờ", "Now")},
    "lock.doing.budget": {
        "0-6": ("Chơi với cả nhà", "Play with the family"),
        "7-12": ("Ra ngoài, đọc truyện, chơi với cả nhà", "Go out, read, be with the family"),
        "13+": ("Vận động, đọc sách, gặp mọi người", "Move, read, see people"),
    },
    "lock.doing.bedtime": {
        "0-6": ("Đánh răng, nghe truyện", "Brush teeth, hear a story"),
        "7-12": ("Đánh răng, đọc truyện, đi ngủ", "Brush teeth, a story, sleep"),
        "13+": ("Cất máy, đọc nhẹ, đi ngủ", "Put it away, read a little, sleep"),
    },
    "lock.doing.break": {
        "0-6": ("Nhìn ra xa nào", "Look far away"),
        "7+": ("Nhìn xa, uống nước, vươn vai", "Look far, drink water, stretch"),
    },
    "lock.ask": {
        "0-6": ("Xin thêm giờ", "Ask for time"),
        "7+": ("Xin thêm giờ", "Ask for more time"),
    },
    "lock.study": {"child": ("Học bài", "Homework")},
    "lock.parent": {"child": ("Bố mẹ mở máy", "Parent unlock"), "parent": ("Mở máy", "Unlock")},
    "lock.listen": {"child": ("Nghe lại", "Hear it again")},
    "lock.back": {"all": ("Quay lại", "Back")},
    "lock.help": {
        "0-6": ("Con cần giúp", "I need help"),
        "7+": ("Tôi cần giúp", "I need help"),
    },
    "lock.hotline": {
        "0-6": ("Gọi 111, miễn phí", "Call 111, free"),
        "7+": (
            "Tổng đài bảo vệ trẻ em\nmiễn phí, cả ngày lẫn đêm",
            "Child protection hotline\nfree, day and night",
        ),
    },
    "lock.police": {"all": ("113 công an", "113 police")},
    "lock.ambulance": {"all": ("115 cấp cứu", "115 ambulance")},
    "lock.window": {"all": ("Lũy Tre: máy đang nghỉ", "Lũy Tre: the PC rests")},
    "lock.holding": {
        "0-6": ("Một chút nhé.", "One moment."),
        "7+": (
            "Một chương trình đang giữ bàn phím. Máy thử lại liên tục.",
            "A program holds the keyboard. The PC keeps trying.",
        ),
    },
    "lock.lamp.go": {"child": ("Đèn xanh: được chơi", "Green lamp: play")},
    "lock.lamp.soon": {"child": ("Đèn vàng: sắp nghỉ", "Yellow lamp: soon a rest")},
    "lock.lamp.rest": {"child": ("Đèn đỏ: nghỉ rồi", "Red lamp: rest")},
    "lock.picture.brush": {"child": ("Đánh răng", "Brush your teeth")},
    "lock.picture.story": {"child": ("Nghe truyện", "Hear a story")},
    "lock.picture.sleep": {"child": ("Đi ngủ", "Sleep")},
    "lock.picture.morning": {"child": ("Trời sáng", "Morning comes")},
    "lock.picture.play": {"child": ("Chơi với cả nhà", "Play with the family")},
    "lock.picture.eat": {"child": ("Ăn cơm", "Eat together")},
    "lock.picture.pc": {"child": ("Máy mở lại", "The PC opens")},
    "code.title": {"all": ("Mã của bố mẹ, sáu số", "Parent's code, six digits")},
    "code.how": {
        "0-6": ("Bố mẹ nhập mã ở đây.", "Mum or Dad types here."),
        "7+": (
            "Lấy mã trên điện thoại của bố mẹ hoặc tờ mã in. Mỗi mã dùng một lần.",
            "From the parent's phone or the printed sheet. Each code works once.",
        ),
        "parent": (
            "Lấy mã trên điện thoại hoặc tờ mã in. Đừng gõ mật khẩu ở đây.",
            "From your phone or the printed sheet. Never type your password here.",
        ),
    },
    "code.never": {
        "0-6": ("Mật khẩu không dùng ở đây.", "No password here."),
        "7+": ("Mật khẩu không dùng ở đây.", "Passwords are not used here."),
        "parent": ("Mật khẩu không dùng ở đây.", "Passwords are not used here."),
    },
    "code.what": {"all": ("Mã này dùng để", "This code is for")},
    "code.for.unlock": {"all": ("mở máy", "opening the PC")},
    "code.for.time": {"all": ("thêm {minutes}", "{minutes} more")},
    "code.for.app": {"all": ("mở {name}", "opening {name}")},
    "code.enter": {"all": ("Dùng mã", "Use the code")},
    "code.digit": {"all": ("Số {digit}", "Digit {digit}")},
    "code.erase": {"all": ("Xóa một số", "Erase one digit")},
    "code.typed": {"all": ("Đã nhập {count} trên 6 số", "{count} of 6 digits typed")},
    "code.checking": {"all": ("Đang kiểm tra mã", "Checking the code")},
    "code.wrong": {
        "0-6": ("Mã chưa đúng. Mình thử lại nhé.", "Not right yet. Try again."),
        "7+": ("Mã chưa đúng hoặc đã dùng rồi.", "The code is not right, or was used."),
        "parent": ("Mã chưa đúng hoặc đã dùng rồi.", "The code is wrong or was used already."),
    },
    "code.wait": {
        "0-6": ("Chờ {left} nữa nhé.", "Wait for {left}."),
        "7+": ("Thử nhiều lần rồi. Chờ {left} nữa nhé.", "Many tries. Please wait {left}."),
        "parent": ("Thử quá nhiều lần, chờ {left}.", "Too many tries, wait {left}."),
    },
    "code.none": {
        "0-6": ("Chưa có mã.", "There is no code yet."),
        "7+": ("Máy này chưa có mã một lần.", "No one-time codes are set up here."),
        "parent": (
            "Chưa cài mã một lần. Mở Lũy Tre bằng tài khoản của bạn để cài.",
            "One-time codes are not set up. Open Lũy Tre in your own account to do it.",
        ),
    },
    "next.bedtime": {"0-6": ("Đi ngủ", "Sleep"), "7+": ("Đi ngủ", "Bedtime")},
    "next.hours_end": {"0-6": ("Máy đi ngủ", "The PC sleeps"), "7+": ("Máy nghỉ", "The PC rests")},
    "next.opens": {"0-6": ("Máy mở lại", "The PC opens"), "7+": ("Máy mở lại", "The PC wakes")},
    "next.new_day": {
        "0-6": ("Giờ chơi mới", "New play time"),
        "7-12": ("Có giờ chơi mới", "New play time"),
        "13+": ("Giờ mới", "New time"),
    },
    "next.game_curfew": {
        "0-6": ("Trò chơi nghỉ", "Games rest"),
        "7+": ("Trò chơi nghỉ", "Games rest"),
    },
    "next.games_open": {"child": ("Trò chơi mở lại", "Games open again")},
    "next.break": {"0-6": ("Nghỉ mắt", "Rest your eyes"), "7+": ("Nghỉ mắt", "Eye break")},
    "next.break_over": {"child": ("Hết giờ nghỉ mắt", "The eye break ends")},
    "next.pause_over": {"child": ("Hết tạm dừng", "The pause ends")},
    "next.budget_over": {
        "0-6": ("Hết giờ chơi", "Play time ends"),
        "7-12": ("Hết giờ chơi", "Play time ends"),
        "13+": ("Hết giờ giải trí", "Leisure time ends"),
    },
    "next.grant_over": {"child": ("Hết giờ được thêm", "The extra time ends")},
    "cover.title": {
        "0-6": ("Hết giờ chơi rồi. Mình học nhé.", "Play time is over. Let us learn."),
        "7-12": ("Hết giờ chơi, mình học tiếp", "Play time is over, homework goes on"),
        "13+": ("Hết giờ giải trí, học bài vẫn mở", "Leisure time is used, study stays open"),
    },
    "cover.until": {
        "0-6": ("Học được đến {closes}.", "Learning is open until {closes}."),
        "7+": ("Học bài dùng được đến {closes}.", "Study stays open until {closes}."),
    },
    "cover.open": {
        "0-6": ("Con chọn một bài nhé.", "Choose one to learn."),
        "7-12": ("Em bấm vào bài đang mở để học tiếp:", "Press what is open to go on:"),
        "13+": ("Phần mềm học đang mở:", "Open programs for study:"),
    },
    "cover.none": {
        "0-6": ("Chưa có bài nào mở.", "No lesson is open yet."),
        "7-12": (
            "Chưa có phần mềm học nào mở. Em thu gọn tấm này rồi mở bài nhé.",
            "No study program is open. Fold this away and open one.",
        ),
        "13+": (
            "Chưa có phần mềm học nào mở. Thu gọn tấm này để mở bài.",
            "No study program is open. Fold this away to start one.",
        ),
    },
    "cover.fold": {
        "0-6": ("Mở bài học", "Open a lesson"),
        "7+": ("Thu gọn để mở bài", "Fold away to study"),
    },
    "cover.folded": {
        "0-6": ("Giờ học", "Learning time"),
        "7+": ("Chỉ còn học bài", "Study only"),
    },
    "cover.unfold": {"child": ("Mở lại tấm này", "Show the whole panel")},
    "cover.window": {"all": ("Lũy Tre: chỉ còn học bài", "Lũy Tre: study only")},
    "countdown.name": {
        "0-6": ("Còn {left}", "{left} left"),
        "7+": ("Còn {left} để lưu bài", "{left} to save your work"),
    },
}
