"""Why something is open, closed or at rest: one text for every model Reason, and who chose it."""

from __future__ import annotations

from app.words.texts import Texts

TEXTS: Texts = {
    "why.open": {
        "0-6": ("Con dùng được.", "You can use it."),
        "7-12": ("Bây giờ em dùng được.", "You can use it now."),
        "13+": ("Đang trong giờ dùng máy.", "The PC is open now."),
        "parent": ("Không có giới hạn nào đang áp dụng.", "Nothing stands against it."),
    },
    "why.help": {
        "0-6": ("Trợ giúp luôn mở.", "Help is always open."),
        "7+": ("Trợ giúp lúc nào cũng mở.", "Help is open at any time."),
        "parent": ("Trợ giúp không bao giờ đóng.", "Help is never closed."),
    },
    "why.grant": {
        "0-6": ("Bố mẹ cho thêm giờ rồi.", "You got more time."),
        "7-12": ("Bố mẹ đã cho em thêm giờ.", "Your parents gave you more time."),
        "13+": ("Bố mẹ đã cho thêm giờ.", "Your parents gave extra time."),
        "parent": ("Bạn đã cho thêm giờ.", "You gave extra time."),
    },
    "why.adult": {
        "0-6": ("Không có giới hạn.", "There is no limit."),
        "7+": ("Từ 18 tuổi, Lũy Tre tự tắt.", "From 18 on, Lũy Tre is off."),
        "parent": (
            "Người dùng đã đủ 18 tuổi, Lũy Tre tự tắt.",
            "This person is 18, so Lũy Tre has switched itself off.",
        ),
    },
    "why.lock_now": {
        "0-6": ("Bố mẹ gọi con nghỉ.", "Time for a rest."),
        "7-12": ("Bố mẹ vừa cho máy nghỉ.", "Your parents let the PC rest."),
        "13+": ("Bố mẹ vừa đóng máy.", "Your parents closed the PC just now."),
        "parent": ("Bạn đã đóng máy.", "You closed the PC."),
    },
    "why.pause": {
        "0-6": ("Mình nghỉ một lát nhé.", "Let us take a short rest."),
        "7-12": (
            "Bố mẹ cho máy nghỉ một lát. Lúc này không trừ giờ.",
            "Your parents paused the PC. No time is used now.",
        ),
        "13+": (
            "Bố mẹ tạm dừng máy. Lúc này không trừ giờ.",
            "Your parents paused the PC. No time is charged meanwhile.",
        ),
        "parent": (
            "Bạn đã tạm dừng máy, không trừ giờ của con.",
            "You paused the PC; no time is charged.",
        ),
    },
    "why.bedtime": {
        "0-6": ("Đến giờ đi ngủ rồi.", "It is bedtime."),
        "7-12": ("Đến giờ đi ngủ, máy cũng ngủ.", "It is bedtime, the PC sleeps too."),
        "13-15": (
            "Đến giờ ngủ. Ngủ đủ giúp bạn khỏe và nhớ bài.",
            "It is bedtime. Enough sleep helps you feel well and learn.",
        ),
        "16-17": ("Đến giờ ngủ đã định.", "It is the agreed bedtime."),
        "parent": ("Đang trong giờ ngủ.", "It is bedtime."),
    },
    "why.hours": {
        "0-6": ("Máy chưa đến giờ mở.", "The PC still rests."),
        "7-12": ("Chưa đến giờ dùng máy.", "The PC is not open at this hour."),
        "13+": ("Giờ này máy đóng theo lịch.", "The PC is closed at this hour."),
        "parent": ("Ngoài khung giờ dùng máy.", "Outside the hours of use."),
    },
    "why.day_budget": {
        "0-6": ("Con chơi đủ giờ hôm nay rồi.", "You used today's play time."),
        "7-12": ("Em đã dùng đủ giờ chơi hôm nay.", "You used all of today's play time."),
        "13+": ("Đã dùng đủ giờ giải trí hôm nay.", "Today's leisure time is used."),
        "parent": ("Đã dùng đủ giờ giải trí trong ngày.", "The day's leisure time is used."),
    },
    "why.week_budget": {
        "0-6": ("Con chơi đủ giờ tuần này rồi.", "You used this week's play time."),
        "7-12": ("Em đã dùng đủ giờ chơi tuần này.", "You used all of this week's play time."),
        "13+": ("Đã dùng đủ giờ giải trí tuần này.", "This week's leisure time is used."),
        "parent": ("Đã dùng đủ giờ giải trí trong tuần.", "The week's leisure time is used."),
    },
    "why.game_curfew": {
        "0-6": ("Giờ này trò chơi nghỉ.", "Games rest now."),
        "7-12": ("Giờ này trò chơi đã nghỉ.", "Games rest at this hour."),
        "13+": ("Giờ này trò chơi đóng theo lịch.", "Games are closed at this hour."),
        "parent": ("Trong giờ không chơi game.", "In the hours without games."),
    },
    "why.one_game": {
        "0-6": ("Trò này đủ giờ rồi.", "This game had its time."),
        "7-12": (
            "Trò này đủ giờ hôm nay. Em chơi trò khác được.",
            "This game had its time today. Another one is fine.",
        ),
        "13+": ("Trò này đã đủ giờ trong ngày.", "This game's time for today is used."),
        "parent": (
            "Trò chơi này đã đủ giờ trong ngày.",
            "This game's time for the day is used.",
        ),
    },
    "why.all_games": {
        "0-6": ("Con chơi đủ rồi.", "That was all for games."),
        "7-12": ("Em đã chơi đủ giờ game hôm nay.", "You used all of today's game time."),
        "13+": ("Đã dùng đủ giờ chơi game hôm nay.", "Today's time for games is used."),
        "parent": ("Đã đủ giờ chơi game trong ngày.", "The day's time for games is used."),
    },
    "why.app_limit": {
        "0-6": ("Cái này đủ giờ rồi.", "This one had its time."),
        "7-12": ("Phần mềm này đủ giờ hôm nay rồi.", "This program had its time today."),
        "13+": ("Phần mềm này đã đủ giờ hôm nay.", "This program's time for today is used."),
        "parent": ("Phần mềm này đã đủ giờ trong ngày.", "This program's time is used."),
    },
    "why.group_limit": {
        "0-6": ("Nhóm này đủ giờ rồi.", "These had their time."),
        "7-12": ("Nhóm này đủ giờ hôm nay rồi.", "This group had its time today."),
        "13+": ("Nhóm phần mềm này đã đủ giờ.", "This group's time for today is used."),
        "parent": ("Nhóm này đã đủ giờ trong ngày.", "This group's time for the day is used."),
    },
    "why.app_blocked": {
        "0-6": ("Cái này đang đóng.", "This one is closed."),
        "7-12": ("Bố mẹ đang đóng phần mềm này.", "Your parents keep this program closed."),
        "13+": ("Phần mềm này đang đóng. Bạn có thể nêu ý kiến.", "Closed. You can object."),
        "parent": ("Bạn đã đóng phần mềm này.", "You closed this program."),
    },
    "why.app_never": {
        "0-6": ("Cái này luôn đóng.", "This one stays closed."),
        "7-12": ("Phần mềm này luôn đóng.", "This program always stays closed."),
        "13+": (
            "Phần mềm này luôn đóng, thêm giờ cũng không mở.",
            "This program stays closed, extra time does not open it.",
        ),
        "parent": ("Phần mềm này luôn đóng.", "This program is always closed."),
    },
    "why.app_ask": {
        "0-6": ("Con hỏi bố mẹ nhé.", "Ask Mum or Dad."),
        "7-12": ("Cái này cần hỏi bố mẹ trước.", "Ask your parents first."),
        "13+": ("Phần mềm này cần hỏi bố mẹ trước.", "This program needs a yes first."),
        "parent": ("Con cần hỏi bạn trước khi mở.", "Your child asks you before opening it."),
    },
    "why.app_allowed": {
        "0-6": ("Con dùng được.", "You can use it."),
        "7+": ("Phần mềm này được dùng.", "This program is allowed."),
        "parent": ("Bạn đã cho phép phần mềm này.", "You allowed this program."),
    },
    "why.unknown_app": {
        "0-6": ("Cái này mới. Con hỏi bố mẹ nhé.", "This is new. Ask Mum or Dad."),
        "7-12": ("Phần mềm này còn lạ. Em hỏi bố mẹ nhé.", "This program is new. Ask first."),
        "13+": ("Phần mềm này chưa có trong danh sách.", "This program is not on the list."),
        "parent": ("Phần mềm lạ, chưa có quy tắc.", "An unknown program without a rule."),
    },
    "why.learning": {
        "0-6": ("Con học tiếp được.", "You can go on learning."),
        "7-12": ("Học bài không mất giờ chơi.", "Homework costs no play time."),
        "13+": ("Học bài không tính vào giờ giải trí.", "Study is not counted as leisure."),
        "parent": ("Học tập, không trừ giờ.", "Learning, free of charge."),
    },
    "why.break": {
        "0-6": ("Mắt mình nghỉ chút nhé.", "Let our eyes rest."),
        "7-12": ("Đến lúc nghỉ mắt một chút.", "It is time to rest your eyes."),
        "13+": ("Đến lúc nghỉ mắt.", "Time for an eye break."),
        "parent": ("Giờ nghỉ mắt.", "An eye break."),
    },
    "why.agent_lost": {
        "0-6": ("Máy cần nghỉ. Gọi bố mẹ nhé.", "The PC rests. Call Mum or Dad."),
        "7-12": (
            "Lũy Tre bị tắt nhiều lần nên máy nghỉ. Em gọi bố mẹ nhé.",
            "Lũy Tre was stopped, so the PC rests. Call your parents.",
        ),
        "13+": (
            "Phần chạy trong phiên của bạn bị tắt nhiều lần, nên máy đóng.",
            "The part in your session was stopped repeatedly, so the PC is closed.",
        ),
        "parent": (
            "Phần chạy trong phiên của con bị tắt nhiều lần liền.",
            "The part in the child's session was stopped several times in a row.",
        ),
    },
    "why.unknown_account": {
        "0-6": ("Gọi bố mẹ nhé.", "Call Mum or Dad."),
        "7-12": ("Máy chưa biết đây là ai.", "The PC does not know this account."),
        "13+": ("Tài khoản này chưa được khai báo.", "Nobody has named this account yet."),
        "parent": ("Tài khoản này chưa được gán cho ai.", "This account belongs to nobody yet."),
    },
    "why.store_damaged": {
        "0-6": ("Máy bị hỏng chút. Gọi bố mẹ nhé.", "Something broke. Call Mum or Dad."),
        "7-12": (
            "Sổ của máy bị lỗi. Máy dùng luật chung cho tuổi em.",
            "The record broke. The usual rules for your age hold.",
        ),
        "13+": (
            "Dữ liệu bị lỗi, tạm dùng quy tắc chung cho lứa tuổi.",
            "Data is damaged; the usual rules for your age hold for now.",
        ),
        "parent": (
            "Kho dữ liệu bị lỗi, tạm dùng mặc định theo tuổi.",
            "The store is damaged; the age defaults hold for now.",
        ),
    },
    "origin.bracket": {
        "0-6": ("Luật chung cho tuổi con.", "A rule for your age."),
        "7-12": ("Đây là luật chung cho tuổi của em.", "This is the usual rule for your age."),
        "13+": ("Mức gợi ý cho lứa tuổi của bạn.", "The suggested level for your age."),
        "parent": ("Mặc định theo lứa tuổi.", "The default for this age."),
    },
    "origin.parent": {
        "0-6": ("Bố mẹ chọn cho con.", "Mum and Dad chose it."),
        "7-12": ("Bố mẹ đã chọn luật này.", "Your parents chose this rule."),
        "13+": ("Bố mẹ đã chọn mức này.", "Your parents chose this level."),
        "parent": ("Bạn đã chọn.", "You chose it."),
    },
    "origin.product": {
        "0-6": ("Máy tự giữ an toàn.", "The PC keeps itself safe."),
        "7+": ("Lũy Tre tự làm để giữ an toàn.", "Lũy Tre does this to stay safe."),
        "parent": ("Lũy Tre tự áp dụng.", "Lũy Tre does this by itself."),
    },
    "until.at": {
        "0-6": ("Đến {when}.", "Until {when}."),
        "7+": ("Đến {when}.", "Until {when}."),
        "parent": ("Có hiệu lực đến {when}.", "Holds until {when}."),
    },
    "until.someone": {
        "0-6": ("Đến khi bố mẹ mở.", "Until Mum or Dad opens it."),
        "7-12": ("Đến khi bố mẹ mở lại.", "Until your parents open it."),
        "13+": ("Đến khi có người mở lại.", "Until somebody changes it."),
        "parent": ("Đến khi bạn thay đổi.", "Until you change it."),
    },
    "until.opens": {
        "0-6": ("Máy mở lại lúc {when}.", "Open again at {when}."),
        "7-12": ("{when} máy mở lại.", "The PC opens at {when}."),
        "13+": ("Mở lại lúc {when}.", "Opens again at {when}."),
        "parent": ("Mở lại lúc {when}.", "Opens again at {when}."),
    },
    # Where a bracket's default comes from; in English the very words of rules.presets.SOURCES.
    "source.minutes": {
        "parent": (
            "WHO 2019 (dưới 5 tuổi), Thụy Điển 2024 (1–2 giờ, 2–3 giờ); ngày học do Lũy Tre chọn",
            "WHO 2019 (under 5), Sweden 2024 (1-2 h, 2-3 h); the school-day figure is our choice",
        ),
    },
    "source.week_minutes": {
        "parent": (
            "không có mức sẵn: cha mẹ đặt",
            "no default: set by the parent",
        ),
    },
    "source.hours": {
        "parent": (
            "không có mức sẵn: cha mẹ đặt",
            "no default: set by the parent",
        ),
    },
    "source.bedtime": {
        "parent": (
            "giờ ngủ theo AASM 2016, tính lùi từ 6:00 sáng, giờ cuối ngày không màn hình",
            "AASM 2016 sleep hours, back from rising at 06:00, the last hour without a screen",
        ),
    },
    "source.one_game": {
        "parent": (
            "nhiều nhất 60 phút một trò mỗi ngày: Nghị định 147/2024/NĐ-CP, Điều 39",
            "at most 60 minutes a game a day: Decree 147/2024/ND-CP art. 39",
        ),
    },
    "source.all_games": {
        "parent": (
            "nhiều nhất 180 phút trò chơi mỗi ngày: Nghị định 147/2024/NĐ-CP, Điều 39",
            "at most 180 minutes of games a day: Decree 147/2024/ND-CP art. 39",
        ),
    },
    "source.curfew": {
        "parent": (
            "theo giờ mở cửa của điểm trò chơi công cộng, 8:00–22:00",
            "after the hours of public game shops, 08:00-22:00",
        ),
    },
    "source.notice": {
        "parent": (
            "nhắc sau mỗi 30 phút chơi: Nghị định 147/2024/NĐ-CP, Điều 39",
            "a notice every 30 minutes of play: Decree 147/2024/ND-CP art. 39",
        ),
    },
    "source.breaks": {
        "parent": (
            "cho mắt nghỉ, theo lời khuyên 20-20-20",
            "rest for the eyes, after the 20-20-20 advice",
        ),
    },
    "source.grace_seconds": {
        "parent": (
            "một phút để lưu việc đang làm",
            "a minute to save what was begun",
        ),
    },
    "source.unknown_app": {
        "parent": (
            "phần mềm chưa ai nhắc tới được dùng cho đến khi cha mẹ quyết định",
            "a program nobody named is allowed until the parent says",
        ),
    },
    "source.soft": {
        "parent": (
            "từ 16 tuổi chỉ nhắc và ghi lại; luật coi trẻ em là dưới 16 tuổi",
            "from 16 on limits remind and record; 16 ends 'child' in the law",
        ),
    },
}
