import pytest

from tests.web.htmlcheck import check_page

GOOD = (
    "<!doctype html><html lang=vi><head><title>Việc · Kịp Thời</title></head><body><h1>Việc</h1>"
    '<form action="/a" method="post"><input type="hidden" name="csrf_token" value="x">'
    '<label for="q">Tên</label><input id="q" name="q"></form><!--more--></body></html>'
)


def test_a_page_that_keeps_the_rules_passes():
    check_page(GOOD)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("<h1>Việc</h1>", "", "h1"),
        ("<h1>Việc</h1>", "<h1>Việc</h1><h1>Hai</h1>", "h1"),
        ("<h1>Việc</h1>", "<h1>Khác</h1>", "starts neither"),
        ("lang=vi", "lang=fr", "language"),
        ('for="q"', 'for="r"', "no label"),
        ('for="q"', 'for="r"', "points nowhere"),
        ('value="x"', 'value=""', "csrf_token"),
        ('action="/a"', "", "no action"),
        ("<!--more-->", '<p id="q">x</p>', "stands 2 times"),
        ("<!--more-->", '<p style="color:red">x</p>', "style of its own"),
        ("<!--more-->", "<script>1</script>", "script"),
        ("<!--more-->", '<p onclick="x()">x</p>', "runs a script"),
        ("<!--more-->", '<a href="/x"></a>', "no words"),
        ("<!--more-->", "<a>x</a>", "leads nowhere"),
        ("<!--more-->", "<table><tr><td>x</td></tr></table>", "caption"),
        ("<!--more-->", "<div><p>x</div></p>", "HTML5"),
        ("<!--more-->", '<img src="/x.png">', "picture"),
    ],
)
def test_a_page_that_breaks_a_rule_is_told(old, new, says):
    with pytest.raises(AssertionError, match=says):
        check_page(GOOD.replace(old, new))
