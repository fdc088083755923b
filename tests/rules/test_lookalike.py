"""Names that imitate: a table of made-up fakes that are caught, and of honest ones that are not."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.lookalike import Brand, Brands, imitates
from app.web.seed import load


def brand(key: str, names: str, words: str, grave: bool = False) -> Brand:
    """A brand in one line."""
    return Brand(key, tuple(names.split()), tuple(words.split()), grave)


BRANDS = Brands(
    (
        brand("vietcombank", "vietcombank.com.vn", "vietcombank vcb digibank", grave=True),
        brand("techcombank", "techcombank.com techcombank.com.vn", "techcombank", grave=True),
        brand("bidv", "bidv.com.vn", "bidv smartbanking", grave=True),
        brand("agribank", "agribank.com.vn", "agribank", grave=True),
        brand("vietinbank", "vietinbank.vn", "vietinbank", grave=True),
        brand("mbbank", "mbbank.com.vn", "mbbank", grave=True),
        brand("sacombank", "sacombank.com.vn", "sacombank", grave=True),
        brand("momo", "momo.vn", "momo", grave=True),
        brand("zalopay", "zalopay.vn", "zalopay", grave=True),
        brand("vnpay", "vnpay.vn", "vnpay", grave=True),
        brand("vnpost", "vnpost.vn ems.com.vn", "vnpost", grave=True),
        brand("police", "bocongan.gov.vn vneid.gov.vn", "bocongan vneid", grave=True),
        brand("dichvucong", "dichvucong.gov.vn", "dichvucong", grave=True),
        brand("garena", "garena.vn garena.com ff.garena.com", "garena freefire"),
        brand("roblox", "roblox.com rbxcdn.com", "roblox"),
        brand("zalo", "zalo.me zaloapp.com", "zalo"),
        brand("facebook", "facebook.com fb.com facebook.net", "facebook"),
        brand("steam", "steampowered.com steamcommunity.com", "steam steamcommunity steampowered"),
        brand("tiktok", "tiktok.com", "tiktok"),
        brand("shopee", "shopee.vn shopee.com", "shopee"),
        brand("discord", "discord.com discord.gg", "discord"),
        brand("instagram", "instagram.com", "instagram"),
        brand("telegram", "telegram.org t.me", "telegram"),
    )
)

FAKES = """
vietcombank     vietcombank-vn.com vietcombank.top vcb-digibank.com vietcombankhotro.com
vietcombank     vietcornbank.com vietconbank.com vietcombnak.com vietc0mbank.com vietcombamk.com
vietcombank     vietcombank247.com vietcombank24h.net vietcombank.com.vn.xacthuc.xyz
vietcombank     login-vietcombank.com xn--vitcombank-dv3e.com thongbao-vietcombank.click
vietcombank     vcb-xacthuc.com vcbdigibank-vn.top vietcombankvn.com.vn wwwvietcombank.com
techcombank     techcombank-vn.com techcornbank.com techcombannk.com tech-combank.com
techcombank     techcombank.online techcombankuudai.com techcombank.com.vn-login.top
bidv            bidv-smartbanking.com bidv-online.net bidv.xyz bidvxacthuc.com bidv-vn.com
agribank        agribank-vn.com agrlbank.com agrilbank.com agribanks.com agribank24h.com
vietinbank      vietinbank-vn.net vietlnbank.vn vietinbnak.com vietinbank.icu ivietinbank.com
mbbank          mbbank-online.com mbbannk.com mbbank-vay.com mbbank.click
sacombank       sacombank-vn.com sac0mbank.com saccombank.com sacombank-vay.net
momo            momo-vn.com momo-hotro.com m0m0.vn momo.top vi-momo.com momo-quatang.net
zalopay         zalopay-vn.com zalopay.click za1opay.com
vnpay           vnpay-xacthuc.com vnpay.top vn-pay.com
vnpost          vnpost-vn.com vnpost.xyz vnpost-capnhat.com vnpostvn.com
police          bocongan-vn.com vneid-gov.com vneid.top vneid-capnhat.com bocongan.online
dichvucong      dichvucong-gov.com dichvucongvn.com dichvucong.gov.vn.capnhat.top
garena          garena-vn.com nhanquagarena.com garena.com.nhanqua.xyz napthe-garena.com gerena.top
garena          freefire-garena.com nhanqua-freefire.com freefire-giftcode.vn sukien-freefire.com
roblox          roblox-free.com free-robux-roblox.com rob1ox.com r0blox.com robloxx.com
roblox          roblox.com.vn-login.xyz robloxgift.com roblox.xyz
zalo            zalo-vn.com za1o.me zaio.me zalo.top zalo-xacminh.com
zalo            xn--zlo-6cd.com xn--zal-sxa.com
facebook        faceb00k.com facebok.com facebook-login.com facebook.com.verify.top
facebook        xn--facbook-dya.com xn--fcebook-2fg.com
facebook        facebook-security.net faceboook.com fecebook.com
steam           steamcommunlty.com steamcomrnunity.com stearncommunity.com steam-gift.com
tiktok          tiktok-event.com t1ktok.com tiktok.top
shopee          shopee-tuyendung.com shopee-trian.com shoppee.com
discord         disc0rd.com discord-gift.com dlscord.com discordd.com
instagram       instagrarn.com instagram-verify.com
telegram        telegram-vn.com te1egram.org
"""
FAKE_ROWS = [
    (name, row.split()[0]) for row in FAKES.strip().splitlines() for name in row.split()[1:]
]


@pytest.mark.parametrize(("name", "key"), FAKE_ROWS)
def test_fakes_are_caught(name: str, key: str) -> None:
    """Made-up fakes of banks, wallets, post, police, games and networks, each by its brand."""
    assert imitates(name, BRANDS) == key


def test_there_are_enough_of_them() -> None:
    """At least eighty, so that one kind of trick is not the whole table."""
    assert len(FAKE_ROWS) >= 80


HONEST = """
vietcombank.com.vn digibank.vietcombank.com.vn www.facebook.com m.facebook.com connect.facebook.net
chat.zalo.me ff.garena.com www.roblox.com web.telegram.org t.me shopee.vn cf.shopee.vn
dichvucong.hanoi.gov.vn dichvucong.bocongan.gov.vn bocongan.gov.vn vneid.gov.vn
amazing.com stream.vn telegraph.co.uk discard.com roblox.fandom.com minecraft.wiki steamboat.org
momochi.jp momoshop.com.tw tomomo.net zing.vn zingnews.vn baomoi.com vnexpress.net tuoitre.vn
facade.com bookface.com instrument.com programme.org zalora.com gazalo.org garenas.fr
shopify.com shop.vn banking.org hoctot.vn thi.tuyensinh247.com zaloba.it techcrunch.com
sacom.vn agritrade.vn vietnamnet.vn vietnamplus.vn mobilephone.com community.org discourse.org
steamspy.io roblox.wiki facebook.github.io tiktokers.fr vn localhost com.vn example.com
"""


@pytest.mark.parametrize("name", HONEST.split())
def test_honest_names_are_left_alone(name: str) -> None:
    """A brand's own names, offices, words that contain the word, and fans."""
    assert imitates(name, BRANDS) == ""


