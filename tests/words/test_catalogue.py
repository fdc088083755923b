"""The catalogue as a whole: every key, both languages, every bracket, and how we speak to each."""

import re

import pytest

from app.model.action import NoticeKind, RecordKind
from app.model.decision import Reason, Verdict
from app.model.grant import AskKind
from app.model.subject import Bracket
from app.model.web import Category
from app.words import catalogue
from app.words.catalogue import LANGUAGES, TEXTS, VOICES, say, template, voice_of

FORBIDDEN = re.compile(
    r"\b(cấm|vi phạm|phạt|hư hỏng|forbid\w*|violat\w*|punish\w*|banned|naughty)\b",
    re.IGNORECASE,
)
GROUPS = {group for chain in VOICES.values() for group in chain}

# looks.md 8, word for word. The facts are those of its example family.
TABLE = [
    ("notice.warn", "0-6", {"spoken": ("năm phút nữa", "Five more minutes")},
     "Con chơi năm phút nữa nhé.", "Five more minutes."),
    ("notice.warn", "7-12", {"left": ("5 phút", "5 minutes"), "at": ("19:23", "19:23")},
     "Còn 5 phút. Em lưu game nhé, 19:23 máy nghỉ.",
     "5 minutes left. Save your game, the PC rests at 19:23."),
    ("notice.warn", "13-15", {"left": ("5 phút", "5 minutes"), "at": ("21:30", "21:30")},
     "Còn 5 phút. 21:30 máy khóa, bài đang mở vẫn giữ nguyên.",
     "5 minutes left. The PC locks at 21:30; open work is kept."),
    ("notice.warn.soft", "16-17",
     {"left": ("5 phút", "5 minutes"), "budget": ("2 giờ 30", "2 h 30")},
     "Còn 5 phút là đến mức bạn tự đặt (2 giờ 30).", "5 minutes to the goal you set (2 h 30)."),
    ("time_up", "0-6", {}, "Hết giờ rồi. Mình đi nghỉ nào.", "Time is up. Let us rest."),
    ("time_up", "7-12", {"opens": ("6:00 sáng mai", "6:00")},
     "Hết giờ chơi hôm nay rồi! Bài và trò chơi vẫn còn nguyên. 6:00 sáng mai máy mở lại.",
     "Play time is over for today! Your work and game are kept. The PC wakes at 6:00."),
    ("time_up", "13-15", {"budget": ("120 phút", "120 minutes"), "closes": ("21:30", "21:30")},
     "Hết 120 phút hôm nay. Học bài vẫn dùng được đến 21:30.",
     "Today's 120 minutes are used. Study stays open until 21:30."),
    ("time_up", "16-17", {},
     "Đã đến mức bạn tự đặt. Máy không khóa; phần dùng thêm ghi vào sổ chung.",
     "You reached your goal. Nothing locks; extra time goes into the shared record."),
    ("ask.sent", "0-6", {}, "Đã gửi cho bố mẹ rồi.", "Sent to Mum and Dad."),
    ("help.lead", "0-6", {}, "Con cần giúp? Bấm trái tim.", "Need help? Press the heart."),
    ("help.lead", "7-12", {},
     "Em cần giúp? Gọi 111, miễn phí, lúc nào cũng được. Bố mẹ không thấy em mở trang này.",
     "Need help? Call 111, free, any time. Your parents cannot see that you opened this."),
    ("help.lead", "13-15", {},
     "Cần nói chuyện với ai đó? 111 miễn phí, cả ngày lẫn đêm. Trang này không vào sổ.",
     "Want to talk to someone? 111 is free, day and night. This page is not recorded."),
    ("help.lead", "16-17", {},
     "Cần hỗ trợ? 111, 113, 115, tư vấn học đường. Không ai trong nhà thấy bạn mở trang này.",
     "Need support? 111, 113, 115, your school counsellor. "
     "Nobody at home sees that you opened this."),
]  # fmt: skip


def voices_for(key: str) -> list[str]:
    """The voices in which a key can be said."""
    return [v for v, chain in VOICES.items() if any(group in TEXTS[key] for group in chain)]


def said(voices: tuple[str, ...]) -> list[tuple[str, str, str, str]]:
    """Every (key, language, voice, text) of the given voices."""
    return [
        (key, lang, voice, template(key, lang, voice))
        for key in TEXTS
        for voice in voices_for(key)
        if voice in voices
        for lang in LANGUAGES
    ]


def sentences(text: str) -> list[str]:
    """The sentences of a text; a new line ends one too."""
    return [s for s in re.split(r"[.!?](?:\s|$)|\n|:\s", text) if s.strip()]


def words(text: str) -> int:
    """Words (in Vietnamese: syllables) of a text; a placeholder counts as one."""
    return len([w for w in re.split(r"[\s·]+", text) if re.search(r"\w", w)])


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_each_key_is_written_for_everybody_it_speaks_to(key: str) -> None:
    """A key is for parents, or for every child voice, or both: no bracket falls silent."""
    assert set(TEXTS[key]) <= GROUPS
    have = voices_for(key)
    children = [v for v in have if v != "parent"]
    assert "parent" in have or children
    assert not children or children == [v for v in VOICES if v != "parent"]
    for entry in TEXTS[key].values():
        assert len(entry) == 2
        assert all(text.strip() == text and text for text in entry) or key == "line.password"


def test_no_two_areas_write_the_same_key() -> None:
    """A key that stands in two files would be said by chance."""
    assert sum(len(area.TEXTS) for area in catalogue._AREAS) == len(TEXTS)


def test_placeholders_are_equal_across_languages() -> None:
    """A fact that one language needs and the other does not know would fail in one of them."""
    for key, entry in TEXTS.items():
        for voice, (vi, en) in entry.items():
            assert catalogue.placeholders(vi) == catalogue.placeholders(en), f"{key} {voice}"


