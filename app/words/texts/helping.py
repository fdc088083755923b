"""The help pages: whom to call, and what to do when something is wrong. Bundled, never recorded.

A page SLUG has `help.SLUG.title`, `.lead` and `.steps` (one step a line). They are written
for a frightened child: what happened is not your fault, stop, keep, tell, call. Nothing here asks
the child to do anything alone that could put him at risk.
"""

from __future__ import annotations

from app.words.texts import Texts

TEXTS: Texts = {
    "help.title": {
        "child": ("Trợ giúp", "Help"),
    },
    "help.lead": {
        "0-6": ("Con cần giúp? Bấm trái tim.", "Need help? Press the heart."),
        "7-12": (
            "Em cần giúp? Gọi 111, miễn phí, lúc nào cũng được. Bố mẹ không thấy em mở trang này.",
            "Need help? Call 111, free, any time. Your parents cannot see that you opened this.",
        ),
        "13-15": (
            "Cần nói chuyện với ai đó? 111 miễn phí, cả ngày lẫn đêm. Trang này không vào sổ.",
            "Want to talk to someone? 111 is free, day and night. This page is not recorded.",
        ),
        "16-17": (
            "Cần hỗ trợ? 111, 113, 115, tư vấn học đường. "
            "Không ai trong nhà thấy bạn mở trang này.",
            "Need support? 111, 113, 115, your school counsellor. "
            "Nobody at home sees that you opened this.",
        ),
    },
    "help.window": {"all": ("Lũy Tre: trợ giúp", "Lũy Tre: help")},
    "help.leave": {
        "0-6": ("Đóng ngay", "Close now"),
        "7+": ("Đóng nhanh (Esc)", "Close at once (Esc)"),
    },
    "help.back": {"all": ("Quay lại", "Back")},
    "help.scan": {
        "0-6": ("Người lớn quét để gọi.", "A grown-up scans to call."),
        "7+": ("Dùng điện thoại quét mã này để gọi.", "Scan this with a phone to call."),
    },
    "help.qr": {"all": ("Mã QR để gọi {number}", "QR code to call {number}")},
    "help.call": {"all": ("{number}: {who}", "{number}: {who}")},
    "help.who.111": {
        "0-6": ("Người giúp trẻ em", "They help children"),
        "7+": (
            "Tổng đài bảo vệ trẻ em, miễn phí, cả ngày lẫn đêm",
            "Child protection hotline, free, day and night",
        ),
    },
    "help.who.113": {
        "0-6": ("Chú công an", "Police"),
        "7+": ("Công an, khi đang gặp nguy hiểm", "Police, when you are in danger now"),
    },
    "help.who.115": {
        "0-6": ("Xe cấp cứu", "Ambulance"),
        "7+": ("Cấp cứu, khi có người bị thương", "Ambulance, when someone is hurt"),
    },
    "help.adults": {
        "0-6": ("Người con tin", "People you trust"),
        "7-12": ("Người lớn em tin", "Grown-ups you trust"),
        "13+": ("Người lớn bạn tin", "Adults you trust"),
    },
    "help.adults.who": {
        "0-6": ("Bố mẹ, ông bà, cô giáo.", "Parents, grandparents, teacher."),
        "7-12": (
            "Bố mẹ, ông bà, thầy cô, cô chú. Người này chưa giúp thì em tìm người khác.",
            "Parents, grandparents, a teacher, an aunt. If one cannot help, tell another.",
        ),
        "13+": (
            "Bố mẹ, ông bà, thầy cô, tư vấn học đường, bác sĩ. "
            "Người này chưa giúp được thì nói với người khác.",
            "Parents, grandparents, a teacher, the school counsellor, a doctor. "
            "If one does not help, tell another.",
        ),
    },
    "help.pages": {
        "0-6": ("Chuyện gì vậy con?", "What happened?"),
        "7-12": ("Chuyện gì đang xảy ra với em?", "What is happening?"),
        "13+": ("Chuyện gì đang xảy ra?", "What is happening?"),
    },
    "help.private": {
        "0-6": ("Không ai biết con xem.", "Nobody knows you looked."),
        "7+": (
            "Trang này không được ghi lại và không trừ giờ.",
            "This page is not recorded and uses no time.",
        ),
    },
    "help.threat.title": {
        "0-6": ("Có người dọa con", "Someone scares me"),
        "7-12": ("Có người dọa em", "Someone threatens me"),
        "13+": ("Bị đe dọa, tống tiền", "Threats or blackmail"),
    },
    "help.threat.lead": {
        "0-6": ("Không phải lỗi của con.", "It is not your fault."),
        "7-12": (
            "Không phải lỗi của em. Người dọa mới sai.",
            "It is not your fault. The one who threatens is wrong.",
        ),
        "13+": (
            "Đây không phải lỗi của bạn. Đe dọa người khác là việc làm sai, và có người giúp được.",
            "This is not your fault. Threatening someone is wrong, and there is help.",
        ),
    },
    "help.threat.steps": {
        "0-6": (
            "Con dừng lại.\nCon chạy đến người lớn.\nCon kể hết nhé.",
            "Stop.\nGo to a grown-up.\nTell everything.",
        ),
        "7-12": (
            "Dừng trả lời, đừng làm theo lời họ.\n"
            "Đừng gửi thêm tiền, ảnh hay mật khẩu.\n"
            "Đừng xóa tin. Để người lớn xem.\n"
            "Kể ngay cho người lớn em tin.\n"
            "Gọi 111. Đang nguy hiểm thì gọi 113.",
            "Stop answering, do not do what they say.\n"
            "Send no more money, pictures or passwords.\n"
            "Do not delete the messages. Let an adult look.\n"
            "Tell a grown-up you trust right away.\n"
            "Call 111. In danger now, call 113.",
        ),
        "13+": (
            "Dừng trả lời. Không gửi thêm tiền, ảnh hay mật khẩu: gửi rồi họ thường đòi tiếp.\n"
            "Giữ lại tin nhắn, tên tài khoản, thời điểm. Chưa xóa gì.\n"
            "Chặn và báo cáo tài khoản sau khi đã giữ bằng chứng.\n"
            "Nói với một người lớn bạn tin. Khó nói thì đưa họ đọc trang này.\n"
            "Gọi 111 để được tư vấn kín đáo. Đang nguy hiểm thì gọi 113.",
            "Stop answering. Send no more money, pictures or passwords: they would ask for more.\n"
            "Keep the messages, the account name and the time. Delete nothing yet.\n"
            "Block and report the account once you have kept the proof.\n"
            "Tell an adult you trust. If it is hard to say, show them this page.\n"
            "Call 111 for confidential advice. In danger now, call 113.",
        ),
    },
    "help.picture.title": {
        "0-6": ("Có người xin ảnh con", "Someone wants my picture"),
        "7-12": ("Có người xin ảnh của em", "Someone asks for my pictures"),
        "13+": ("Bị xin ảnh riêng tư", "Asked for private pictures"),
    },
    "help.picture.lead": {
        "0-6": ("Con không cần gửi ảnh.", "You never have to send one."),
        "7-12": (
            "Thân thể em là của em. Em luôn được nói “không”.",
            "Your body is yours. You may always say no.",
        ),
        "13+": (
            "Bạn luôn có quyền nói không. Đã lỡ gửi thì vẫn có cách giải quyết.",
            "You may always say no. If you already sent one, it can still be dealt with.",
        ),
    },
    "help.picture.steps": {
        "0-6": (
            "Con nói không.\nCon tắt máy ảnh.\nCon kể bố mẹ nghe.",
            "Say no.\nTurn the camera off.\nTell Mum or Dad.",
        ),
        "7-12": (
            "Nói “không”, rồi dừng nói chuyện với người đó.\n"
            "Tắt máy ảnh.\n"
            "Đừng đi gặp người quen trên mạng.\n"
            "Kể cho người lớn em tin, kể cả khi đã lỡ gửi.\n"
            "Gọi 111 nếu em sợ hoặc không biết kể với ai.",
            "Say no, and stop talking to that person.\n"
            "Turn the camera off.\n"
            "Do not go to meet someone you know from the net.\n"
            "Tell a grown-up you trust, even if you sent one.\n"
            "Call 111 if you are afraid or know nobody to tell.",
        ),
        "13+": (
            "Không gửi, không bật camera, không đi gặp một mình.\n"
            "Đã lỡ gửi: dừng lại, giữ tin nhắn làm bằng chứng, không gửi thêm.\n"
            "Không chuyển tiếp ảnh của bất kỳ ai dưới 18 tuổi, kể cả để tố cáo.\n"
            "Báo cáo tài khoản và ảnh với nền tảng đó.\n"
            "Nói với người lớn bạn tin, hoặc gọi 111. Họ giúp yêu cầu gỡ ảnh.",
            "Send nothing, keep the camera off, do not go to meet them alone.\n"
            "Already sent one: stop, keep the messages as proof, send no more.\n"
            "Never pass on such pictures of anyone under 18, not even to report it.\n"
            "Report the account and the picture to that service.\n"
            "Tell an adult you trust or call 111. They help to have pictures taken down.",
        ),
    },
    "help.hurt.title": {
        "0-6": ("Có người làm con đau", "Someone hurts me"),
        "7-12": ("Có người làm em đau", "Someone hurts me"),
        "13+": ("Có người làm bạn tổn thương", "Someone hurts you"),
    },
    "help.hurt.lead": {
        "0-6": ("Không ai được làm con đau.", "Nobody may hurt you."),
        "7-12": (
            "Không ai được đánh hay chạm vào em khi em không muốn.",
            "Nobody may hit you. Nobody may touch you against your will.",
        ),
        "13+": (
            "Không ai có quyền đánh, ép buộc hay đụng chạm bạn, kể cả người trong nhà.",
            "Nobody has the right to hit, force or touch you, not even at home.",
        ),
    },
    "help.hurt.steps": {
        "0-6": (
            "Con chạy ra chỗ có người.\nCon kêu to.\nCon kể người con tin.",
            "Run to other people.\nShout.\nTell someone you trust.",
        ),
        "7-12": (
            "Đi đến chỗ an toàn, có người khác.\n"
            "Đang nguy hiểm thì gọi 113. Bị thương thì gọi 115.\n"
            "Kể cho một người lớn em tin.\n"
            "Người đó chưa tin thì em kể người khác.\n"
            "Gọi 111, cô chú ở đó sẽ nghe em.",
            "Go to a safe place with other people.\n"
            "In danger now, call 113. Hurt, call 115.\n"
            "Tell a grown-up you trust.\n"
            "If that one does not believe you, tell another.\n"
            "Call 111, they will listen to you.",
        ),
        "13+": (
            "Rời khỏi chỗ đó nếu có thể, đến nơi có người.\n"
            "Đang nguy hiểm gọi 113, bị thương gọi 115.\n"
            "Bị xâm hại trong vài ngày qua: đến bệnh viện sớm, giữ lại quần áo, đừng giặt.\n"
            "Kể với người lớn bạn tin; người đầu tiên chưa nghe thì tìm người khác.\n"
            "111 nhận tin cả ngày lẫn đêm và có thể can thiệp.",
            "Leave that place if you can, go where people are.\n"
            "In danger now call 113, hurt call 115.\n"
            "Abused in the last days: go to a hospital soon, keep your clothes unwashed.\n"
            "Tell an adult you trust; if the first does not listen, find another.\n"
            "111 takes reports day and night and can step in.",
        ),
    },
    "help.sad.title": {
        "0-6": ("Con buồn lắm", "I am very sad"),
        "7-12": ("Em buồn quá", "I feel very sad"),
        "13+": ("Buồn, mệt, không muốn gì nữa", "Sad, tired, nothing matters"),
    },
    "help.sad.lead": {
        "0-6": ("Buồn thì mình kể ra nhé.", "Let us talk about it."),
        "7-12": (
            "Ai cũng có lúc buồn. Kể ra thì nhẹ hơn.",
            "Everyone is sad at times. Talking makes it lighter.",
        ),
        "13+": (
            "Cảm giác này có thật và có thể thay đổi. Bạn không phải chịu một mình.",
            "The feeling is real and it can change. You do not have to carry it alone.",
        ),
    },
    "help.sad.steps": {
        "0-6": (
            "Con ôm người con thương.\nCon kể chuyện buồn.\nCon ngủ một giấc.",
            "Hug someone you love.\nTell what makes you sad.\nSleep a little.",
        ),
        "7-12": (
            "Kể cho người em tin, một câu cũng được.\n"
            "Đi dạo, vẽ, nghe nhạc, chơi với bạn.\n"
            "Buồn nhiều ngày thì nhờ bố mẹ đưa đi khám.\n"
            "Muốn làm đau mình thì gọi 111 ngay.\n"
            "Đang nguy hiểm thì gọi 115.",
            "Tell someone you trust, one sentence is enough.\n"
            "Walk, draw, hear music, be with a friend.\n"
            "Sad for many days? Ask your parents for a doctor.\n"
            "If you want to hurt yourself, call 111 now.\n"
            "In danger, call 115.",
        ),
        "13+": (
            "Nhắn cho một người bạn tin: “mình đang không ổn, nói chuyện được không?”\n"
            "Ngủ, ăn, ra ngoài một lúc. Việc nhỏ cũng có ích.\n"
            "Kéo dài hơn hai tuần: gặp tư vấn học đường hoặc bác sĩ.\n"
            "Nghĩ đến việc tự làm đau mình: đừng ở một mình, gọi 111 ngay.\n"
            "Đang nguy hiểm đến tính mạng: gọi 115.",
            "Write to one person you trust: “I am not well, can we talk?”\n"
            "Sleep, eat, go outside for a while. Small things help.\n"
            "Longer than two weeks: see the school counsellor or a doctor.\n"
            "Thinking of hurting yourself: do not stay alone, call 111 now.\n"
            "Life in danger: call 115.",
        ),
    },
    "help.body.title": {
        "0-6": ("Thân thể của con", "My body"),
        "7-12": ("Cơ thể em đang lớn", "My body is growing"),
        "13+": ("Dậy thì và cơ thể", "Puberty and the body"),
    },
    "help.body.lead": {
        "0-6": ("Vùng áo bơi là riêng con.", "Swimsuit parts are private."),
        "7-12": (
            "Lớn lên thì cơ thể thay đổi. Ai cũng vậy.",
            "Growing up changes the body. It happens to everyone.",
        ),
        "13+": (
            "Thay đổi ở tuổi dậy thì là bình thường, mỗi người một nhịp khác nhau.",
            "Changes in puberty are normal, and everyone has their own pace.",
        ),
    },
    "help.body.steps": {
        "0-6": (
            "Con giữ vùng riêng tư.\nAi chạm vào, con nói không.\nCon kể bố mẹ nghe.",
            "Keep private parts private.\nSay no to touching.\nTell Mum or Dad.",
        ),
        "7-12": (
            "Từ 8 đến 14 tuổi, cơ thể bắt đầu đổi.\n"
            "Cao lên, có lông, có mụn, đổi giọng.\n"
            "Con gái có kinh nguyệt. Con trai có thể mộng tinh.\n"
            "Không có gì phải xấu hổ. Em hỏi bố mẹ hoặc cô y tế.\n"
            "Vùng riêng tư là của em, không ai được chạm.",
            "Between 8 and 14 the body starts to change.\n"
            "You grow, get hair and spots, the voice changes.\n"
            "Girls get their period. Boys may have wet dreams.\n"
            "It is nothing to be ashamed of. Ask your parents or the school nurse.\n"
            "Private parts are yours, nobody may touch them.",
        ),
        "13+": (
            "Kinh nguyệt, mộng tinh, mụn, đổi giọng, cảm xúc lên xuống: đều là bình thường.\n"
            "Kinh nguyệt đến muộn sau 15 tuổi, đau nhiều, ra nhiều máu: nên đi khám.\n"
            "Thích ai là chuyện tự nhiên. Không ai được ép bạn làm điều bạn chưa muốn.\n"
            "Dưới 16 tuổi, pháp luật bảo vệ bạn khỏi mọi quan hệ tình dục với người lớn.\n"
            "Muốn hỏi kín đáo: phòng y tế trường, bác sĩ, hoặc 111.",
            "Periods, wet dreams, spots, a new voice, moods up and down: all normal.\n"
            "A first period later than 15, strong pain or heavy bleeding: see a doctor.\n"
            "To like someone is natural. Nobody may press you into what you do not want.\n"
            "Under 16 the law protects you from any sexual contact with adults.\n"
            "To ask in confidence: the school nurse, a doctor, or 111.",
        ),
    },
}
