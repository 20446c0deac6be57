"""Who may do what at the desk, and what is refused before anybody looks at it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from oddrequests import NAMES, hold_to_mutations
from serving import Answer, Desk, Visitor, a_desk, a_practice

from handouts.web.accounts import ROLES, Accounts
from handouts.web.app import PAGES
from handouts.web.guard import MOST_BYTES

pytestmark = pytest.mark.slow

FORMS = [page for page in PAGES if page.method == "POST"]
PASSWORD = "a long enough secret"
SUN = "harbour/harbour/sun"
LET_IN = {200, 202, 303, 403, 404, 409, 503}  # it was answered by its page, whatever that said


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with an account for each role."""
    root = tmp_path_factory.mktemp("guarded") / "workspace"
    a_practice(root)
    accounts = Accounts(root.parent / "accounts")
    for role in ROLES:
        accounts.add(role.capitalize(), [role], PASSWORD)
    accounts.add("Everybody", ROLES, PASSWORD, "Clinical lead")
    environment = {"CUPS_SERVER": f"{root}/no.sock"}
    with a_desk(root, "--address", "http://desk.example", environment=environment) as desk:
        yield desk


@pytest.fixture(scope="module")
def staff(guarded: Desk) -> dict[str, Visitor]:
    """Who signed in, by role; nobody under ''."""
    visitors = {role: guarded.visitor() for role in ("", *ROLES)}
    for role in ROLES:
        signed = sign_in(visitors[role], role.capitalize())
        assert (signed.status, signed.headers["location"]) == (303, "/")
    return visitors


def sign_in(visitor: Visitor, name: str, password: str = PASSWORD) -> Answer:
    form = {**visitor.form("/sign-in"), "name": name, "password": password}
    return visitor.ask("/sign-in", form)


def path_of(path: str) -> str:
    for name, value in NAMES.items():
        path = path.replace(name, value)
    return path


def is_let_in(answer: Answer) -> bool:
    if answer.headers.get("location") == "/sign-in" or answer.status == 401:
        return False
    return "You may not do that" not in answer.words


@pytest.mark.parametrize("role", ["", *ROLES])
def test_each_page_is_for_whom_it_is_for(staff: dict[str, Visitor], role: str) -> None:
    visitor = staff[role]
    token = visitor.form("/sign-in")["token"]
    for page in PAGES:
        if page.path in ("/sign-out", "/sign-in") and page.method == "POST":
            continue  # they end what this test goes by
        fields = {"token": token} if page.method == "POST" else None
        answer = visitor.ask(path_of(page.path), fields)
        allowed = not page.roles or role in page.roles
        assert is_let_in(answer) == allowed, (role, page.path, answer.status)
        assert answer.status in LET_IN | {401}, (page.path, answer.status, answer.words)


def test_the_table_of_pages_leaves_no_page_open_by_chance() -> None:
    openly = {f"{page.method} {page.path}" for page in PAGES if not page.roles}
    assert openly == {
        "GET /static/{name}",
        "GET /faces/{name}",
        "GET /brands/{brand}/style.css",
        "GET /brands/{brand}/logo",
        "GET /sign-in",
        "POST /sign-in",
        "GET /t/{code}",
        "GET /t/{code}/style.css",
        "GET /t/{brand}/{clinic}",
        "GET /t/{brand}/{clinic}/{code}",
        "GET /t/{brand}/{clinic}/{code}/style.css",
    }


@pytest.mark.parametrize("page", FORMS, ids=[page.path for page in FORMS])
def test_a_form_without_the_token_of_its_browser_is_refused(
    staff: dict[str, Visitor], page: object
) -> None:
    path = path_of(page.path)  # type: ignore[attr-defined]
    others = staff["desk"].form("/sign-in")["token"]
    for fields in ({}, {"token": ""}, {"token": "0" * 64}, {"token": others}):
        answer = staff["admin"].ask(path, fields)
        assert answer.status == 403, (path, answer.status)
    assert staff["admin"].ask("/").status == 200