def test_without_brands_nothing_is_an_imitation() -> None:
    """An empty table accuses nobody."""
    assert imitates("vietcombank-vn.top", Brands()) == ""


@pytest.mark.parametrize("label", ["xn--", "xn--a", "xn--99999999", "xn---", "xn--zzzzzzzzzzzz"])
def test_broken_punycode_is_read_as_it_stands(label: str) -> None:
    """A name that only pretends to have accents is no reason to fall over."""
    assert imitates(f"{label}.com", BRANDS) == ""


@given(st.from_regex(r"([a-z0-9]([a-z0-9-]{0,12}[a-z0-9])?\.){1,4}[a-z]{2,6}", fullmatch=True))
def test_any_name_gets_an_answer(name: str) -> None:
    """Whatever is asked for, the answer is a brand of the table or none."""
    assert imitates(name, BRANDS) in {"", *(one.key for one in BRANDS.all)}


@given(
    st.sampled_from([name for one in BRANDS.all for name in one.names]),
    st.from_regex(r"([a-z0-9]{1,8}\.){0,2}", fullmatch=True),
)
def test_below_its_own_names_a_brand_is_itself(name: str, below: str) -> None:
    """Whatever a service calls its machines."""
    assert imitates(below + name, BRANDS) == ""


# --- with the brands the product ships ----------------------------------------------------------

TABLE = Path(__file__).parents[1] / "web" / "tables" / "must_not_block.toml"
SHIPPED = load().brands
# Made up for brands that ship and that the table above does not have.
MORE_FAKES = """
vpbank-vn.com tpbank-online.net acbonline-vn.com hdbank-xacthuc.com vib-bank.top shbbank.icu
viettel-money.xyz viettelpay-vn.com vtpost.xyz ghtk-vn.top giaohangtietkiem-vn.com j-texpress.top
evn-vn.top thuedientu-vn.com tongcucthue.com etaxmobile-vn.com chinhphu-vn.com
minecraft-free.xyz youtube-gift.com netflix-vn.com paypa1.com app1e-id.com micros0ft.com
lienquan-quatang.com freefire-kimcuong.top robux-gift.com whatsapp-verify.com
"""


@pytest.mark.parametrize("name", [name for name, _ in FAKE_ROWS])
def test_the_shipped_brands_know_the_fakes(name: str) -> None:
    """The same table, by the brands of our own list."""
    assert imitates(name, SHIPPED)


@pytest.mark.parametrize("name", MORE_FAKES.split())
def test_the_shipped_brands_know_more(name: str) -> None:
    """Fakes of other banks, carriers, offices, games and services."""
    assert imitates(name, SHIPPED)


def test_no_name_that_must_stay_open_is_an_imitation() -> None:
    """Zero false alarms over the whole table, though most of its names are known and not asked."""
    groups = tomllib.loads(TABLE.read_text(encoding="utf-8"))["group"]
    names = {name for group in groups for name in group["names"].split()}
    assert len(names) > 300
    assert {name: imitates(name, SHIPPED) for name in names if imitates(name, SHIPPED)} == {}
