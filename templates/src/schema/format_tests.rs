use super::*;

fn all(format: &str, good: &[&str], bad: &[&str]) {
    for text in good {
        assert!(keeps(format, text), "{format} takes {text}");
    }
    for text in bad {
        assert!(!keeps(format, text), "{format} refuses {text}");
    }
}

#[test]
fn days_and_times() {
    all(
        "date",
        &["2024-02-29", "1963-06-19"],
        &["2023-02-29", "06/19/1963", "2020-13-01", "2020-1-1"],
    );
    all(
        "time",
        &["08:30:06Z", "08:30:06.283185Z", "23:59:60Z", "01:29:60+01:30"],
        &["08:30:06", "24:00:00Z", "22:59:60Z", "08:30:06 PST", "8:30:06Z"],
    );
    all("date-time", &["1963-06-19T08:30:06Z"], &["1963-06-19 08:30:06Z", "1963-06-19T08:30:06"]);
    all("duration", &["P4DT12H30M5S", "P2W", "PT36H"], &["P", "PT", "4D", "P1D2H", "P2D1Y"]);
}

#[test]
fn addresses() {
    all(
        "email",
        &["a@b.com", "te~st@x.com", "\"a b\"@x.com", "a@[127.0.0.1]"],
        &["2962", ".a@b.com", "a..b@c", "a@-b"],
    );
    all("hostname", &["www.example.com", "a"], &["-a", "a_b", "", "a..b"]);
    all("ipv4", &["192.168.0.1"], &["256.1.1.1", "1.2.3", "01.2.3.4", "127.0.0.0.1"]);
    all(
        "ipv6",
        &["::1", "::", "fe80::a", "::ffff:1.2.3.4", "1:2:3:4:5:6:7:8"],
        &["12345::", "1:2", "1::2::3", "1:2:3:4:5:6:7:8:9"],
    );
    all(
        "uri",
        &["https://example.com/a?b=c#d", "mailto:a@b.c", "urn:x:y", "http://[::1]:80/"],
        &["//example.com", "/a", "http://a b", "\\\\share", "http://x:port/", "http://a/%zz"],
    );
    all("uri-reference", &["/a", "a#b", "", "//x/y"], &["a b", "\\a", "1:2"]);
    all("uri-template", &["/a/{b}"], &["/a/{b", "/a/{b{c}}"]);
}

#[test]
fn others() {
    all("uuid", &["2EB8AA08-AA98-11EA-B4AA-73B441D16380"], &["2eb8aa08-aa98-11ea-b4aa", "x"]);
    all("regex", &["^a+$"], &["^(abc]"]);
    all("json-pointer", &["", "/a/~0b", "/"], &["a", "/~2", "/a~"]);
    all("relative-json-pointer", &["0", "1/a", "0#"], &["/a", "01", "-1"]);
    all("color", &["#fff", "#00ff00"], &["red", "#ggg"]);
    all("data-url", &["data:,x"], &["x"]);
    all("nobody-knows", &["x"], &[]);
}