@pytest.mark.parametrize("page", FORMS, ids=[page.path for page in FORMS])
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": None},
        {"origin": "null"},
        {"origin": "https://evil.example"},
        {"origin": "http://127.0.0.1:1"},
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
    ],
    ids=str,
)
def test_a_form_from_elsewhere_is_refused(
    staff: dict[str, Visitor], page: object, headers: dict[str, Any]
) -> None:
    path = path_of(page.path)  # type: ignore[attr-defined]
    fields = staff["admin"].form("/sign-in")
    assert staff["admin"].ask(path, fields, **headers).status == 403


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "", "desk.example.evil", "[::1", "a b"]
)
def test_a_host_that_is_not_ours_is_refused(guarded: Desk, host: str) -> None:
    answer = guarded.visitor().ask("/sign-in", host=host)
    assert answer.status in (400, 421)


@pytest.mark.parametrize("host", ["127.0.0.1:{}", "localhost:{}", "desk.example", "DESK.example."])
def test_a_host_that_is_ours_is_let_in(guarded: Desk, host: str) -> None:
    assert guarded.visitor().ask("/sign-in", host=host.format(guarded.port)).status == 200


def test_a_cookie_that_was_signed_out_is_worth_nothing(guarded: Desk) -> None:
    visitor = guarded.visitor()
    sign_in(visitor, "Desk")
    stolen = guarded.visitor()
    stolen.cookies = dict(visitor.cookies)
    assert stolen.ask("/").status == 200
    assert visitor.ask("/sign-out", visitor.form("/")).status == 303
    assert stolen.cookies["handouts-desk"] != visitor.cookies["handouts-desk"]
    assert stolen.ask("/").headers.get("location") == "/sign-in"


def test_the_cookie_before_signing_in_is_not_the_one_after(guarded: Desk) -> None:
    visitor = guarded.visitor()
    visitor.ask("/sign-in")
    before = dict(visitor.cookies)
    sign_in(visitor, "Desk")
    fixed = guarded.visitor()
    fixed.cookies = before
    assert fixed.ask("/").headers.get("location") == "/sign-in"


@pytest.mark.parametrize("change", ["cut", "longer", "other", "swapped"])
def test_a_cookie_that_was_tampered_with_is_worth_nothing(
    staff: dict[str, Visitor], guarded: Desk, change: str
) -> None:
    cookie = staff["admin"].cookies["handouts-desk"]
    body, dot, signature = cookie.partition(".")
    changed = {
        "cut": cookie[:-2],
        "longer": cookie + "A",
        "other": "e30.AAAA.AAAA",
        "swapped": staff["desk"].cookies["handouts-desk"].partition(".")[0] + dot + signature,
    }[change]
    visitor = guarded.visitor()
    visitor.cookies = {"handouts-desk": changed}
    assert body
    assert visitor.ask("/").headers.get("location") == "/sign-in"


def test_cookies_are_for_this_site_alone_and_not_for_scripts(guarded: Desk) -> None:
    cookie = guarded.visitor().ask("/sign-in").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie


def test_who_tries_passwords_has_to_wait(guarded: Desk) -> None:
    visitor = guarded.visitor()
    tried = [sign_in(visitor, "Nobody", f"wrong {n}").status for n in range(7)]
    assert tried[0] == 403
    assert tried[-1] == 429
    assert tried == sorted(tried)


