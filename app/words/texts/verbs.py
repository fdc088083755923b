"""The command line's verbs: what each does, what it says when done, and what was wrong."""

from __future__ import annotations

from app.words.texts import Texts

TEXTS: Texts = {
    # --- help -------------------------------------------------------------------------------------
    "verb.about": {
        "parent": (
            "Lũy Tre: giờ máy tính của con, giữ vững mà nhẹ nhàng.",
            "Lũy Tre: a child's screen time that holds, kindly.",
        ),
    },
    "verb.codes": {
        "parent": (
            "Mã kết thúc: 0 xong, 1 kiểm tra chưa đạt, 2 lệnh hoặc tệp sai, 3 dịch vụ chưa chạy, "
            "4 không được phép.",
            "Exit codes: 0 done, 1 a check failed, 2 wrong command or file, 3 the service does not "
            "run, 4 not allowed.",
        ),
    },
    "verb.status": {
        "parent": (
            "Lũy Tre đang chạy thế nào, mỗi con còn bao nhiêu giờ",
            "How it runs, and what each child has left",
        ),
    },
    "verb.explain": {
        "parent": (
            "Vì sao được dùng hay không, lúc này hoặc lúc khác",
            "Why something is open or closed, now or at another time",
        ),
    },
    "verb.grant": {"parent": ("Cho thêm giờ", "Give extra time")},
    "verb.pause": {
        "parent": (
            "Tạm dừng máy, cho đến khi bạn mở lại",
            "Pause a PC, until you let it go on",
        ),
    },
    "verb.lock": {"parent": ("Đóng máy ngay", "Lock a PC now")},
    "verb.resume": {"parent": ("Cho máy dùng tiếp", "Let a PC go on")},
    "verb.lists": {
        "parent": (
            "Danh sách tên trang: xem, update (tải mới), on hoặc off KEY",
            "Lists of sites: show, update (fetch now), on or off KEY",
        ),
    },
    "verb.policy": {
        "parent": ("Quy tắc: lấy ra, kiểm tra, đặt", "The rules: get, check, set"),
    },
    "verb.policy.get": {
        "parent": ("Ghi quy tắc thành TOML", "Write the rules as TOML"),
    },
    "verb.policy.check": {
        "parent": (
            "Kiểm tra một tệp quy tắc, không cần dịch vụ",
            "Check a rules file; needs no service",
        ),
    },
    "verb.policy.set": {
        "parent": ("Đặt quy tắc từ một tệp", "Put a rules file in force"),
    },
    "verb.report": {"parent": ("Giờ đã dùng theo ngày", "Time used, by day")},
    "verb.record": {
        "parent": (
            "Sổ ghi: quy tắc, cho thêm giờ, can thiệp",
            "The record: rules, grants, interference",
        ),
    },
    "verb.requests": {"parent": ("Lời xin đang chờ", "Requests that wait for you")},
    "verb.answer": {"parent": ("Trả lời một lời xin", "Answer a request")},
    "verb.confirm-date": {
        "parent": (
            "Xác nhận ngày hôm nay khi máy không hỏi được giờ mạng",
            "Vouch for today's date where no time service does",
        ),
    },
    "verb.simulate": {
        "parent": ("Chơi thử một ngày viết sẵn", "Play a written day (docs/simulate.md)"),
    },
    "verb.export": {
        "parent": ("Xuất mọi thứ đang lưu (JSON)", "Export everything that is kept (JSON)"),
    },
    "verb.wipe": {"parent": ("Xóa những gì đang lưu", "Delete what is kept")},
    "verb.verify": {
        "parent": ("Kiểm tra sổ ghi và kho dữ liệu", "Check the record and the store"),
    },
    "verb.setup": {
        "parent": (
            "Thiết lập lần đầu: mật khẩu, tài khoản của con, ngày sinh",
            "First set-up: password, the child's account, birth date",
        ),
    },
    "verb.reset-password": {
        "parent": ("Đặt lại mật khẩu (chỉ root)", "Set a new parent's password (root only)"),
    },
    "verb.run": {
        "parent": (
            "Chạy ở chế độ nhắc nhở với dòng trạng thái",
            "Run in advice mode with a status line",
        ),
    },
    "verb.install": {"parent": ("Cài đặt lên máy này", "Install on this PC")},
    "verb.uninstall": {"parent": ("Gỡ toàn bộ", "Take all of it off this PC")},
    "verb.release": {
        "parent": (
            "Dừng và thả mọi giới hạn, không cần Python",
            "Stop and let go of everything; needs no Python",
        ),
    },
    "verb.option.json": {"parent": ("in JSON cho chương trình khác", "print JSON for scripts")},
    "verb.option.lang": {"parent": ("ngôn ngữ: vi hoặc en", "language: vi or en")},
    "verb.option.socket": {"parent": ("ổ cắm của dịch vụ", "the service's socket")},
    "verb.option.password": {
        "parent": (
            "đọc mật khẩu từ tệp mở sẵn số N",
            "read the password from file descriptor N",
        ),
    },
    "verb.option.child": {"parent": ("tên hoặc mã của con", "a child's name or id")},
    "verb.option.at": {
        "parent": ("giờ địa phương, như 2026-11-24T20:45", "local time, such as 2026-11-24T20:45")
    },
    "verb.option.app": {"parent": ("một phần mềm", "one program")},
    "verb.option.offline": {
        "parent": (
            "theo tệp quy tắc này, không cần dịch vụ",
            "by this rules file, without the service",
        ),
    },
    "verb.option.used": {
        "parent": (
            "số phút đã dùng trong ngày (với --policy)",
            "minutes used that day (with --policy)",
        ),
    },
    "verb.option.minutes": {"parent": ("số phút", "minutes")},
    "verb.option.stop": {
        "parent": (
            "số phút; không ghi là đến khi bạn mở lại",
            "minutes; left out: until you let go",
        )
    },
    "verb.option.bonus": {
        "parent": ("cộng vào giờ hôm nay", "add it to today's budget"),
    },
    "verb.option.until": {
        "parent": ("hết hạn lúc này, dù chưa dùng hết", "worth nothing after this local time"),
    },
    "verb.option.out": {"parent": ("ghi vào tệp này", "write into this file")},
    "verb.option.file": {"parent": ("tệp TOML", "a TOML file")},
    "verb.option.check": {
        "parent": (
            "so với [expect], khác thì mã 1",
            "compare with [expect]; exit code 1 if it differs",
        ),
    },
    "verb.option.first": {"parent": ("ngày đầu (2026-11-24)", "first day (2026-11-24)")},
    "verb.option.last": {"parent": ("ngày cuối", "last day, included")},
    "verb.option.days": {"parent": ("mấy ngày gần nhất (7)", "the last so many days (7)")},
    "verb.option.count": {"parent": ("nhiều nhất bao nhiêu dòng", "at most so many lines")},
    "verb.option.before": {"parent": ("chỉ trước dòng này", "only before this line")},
    "verb.option.id": {"parent": ("mã của lời xin", "the request's id")},
    "verb.option.yes_or_no": {"parent": ("yes là đồng ý, no là chưa được", "the answer")},
    "verb.option.reply": {"parent": ("nhắn lại cho con", "a word back to the child")},
    "verb.option.day": {"parent": ("ngày (không ghi là hôm nay)", "the day (left out: today)")},
    "verb.option.all": {"parent": ("của mọi người", "of everybody")},
    "verb.option.yes": {"parent": ("không hỏi lại", "do not ask again")},
    "verb.option.keep": {
        "parent": ("giữ lại hồ sơ trong /var/lib", "keep the records in /var/lib"),
    },
    "verb.option.advice": {
        "parent": ("không ép buộc, chỉ nhắc", "force nothing, only remind"),
    },
    "verb.option.site": {
        "parent": (
            "một trang, một dịch vụ (youtube) hoặc category:KEY",
            "a site, a service (youtube) or category:KEY",
        ),
    },
    "verb.option.how": {
        "parent": (
            "trong bao lâu: hour (1 giờ, mặc định khi mở), today hoặc always",
            "for how long: hour (what opening means), today or always",
        ),
    },
    "verb.option.site_ask": {"parent": ("con hỏi trước đã", "the child asks first")},
    "verb.option.site_block": {"parent": ("đóng trang này", "close it")},
    "verb.option.site_clear": {
        "parent": ("bỏ lời riêng về trang này", "take back what you said of it"),
    },
    "verb.option.site_wrong-list": {
        "parent": (
            "mở dù danh sách gọi trang này là loại luôn đóng",
            "open it although the lists call it a kind that is always closed",
        ),
    },
    "verb.option.sites": {
        "parent": ("các trang bị dừng", "the sites that were stopped"),
    },
    "verb.option.lists_do": {
        "parent": ("để trống là xem", "left out: show them"),
    },
    "verb.option.lists_key": {"parent": ("mã của danh sách", "the list's key")},
    # --- what is said -----------------------------------------------------------------------------
    "verb.runs": {
        "parent": ("Lũy Tre {version} đang chạy, {when}", "Lũy Tre {version} runs, {when}"),
    },
    "verb.runs.advice": {
        "parent": (
            "Lũy Tre {version} ở chế độ nhắc nhở, {when}",
            "Lũy Tre {version} in advice mode, {when}",
        ),
    },
    "verb.unsynced": {
        "parent": (
            "Chưa có giờ mạng xác nhận đồng hồ",
            "No time service vouches for the clock",
        ),
    },
    "verb.no_password": {
        "parent": (
            "Chưa có mật khẩu bố mẹ; đặt bằng: sudo luytre setup",
            "There is no parent's password yet; set it with: sudo luytre setup",
        ),
    },
    "verb.screen": {"parent": ("{name}: {screen}", "{name}: {screen}")},
    "verb.sense": {"parent": ("{name}: {source}", "{name}: {source}")},
    "verb.limit": {"parent": ("! {limit}", "! {limit}")},
    "verb.waiting": {
        "parent": (
            "{count} lời xin đang chờ: luytre requests",
            "{count} waiting: luytre requests",
        ),
    },
    "verb.granted": {
        "parent": ("Đã cho {name} thêm {minutes}.", "Gave {name} {minutes} more."),
    },
    "verb.granted.app": {
        "parent": (
            "Đã cho {name} thêm {minutes} với {app}.",
            "Gave {name} {minutes} more of {app}.",
        ),
    },
    "verb.granted.bonus": {
        "parent": ("Đã cộng {minutes} vào hôm nay của {name}.", "Added {minutes} to {name}'s day."),
    },
    "verb.answered": {"parent": ("Đã trả lời.", "Answered.")},
    "verb.date": {"parent": ("Đã xác nhận ngày {day}.", "Confirmed {day}.")},
    "verb.request": {
        "parent": ("{id}  {name}: {what}, {when}", "{id}  {name}: {what}, {when}"),
    },
    "verb.policy.good": {"parent": ("{file}: quy tắc đúng.", "{file}: the rules are sound.")},
    "verb.policy.above": {
        "parent": (
            "Lưu ý: {name} chơi được lâu hơn mức của luật ({one_game} phút một trò, {all_games} "
            "phút tất cả). {law}. Nghĩa vụ là của nhà cung cấp; cha mẹ được chọn.",
            "Note: {name} may play longer than the law's ceiling ({one_game} min a game, "
            "{all_games} in all). {law}. This binds providers of games; parents may choose.",
        ),
    },
    "verb.policy.in_force": {
        "parent": ("Quy tắc đã có hiệu lực, bản {version}.", "In force, version {version}."),
    },
    "verb.policy.none": {
        "parent": ("Chưa có quy tắc nào.", "There are no rules yet."),
    },
    "verb.lists.whose": {
        "parent": (
            "{title}: {publisher}, {licence}. {credit}",
            "{title}: {publisher}, {licence}. {credit}",
        ),
    },
    "verb.lists.updated": {
        "parent": ("Đã cập nhật. {head}", "Up to date. {head}"),
    },
    "verb.lists.on": {
        "parent": ("Dùng {title} từ bây giờ.", "{title} is used from now on."),
    },
    "verb.lists.off": {
        "parent": ("Không dùng {title} nữa.", "{title} is no longer used."),
    },
    "verb.lists.trouble": {
        "parent": ("✗ {name}: {state} ({detail})", "✗ {name}: {state} ({detail})"),
    },
    "verb.site.stop": {
        "parent": ("{name}  {times}  {about}", "{name}  {times}  {about}"),
    },
    "verb.report.none": {
        "parent": ("Chưa có gì trong những ngày này.", "Nothing was used on these days."),
    },
    "verb.report.hidden": {
        "parent": (
            "Ở tuổi này bố mẹ không thấy chi tiết hơn ({hidden}).",
            "At this age parents see no more than this ({hidden}).",
        ),
    },
    "verb.of": {"parent": ("{used} / {budget}", "{used} of {budget}")},
    "verb.wiped": {"parent": ("Đã xóa.", "Deleted.")},
    "verb.wipe.sure": {
        "parent": (
            "Xóa mọi thứ đang lưu về {whom}? Không lấy lại được. Gõ {word} để xóa:",
            "Delete everything kept about {whom}? It cannot be undone. Type {word} to delete:",
        ),
    },
    "verb.wipe.everybody": {"parent": ("mọi người", "everybody")},
    "verb.wipe.word": {"parent": ("xóa", "delete")},
    "verb.wipe.kept": {"parent": ("Không xóa gì.", "Nothing was deleted.")},
    "verb.verified": {
        "parent": ("{lines} dòng sổ ghi, tất cả nguyên vẹn.", "{lines} lines, all of them sound."),
    },
    "verb.problem": {"parent": ("✗ {problem}", "✗ {problem}")},
    "verb.written": {"parent": ("Đã ghi vào {file}.", "Written to {file}.")},
    "verb.password.new": {"parent": ("Mật khẩu mới:", "New password:")},
    "verb.password.again": {"parent": ("Nhập lại:", "Once more:")},
    "verb.password.set": {"parent": ("Đã đặt mật khẩu.", "The password is set.")},
    "verb.setup.password": {
        "parent": (
            "Trước hết, một mật khẩu của bố mẹ (ít nhất 6 ký tự).",
            "First, a parent's password (6 characters at least).",
        ),
    },
    "verb.setup.account": {"parent": ("Tài khoản nào là của con", "Which account is the child's")},
    "verb.setup.name": {"parent": ("Tên con", "The child's name")},
    "verb.setup.birth": {
        "parent": (
            "Ngày sinh (2016-03-02) hoặc năm sinh",
            "Birth date (2016-03-02), or only the year",
        ),
    },
    "verb.setup.nobody": {
        "parent": (
            "Không có tài khoản nào có thể là của con. Hãy tạo một tài khoản thường, "
            "không có quyền quản trị.",
            "No account can be a child's. Make an ordinary one, without an administrator's rights.",
        ),
    },
    "verb.setup.codes": {
        "parent": (
            "Mã khôi phục, chỉ hiện một lần. Chép lại và cất đi:",
            "Recovery codes, shown only now. Write them down and put them away:",
        ),
    },
    "verb.setup.phone": {
        "parent": (
            "Quét bằng ứng dụng mã một lần trên điện thoại của bạn:",
            "Scan this with a one-time code app on your phone:",
        ),
    },
    "verb.setup.sheet": {
        "parent": (
            "Hoặc in {count} mã dùng một lần này:",
            "Or print these {count} codes, each good once:",
        ),
    },
    "verb.setup.done": {
        "parent": (
            "Xong. Quy tắc theo lứa tuổi đã chạy; con được báo khi đăng nhập lần đầu.",
            "Done. The rules of the age hold; the child is told at the first log-in.",
        ),
    },
    "verb.run.gone": {
        "parent": ("Dịch vụ đã dừng.", "The service has ended."),
    },
}
