#!/bin/sh
# `ombud test --format`: TAP, JUnit's XML and JSON are what their readers take them for, whatever stories are called.
. "$TOP/tests/cli/lib.sh"

cat >rules.ombud <<'END'
policy odd { version "1" }
actors user, shop
modes fast, slow
facts { note : text }
effects { tell(n: number) }
reasons { no zh"<不> & \"不\"" en"<No> & \"no\" ]]>\n# twice" }
process p assume "t" {
  start { user may open(note) -> on }
  state on {
    user must go -> off do tell(-1) within 1d else deemed go
    shop may not go because no
    remind user 1h before
  }
  ends off
}
scenario en"Good # SKIP <b> & \"c\" \\ 好 ]]>" of p for fast {
  user open(note)  => on
  at 1d            => off, by go, do tell(-1)
}
scenario en"Bad # TODO <b> & \"c\" \\ 坏 ]]>\nnew line" of p for slow {
  user open(note)  => on
  shop go          => denied, do tell, off
  user go
}
scenario of p for slow { shop open => denied }
END
printf 'policy broken {' >broken.ombud
exits 1 'tap' "$OMBUD" test --format=tap rules.ombud broken.ombud
cp out tap
cat >wanted <<'END'
TAP version 13
1..4
ok 1 - Good \# SKIP <b> & "c" \\ 好 ]]> (p for fast)
not ok 2 - Bad \# TODO <b> & "c" \\ 坏 ]]>�new line (p for slow)
ok 3 - line 25 (p for slow)
not ok 4 - broken.ombud: the rules are in error
END
grep -v '^ ' tap >said
pass '… has a line for each story and each file in error' diff -u wanted said
exits 1 'junit' "$OMBUD" test --format=junit rules.ombud broken.ombud
cp out junit.xml
exits 1 'json' "$OMBUD" test --format=json rules.ombud broken.ombud
cp out stories.json
exits 0 'json of nothing' "$OMBUD" test --format=json rules.ombud --filter=Good
cp out good.json
exits 0 'what passes has no failure in it' "$OMBUD" test --format=junit rules.ombud --filter=Good
pass '… really' sh -c '! grep -e "<failure" -e "<error" out'

# ---- TAP ----

if have prove; then
  exits 0 'prove runs the good one' prove --exec "$OMBUD test --format=tap --filter=Good" rules.ombud
  has out '^Result: PASS'
  exits 1 'prove runs them all' prove --exec "$OMBUD test --format=tap" rules.ombud
  has out 'Failed test:  2'
  pass '… and finds no fault with the form' sh -c '! grep -i "parse error" out'
else
  skip 'prove reads the TAP' 'no prove'
fi

# ---- XML and JSON, read by Python ----

if have python3 && python3 -c 'import json, xml.etree.ElementTree' 2>/dev/null; then
  cat >read.py <<'END'
import json, sys, xml.etree.ElementTree as tree
sys.stdin = None
root = tree.parse("junit.xml").getroot()
assert root.tag == "testsuites" and root.attrib == {"tests": "4", "failures": "1", "errors": "1"}, root.attrib
first, second = root.findall("testsuite")
assert (first.get("tests"), first.get("failures"), first.get("errors")) == ("3", "1", "0")
assert (second.get("name"), second.get("errors")) == ("broken.ombud", "1")
good, bad, nameless = first.findall("testcase")
assert good.get("name") == 'Good # SKIP <b> & "c" \\ 好 ]]>' and len(good) == 0, good.get("name")
assert bad.get("name") == 'Bad # TODO <b> & "c" \\ 坏 ]]>\nnew line', bad.get("name")
assert (bad.get("classname"), bad.get("file"), bad.get("line")) == ("odd: p for slow", "rules.ombud", "20")
fault = bad.find("failure")
assert fault.get("message") == "expected do tell, got no effect; expected off, got on", fault.get("message")
assert 'denied because no "<No> & "no" ]]>\n# twice"' in fault.text, fault.text
assert nameless.get("name") == "line 25" and second.find("testcase/error") is not None

all = json.load(open("stories.json", encoding="utf-8"))
good, bad, nameless, broken = all
assert json.load(open("good.json", encoding="utf-8")) == [good]
assert good["passed"] and not bad["passed"] and nameless["passed"] and not broken["passed"]
assert (good["process"], good["mode"], good["line"], good["steps_left"], good["faults"]) == ("p", "fast", 16, 0, [])
opened, later = good["steps"]
assert (opened["at"], opened["state"], opened["denied"], opened["step"]) == (0, "on", None, "user open(note) => on")
assert (later["at"], later["state"]) == (86400000, "off")
reminded, deemed = later["events"]
assert (reminded["at"], reminded["kind"]) == (82800000, "reminded")
assert (deemed["at"], deemed["kind"], deemed["actor"], deemed["name"]) == (86400000, "deemed", "clock", "go")
assert (deemed["file"], deemed["line"], deemed["effects"]) == ("rules.ombud", 10, ["tell(-1)"])
assert bad["steps"][1]["denied"] == "no" and bad["steps_left"] == 1
assert [(f["line"], f["column"], f["expected"], f["got"]) for f in bad["faults"]] == [
    (22, 31, "do tell", "no effect"), (22, 40, "off", "on")], bad["faults"]
assert nameless["steps"][0]["state"] is None and broken["error"] == "the rules are in error"
END
  pass 'XML and JSON are well-formed, and say what happened' python3 read.py
else
  skip 'XML and JSON are well-formed' 'no python3'
fi
if have xmllint; then
  pass 'xmllint reads the XML' xmllint --noout junit.xml
else
  skip 'xmllint reads the XML' 'no xmllint'
fi

# ---- names of files, which may hold any byte ----

name=$(printf 'a\001\033\t\r\nb\377c\357\277\276\357\277\277d\357\274\201.ombud')
if sed '/^scenario/,$d' rules.ombud >"$name"; then
  echo 'scenario of p for slow { user open(note) => on }' >>"$name"
  exits 0 'a story in such a file' "$OMBUD" test --format=junit "$name"
  has out 'a��&#9;&#13;&#10;b�c��d！.ombud'
  pass '… is a story' grep '<testcase ' out
  printf 'policy p {' >"$name"
  exits 1 'an error in such a file' "$OMBUD" test --format=json "$name"
  if have python3; then pass '… is JSON' python3 -c 'import json; json.loads(open("out", "rb").read().decode("utf-8"))'; fi
else
  skip 'odd names' 'no such name here'
fi
sed '/^scenario/,$d' rules.ombud >none.ombud
exits 0 'JSON of no stories' "$OMBUD" test --format=json none.ombud
pass '… is an empty list' test "$(cat out)" = '[]'

# ---- no colours, no dots ----

for format in tap junit json; do
  exits 1 "$format" "$OMBUD" test --format=$format --color=always rules.ombud
  pass '… has no colours' sh -c "! grep '$(printf '\033')' out"
  cp out again
  exits 1 "$format once more" "$OMBUD" test --format=$format rules.ombud
  pass '… is the same' cmp out again
done