def test_every_answer_says_what_a_browser_may_load(guarded: Desk) -> None:
    for path in ("/sign-in", "/static/desk.css", "/nowhere"):
        headers = guarded.visitor().ask(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert "noindex" in headers["x-robots-tag"]


def test_a_body_that_is_too_long_is_not_read(staff: dict[str, Visitor]) -> None:
    token = staff["desk"].form("/")["token"]
    long = b"token=" + token.encode() + b"&x=" + b"a" * MOST_BYTES
    assert staff["desk"].ask(f"/print/{SUN}", long).status == 413


def test_the_log_says_who_signed_in_and_no_password(guarded: Desk) -> None:
    log = guarded.said.parent / "workspace/records/desk.jsonl"
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert {"who": "Admin", "did": "signed in"}.items() <= {**lines[-1], **lines[0]}.items() or any(
        line["who"] == "Admin" and line["did"] == "signed in" for line in lines
    )
    assert PASSWORD not in log.read_text("utf-8")


@pytest.mark.parametrize("under", [("/",), ("/write", "/bring", "/review")], ids=str)
def test_odd_requests_are_no_faults(guarded: Desk, under: tuple[str, ...]) -> None:
    everybody = guarded.visitor()
    assert sign_in(everybody, "Everybody").status == 303
    hold_to_mutations(everybody, 200, 1, under)
    assert everybody.ask("/bring").status == 200  # it was let in to the end
    said = guarded.said.read_text("utf-8")
    assert "Traceback" not in said
    assert " at " not in said.replace("the desk is at ", "")


@pytest.mark.parametrize(
    "words", [("--host", "0.0.0.0"), ("--address", "https://desk.example")], ids=str
)
def test_without_accounts_no_other_machine_is_served(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    a_practice(tmp_path / "workspace")
    with (
        pytest.raises(AssertionError, match="nobody would sign in"),
        a_desk(tmp_path / "workspace", *words),
    ):
        pass


def test_a_proxy_that_is_believed_says_who_asks_and_nobody_else_does(tmp_path: Path) -> None:
    root = tmp_path / "workspace"
    a_practice(root)
    Accounts(tmp_path / "accounts").add("Ann Example", ["approver"], PASSWORD)
    with a_desk(root, "--proxy", "127.0.0.1") as desk:
        assert desk.visitor().ask("/", remote_user="Ann Example").status == 200
        assert desk.visitor().ask("/", remote_user="Somebody").status == 403
        assert desk.visitor().ask("/").headers["location"] == "/sign-in"
    with a_desk(root, "--proxy", "10.0.0.1") as desk:
        answer = desk.visitor().ask("/", remote_user="Ann Example")
        assert answer.headers["location"] == "/sign-in"


@pytest.mark.parametrize("word", ["--behind", "--proxy"])
def test_phones_behind_a_proxy_that_is_believed_do_not_share_a_limit(
    tmp_path: Path, word: str
) -> None:
    root = tmp_path / "workspace"
    a_practice(root)
    Accounts(tmp_path / "accounts").add("Desk", ["desk"], PASSWORD)
    with a_desk(root, word, "127.0.0.1") as desk:
        phone, page = desk.visitor(), "/t/XXXX-XXXX"

        def asked(*told: str) -> int:
            return phone.ask(page, x_forwarded_for=", ".join(told)).status

        forged = [asked(f"198.51.100.{number}", "203.0.113.7") for number in range(61)]
        assert forged == [404] * 60 + [503]
        assert asked("203.0.113.7", "203.0.113.8") == 404
        assert asked("203.0.113.7", "no address") == asked("") == 404  # those count as the proxy's
        assert [asked("2001:db8::7"), asked("2001:db8:0::7")] == [404, 404]


def test_nobody_else_is_believed_where_a_request_comes_from(tmp_path: Path) -> None:
    root = tmp_path / "workspace"
    a_practice(root)
    Accounts(tmp_path / "accounts").add("Desk", ["desk"], PASSWORD)
    with a_desk(root, "--behind", "10.0.0.1") as desk:
        phone, page = desk.visitor(), "/t/XXXX-XXXX"
        asked = [phone.ask(page, x_forwarded_for=f"203.0.113.{n}").status for n in range(61)]
        assert asked == [404] * 60 + [503]
        tries = [sign_in(desk.visitor(), f"Nobody {n}", "no password").status for n in range(31)]
        assert tries == [403] * 30 + [429]


def test_accounts_that_others_may_read_later_let_nobody_in(tmp_path: Path) -> None:
    root = tmp_path / "workspace"
    a_practice(root)
    accounts = Accounts(tmp_path / "accounts")
    accounts.add("Desk", ["desk"], PASSWORD)
    with a_desk(root) as desk:
        visitor = desk.visitor()
        sign_in(visitor, "Desk")
        assert visitor.ask("/").status == 200
        accounts.add("Ann", ["admin"], PASSWORD)
        assert visitor.ask("/").status == 200
        (tmp_path / "accounts/users.json").write_text("{}", "utf-8")
        (tmp_path / "accounts/users.json").chmod(0o644)
        assert visitor.ask("/").status == 403
        assert sign_in(desk.visitor(), "Desk").status == 403
        assert desk.visitor().ask("/").headers["location"] == "/sign-in"


def test_accounts_that_others_may_read_are_refused(tmp_path: Path) -> None:
    a_practice(tmp_path / "workspace")
    Accounts(tmp_path / "accounts").add("Desk", ["desk"], PASSWORD)
    file = tmp_path / "accounts/users.json"
    assert file.stat().st_mode & 0o777 == 0o600
    assert PASSWORD not in file.read_text("utf-8")
    file.chmod(0o644)
    with (
        pytest.raises(AssertionError, match="others may read it"),
        a_desk(tmp_path / "workspace"),
    ):
        pass
