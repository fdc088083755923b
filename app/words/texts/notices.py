"""What a child is told before, while and after a rule acts: one family of texts a NoticeKind.

The first sentence of each is shown large (`forms.first_sentence`), the rest below it. `.app` speaks
of one program, `.soft` of a limit that reminds and never closes, `.preset` of one that comes from
the age bracket, so that nobody is said to have set what they did not. The rows "5 minutes left"
and "Time is up" are looks.md 8, word for word.
"""

from __future__ import annotations

from app.words.texts import Texts

TEXTS: Texts = {
    "notice.tip": {
        "0-6": ("Con còn {spoken}.", "{spoken}."),
        "7-12": ("Hôm nay còn {left}.", "{left} left today."),
        "13-15": (
            "Còn {left} cho hôm nay. Đến {at} là đủ.",
            "{left} left today. That is until {at}.",
        ),
        "16-17": ("Còn {left} cho hôm nay.", "{left} left today."),
    },
    "notice.tip.app": {
        "0-6": ("Con còn {spoken}.", "{spoken}."),
        "7-12": ("{name} còn {left}.", "{left} left for {name}."),
        "13+": ("Còn {left} cho {name}.", "{left} left for {name}."),
    },
    "notice.tip.over": {
        "0-6": ("Con chơi đủ rồi. Mình nghỉ nhé.", "That is enough. Let us rest."),
        "7-12": (
            "Em chơi đủ giờ hôm nay rồi. Mình nghỉ nhé, tre lớn đủ rồi.",
            "You used today's play time. Take a rest, the bamboo is grown.",
        ),
        "13-15": (
            "Đã đến mức hôm nay. Máy không khóa; phần dùng thêm ghi vào sổ chung.",
            "You reached today's level. Nothing locks; extra time goes into the shared record.",
        ),
        "16-17": (
            "Đã đến mức bạn tự đặt. Máy không khóa; phần dùng thêm ghi vào sổ chung.",
            "You reached your goal. Nothing locks; extra time goes into the shared record.",
        ),
    },
    "notice.tip.over.preset": {
        "0-6": ("Con chơi đủ rồi. Mình nghỉ nhé.", "That is enough. Let us rest."),
        "7-12": (
            "Em chơi đủ giờ hôm nay rồi. Mình nghỉ nhé, tre lớn đủ rồi.",
            "You used today's play time. Take a rest, the bamboo is grown.",
        ),
        "13+": (
            "Đã đến mức gợi ý cho tuổi bạn. Máy không khóa; phần dùng thêm ghi vào sổ chung.",
            "You reached the level suggested for your age. "
            "Nothing locks; extra time goes into the shared record.",
        ),
    },
    "notice.tip.over.bedtime": {
        "0-6": ("Đến giờ đi ngủ rồi.", "It is bedtime."),
        "7-12": ("Đến giờ ngủ rồi. Mình cất máy nhé.", "It is bedtime. Put the PC to sleep."),
        "13+": (
            "Đã đến giờ ngủ. Máy không khóa; phần dùng thêm ghi vào sổ chung.",
            "It is bedtime. Nothing locks; extra time goes into the shared record.",
        ),
    },
    "notice.tip.app.over": {
        "0-6": ("Cái này đủ giờ rồi.", "This one had its time."),
        "7-12": ("{name} đủ giờ hôm nay rồi.", "{name} had its time today."),
        "13+": (
            "{name} đã đến mức hôm nay. Không khóa; phần dùng thêm ghi vào sổ chung.",
            "{name} reached today's level. Nothing locks; extra time goes into the shared record.",
        ),
    },
    "notice.tip.break": {
        "0-6": ("Mắt mình nghỉ chút nhé.", "Let our eyes rest."),
        "7-12": (
            "Nghỉ mắt chút nhé. Em nhìn ra xa, đứng dậy vươn vai.",
            "Rest your eyes. Look far away, stand up and stretch.",
        ),
        "13+": (
            "Nghỉ mắt vài phút. Nhìn xa và đứng dậy một chút.",
            "Rest your eyes for a few minutes. Look far away and stand up.",
        ),
    },
    "notice.warn": {
        "0-6": ("Con chơi {spoken} nhé.", "{spoken}."),
        "7-12": (
            "Còn {left}. Em lưu game nhé, {at} máy nghỉ.",
            "{left} left. Save your game, the PC rests at {at}.",
        ),
        "13+": (
            "Còn {left}. {at} máy khóa, bài đang mở vẫn giữ nguyên.",
            "{left} left. The PC locks at {at}; open work is kept.",
        ),
    },
    "notice.warn.learning": {
        "0-6": ("Con chơi {spoken} nhé.", "{spoken}."),
        "7-12": (
            "Còn {left}. Em lưu game nhé, {at} trò chơi nghỉ.",
            "{left} left. Save your game, games rest at {at}.",
        ),
        "13+": (
            "Còn {left} giải trí. Sau {at} học bài vẫn dùng được.",
            "{left} of leisure left. Study stays open after {at}.",
        ),
    },
    "notice.warn.soft": {
        "0-6": ("Con chơi {spoken} nhé.", "{spoken}."),
        "7-12": (
            "Còn {left} là đủ giờ hôm nay. Em tìm chỗ dừng nhé.",
            "{left} until today's time is full. Find a good place to stop.",
        ),
        "13-15": (
            "Còn {left} là đến mức hôm nay ({budget}).",
            "{left} to today's level ({budget}).",
        ),
        "16-17": (
            "Còn {left} là đến mức bạn tự đặt ({budget}).",
            "{left} to the goal you set ({budget}).",
        ),
    },
    "notice.warn.soft.preset": {
        "0-6": ("Con chơi {spoken} nhé.", "{spoken}."),
        "7-12": (
            "Còn {left} là đủ giờ hôm nay. Em tìm chỗ dừng nhé.",
            "{left} until today's time is full. Find a good place to stop.",
        ),
        "13+": (
            "Còn {left} là đến mức gợi ý cho tuổi bạn ({budget}).",
            "{left} to the level suggested for your age ({budget}).",
        ),
    },
    "notice.warn.app": {
        "0-6": ("Con chơi {spoken} nhé.", "{spoken}."),
        "7-12": (
            "{name} còn {left}. Em lưu lại nhé, {at} thì nghỉ.",
            "{left} left for {name}. Save it, it rests at {at}.",
        ),
        "13+": (
            "Còn {left} cho {name}. {at} thì nghỉ, bài đang mở vẫn giữ nguyên.",
            "{left} left for {name}. It rests at {at}; open work is kept.",
        ),
    },
    "notice.warn.app.soft": {
        "0-6": ("Con chơi {spoken} nhé.", "{spoken}."),
        "7-12": ("{name} còn {left} là đủ.", "{left} more for {name} is enough."),
        "13+": ("Còn {left} là đến mức của {name}.", "{left} to the level for {name}."),
    },
    "notice.warn.bedtime": {
        "0-6": ("Con chơi {spoken} nhé.", "{spoken}."),
        "7-12": (
            "Còn {left}. Em lưu lại nhé, {at} máy đi ngủ.",
            "{left} left. Save your work, the PC sleeps at {at}.",
        ),
        "13+": (
            "Còn {left}. {at} máy khóa, bài đang mở vẫn giữ nguyên.",
            "{left} left. The PC locks at {at}; open work is kept.",
        ),
    },
    "notice.warn.bedtime.soft": {
        "0-6": ("Con chơi {spoken} nhé.", "{spoken}."),
        "7-12": ("Còn {left} là đến giờ ngủ.", "{left} until bedtime."),
        "13+": ("Còn {left} là đến giờ ngủ, {at}.", "{left} until bedtime at {at}."),
    },
    "notice.grace": {
        "0-6": ("Mình nghỉ thôi nào.", "Let us rest now."),
        "7-12": ("Em lưu lại nhé. Còn {left} nữa máy nghỉ.", "Save now. The PC rests in {left}."),
        "13+": ("Lưu bài nhé. Còn {left} nữa máy khóa.", "Save your work. It locks in {left}."),
    },
    "notice.grace.learning": {
        "0-6": ("Mình nghỉ chơi nào.", "Let us stop playing."),
        "7-12": (
            "Em lưu lại nhé. Còn {left} nữa trò chơi nghỉ.",
            "Save now. Games rest in {left}.",
        ),
        "13+": ("Lưu lại nhé. Còn {left} nữa chỉ còn học bài.", "Save now. Only study in {left}."),
    },
    "notice.grace.app": {
        "0-6": ("Mình nghỉ thôi nào.", "Let us rest now."),
        "7-12": (
            "Em lưu lại nhé. Còn {left} nữa {name} nghỉ.",
            "Save now. {name} rests in {left}.",
        ),
        "13+": ("Lưu lại nhé. Còn {left} nữa {name} nghỉ.", "Save now. {name} rests in {left}."),
    },
    "notice.closed": {
        "0-6": ("Hết giờ rồi. Mình đi nghỉ nào.", "Time is up. Let us rest."),
        "7-12": (
            "Máy nghỉ rồi. Bài và trò chơi vẫn còn nguyên.",
            "The PC rests. Your work and game are kept.",
        ),
        "13+": (
            "Máy đã khóa. Bài đang mở vẫn giữ nguyên.",
            "The PC is locked. Open work is kept.",
        ),
    },
    "notice.learning": {
        "0-6": ("Hết giờ chơi rồi. Mình đi nghỉ nào.", "Play time is up. Let us rest."),
        "7-12": (
            "Hết giờ chơi hôm nay rồi! Học bài vẫn dùng được.",
            "Play time is over for today! Homework is still open.",
        ),
        "13+": (
            "Hết {budget} hôm nay. Học bài vẫn dùng được đến {closes}.",
            "Today's {budget} are used. Study stays open until {closes}.",
        ),
    },
    "notice.learning.open": {
        "0-6": ("Hết giờ chơi rồi. Mình đi nghỉ nào.", "Play time is up. Let us rest."),
        "7-12": (
            "Hết giờ chơi hôm nay rồi! Học bài vẫn dùng được.",
            "Play time is over for today! Homework is still open.",
        ),
        "13+": (
            "Đã dùng đủ giờ giải trí. Học bài vẫn dùng được.",
            "The leisure time is used. Study stays open.",
        ),
    },
    "notice.opened": {
        "0-6": ("Máy mở lại rồi.", "The PC is open again."),
        "7+": ("Máy đã mở lại.", "The PC is open again."),
    },
    "notice.game_time": {
        "0-6": ("Con nghỉ tay một chút nhé.", "Rest your hands for a while."),
        "7-12": (
            "Em chơi game được một lúc rồi. Nghỉ tay một chút nhé.",
            "You have played for a while. Rest your hands a little.",
        ),
        "13+": (
            "Bạn đã chơi game được một lúc. Nghỉ tay vài phút thì tốt.",
            "You have been playing for a while. A few minutes of rest would be good.",
        ),
    },
    "notice.break": {
        "0-6": ("Mắt mình nghỉ chút nhé.", "Let our eyes rest."),
        "7-12": (
            "Đến giờ nghỉ mắt. Nghỉ xong tre mọc thêm lá.",
            "Time to rest your eyes. A rest grows a leaf.",
        ),
        "13+": (
            "Đến giờ nghỉ mắt. Nhìn xa và đứng dậy một chút.",
            "Time for an eye break. Look far away and stand up.",
        ),
    },
    "notice.break_over": {
        "0-6": ("Nghỉ xong rồi. Con giỏi lắm.", "The rest is over. Well done."),
        "7-12": ("Nghỉ xong rồi. Em dùng máy tiếp được.", "The rest is over. You can go on."),
        "13+": ("Hết giờ nghỉ. Bạn dùng tiếp được.", "The break is over. You can go on."),
    },
    "notice.app_held": {
        "0-6": ("Cái này nghỉ rồi.", "This one rests now."),
        "7-12": (
            "{name} nghỉ rồi. Mọi thứ em làm vẫn còn nguyên.",
            "{name} rests now. Everything you did is kept.",
        ),
        "13+": (
            "{name} đã tạm giữ. Việc đang làm vẫn giữ nguyên.",
            "{name} is on hold. Open work is kept.",
        ),
    },
    "notice.app_free": {
        "0-6": ("Cái này mở lại rồi.", "This one is open again."),
        "7-12": ("{name} mở lại rồi.", "{name} is open again."),
        "13+": ("{name} đã mở lại.", "{name} is open again."),
    },
    "notice.rules_changed": {
        "0-6": ("Bố mẹ vừa đổi luật.", "A rule changed."),
        "7-12": (
            "Luật của em vừa đổi. Bấm vào mắt tre để xem.",
            "Your rules changed. Press the bamboo eye to look.",
        ),
        "13+": (
            "Quy tắc vừa thay đổi. Bấm vào mắt tre để xem đổi gì.",
            "The rules changed. Press the bamboo eye to see what.",
        ),
    },
    "notice.bracket_ahead": {
        "0-6": ("Con sắp lớn thêm rồi.", "You are growing up."),
        "7-12": (
            "Tuần sau em lớn thêm một bậc. Luật của em sẽ đổi.",
            "Next week you are one step older. Your rules will change.",
        ),
        "13-15": (
            "Một tuần nữa bạn 16 tuổi. Từ hôm đó máy chỉ nhắc, không khóa.",
            "You turn 16 in a week. From then on the PC reminds and does not lock.",
        ),
        "16-17": (
            "Một tuần nữa bạn 18 tuổi. Hôm đó Lũy Tre tự tắt.",
            "You turn 18 in a week. On that day Lũy Tre switches itself off.",
        ),
    },
    "notice.answered": {
        "0-6": ("Bố mẹ trả lời con rồi.", "Mum and Dad answered you."),
        "7-12": (
            "Bố mẹ trả lời em rồi. Bấm vào mắt tre để xem.",
            "Your parents answered. Press the bamboo eye to look.",
        ),
        "13+": (
            "Bố mẹ đã trả lời. Bấm vào mắt tre để xem.",
            "Your parents answered. Press the bamboo eye to see it.",
        ),
    },
    "time_up": {
        "0-6": ("Hết giờ rồi. Mình đi nghỉ nào.", "Time is up. Let us rest."),
        "7-12": (
            "Hết giờ chơi hôm nay rồi! Bài và trò chơi vẫn còn nguyên. {opens} máy mở lại.",
            "Play time is over for today! Your work and game are kept. The PC wakes at {opens}.",
        ),
        "13-15": (
            "Hết {budget} hôm nay. Học bài vẫn dùng được đến {closes}.",
            "Today's {budget} are used. Study stays open until {closes}.",
        ),
        "16-17": (
            "Đã đến mức bạn tự đặt. Máy không khóa; phần dùng thêm ghi vào sổ chung.",
            "You reached your goal. Nothing locks; extra time goes into the shared record.",
        ),
    },
}