def test_nobody_is_blamed() -> None:
    """Closed, not forbidden (looks.md 1.7): no word of prohibition or punishment anywhere."""
    assert [row for row in said(tuple(VOICES)) if FORBIDDEN.search(row[3])] == []


def test_no_exclamation_mark_from_13_up() -> None:
    """From 13 up nobody is shouted at, and parents neither."""
    # A sign at the head of a line, as a command line has it, is not a raised voice.
    loud = re.compile(r"\S\s?!")
    assert [row for row in said(("13-15", "16-17", "parent")) if loud.search(row[3])] == []


def test_the_youngest_hear_at_most_eight_words() -> None:
    """0-6: eight words (syllables) a line, for it is read aloud."""
    long = [(k, lang, line) for k, lang, _, text in said(("0-6",)) for line in text.split("\n")
            if words(line) > 8]  # fmt: skip
    assert long == []


def test_a_sentence_for_seven_to_nine_has_at_most_twelve_words() -> None:
    """7-9: one idea a sentence, twelve words."""
    long = [(k, lang, s) for k, lang, _, text in said(("7-9",)) for s in sentences(text)
            if words(s) > 12]  # fmt: skip
    assert long == []


def test_no_line_is_over_long() -> None:
    """A paragraph fits three lines of a dialog: 160 characters, whatever the bracket."""
    long = [(k, lang, len(line)) for k, lang, _, text in said(tuple(VOICES))
            for line in text.split("\n") if len(line) > 160]  # fmt: skip
    assert long == []


def test_vietnamese_is_written_composed() -> None:
    """Precomposed letters only: decomposed ones clip and do not compare."""
    from unicodedata import is_normalized

    assert [row[0] for row in said(tuple(VOICES)) if not is_normalized("NFC", row[3])] == []


@pytest.mark.parametrize(("key", "voice", "facts", "vi", "en"), TABLE)
def test_the_voice_table_is_word_for_word(
    key: str, voice: str, facts: dict[str, tuple[str, str]], vi: str, en: str
) -> None:
    """looks.md 8 is what people read."""
    first = {name: both[0] for name, both in facts.items()}
    second = {name: both[1] for name, both in facts.items()}
    assert say(key, "vi", voice, **first) == vi
    assert say(key, "en", voice, **second) == en


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("\x1b[2J\x1b[31mSteam", " [2J [31mSteam"),
        ("a\rb\tc\x7f\x9b", "a b c  "),
        ("exe.\u202egpj\u2066", "exe. gpj "),
        ("Bé Nguyễn 👩\u200d🚀 {name}", "Bé Nguyễn 👩\u200d🚀 {name}"),
        ("hai\ndòng", "hai\ndòng"),
    ],
)
def test_what_a_child_writes_cannot_repaint_a_screen(written: str, read: str) -> None:
    """Names of programs and requests come from the child; a terminal is to show, not to obey."""
    assert say("console.quote", "vi", "parent", words=written) == f"“{read}”"


def test_every_reason_notice_and_record_has_words() -> None:
    """What the model can say, the catalogue can say."""
    for reason in Reason:
        assert f"why.{reason}" in TEXTS
    for kind in NoticeKind:
        assert f"notice.{kind}" in TEXTS
    for record in RecordKind:
        assert f"record.{record}" in TEXTS


def test_every_kind_of_question_can_be_asked_and_waited_for() -> None:
    """A child that may ask for something reads what, and that the question is on its way."""
    for kind in AskKind:
        assert f"ask.{kind}.title" in TEXTS
        assert f"ask.waiting.{kind}" in TEXTS


def test_every_kind_of_site_and_every_verdict_about_one_has_words() -> None:
    """A parent reads which kind of site was stopped, and counts that are of no kind."""
    for name in (*Category, "unknown", "lookalike", "parent"):
        assert f"site.category.{name}" in TEXTS
    for verdict in Verdict:
        assert f"site.verdict.{verdict}" in TEXTS


@pytest.mark.parametrize("bracket", list(Bracket))
def test_every_bracket_has_a_voice(bracket: Bracket) -> None:
    """The model's brackets can be used as they are."""
    assert say("why.bedtime", "vi", bracket)
    assert voice_of(bracket) in VOICES


def test_the_soft_cut_at_ten_changes_the_voice() -> None:
    """Below ten a child of 7-12 is spoken to in shorter sentences."""
    assert voice_of("7-12", ten=False) == "7-9"
    assert voice_of("7-12", ten=True) == "7-12"
    assert say("told.recorded", "vi", "7-9") != say("told.recorded", "vi", "7-12")


@pytest.mark.parametrize(
    ("key", "lang", "bracket", "facts"),
    [
        ("no.such.key", "vi", "7-12", {}),
        ("why.bedtime", "fr", "7-12", {}),
        ("why.bedtime", "vi", "12-99", {}),
        ("record.rules", "vi", "7-12", {"code": "x"}),
        ("notice.warn", "vi", "7-12", {"left": "5 phút"}),
    ],
)
def test_what_is_missing_raises(key: str, lang: str, bracket: str, facts: dict[str, str]) -> None:
    """A missing key, language, voice or fact is an error, never a code on a child's screen."""
    with pytest.raises(KeyError):
        say(key, lang, bracket, **facts)


def test_facts_a_text_does_not_use_are_ignored() -> None:
    """A caller gives what it knows; the bracket's text takes what it needs."""
    assert say("why.bedtime", "en", "16-17", left="5 minutes") == "It is the agreed bedtime."


def test_knows_tells_codes_from_keys() -> None:
    """Codes of other programs can be asked about before they are said."""
    assert catalogue.knows("next.bedtime")
    assert not catalogue.knows("next.nothing")
