#!/bin/sh
# Everything that ombud says is in its Chinese catalogue. `make po` brings the catalogue up to date.
. "$TOP/tests/cli/lib.sh"
po=$TOP/compiler/share/po

if ! have xgettext || ! have msgcmp; then
  skip 'the catalogue is complete' 'no gettext'
  exit
fi

cd "$TOP" || exit 2
exits 0 'the texts are found' sh "$po/extract.sh" "$WORK/ombud.pot"
cd "$WORK" || exit 2
pass 'xgettext found none in doubt' test ! -s err
pass 'they are many' test "$(grep -c '^msgid' ombud.pot)" -gt 500

# What is missing is listed by msgcmp, with the line of the template and the text below it.
missing() {
  msgcmp "$po/zh.po" ombud.pot 2>said && ! grep -q 'not used' said && return
  sed -n 's/^ombud.pot:\([0-9]*\): .*/\1/p' said | while read -r line; do sed -n "$line,/^msgstr/{/^msgstr/!p;}" ombud.pot; done
  grep 'not used' said
  return 1
}
pass 'all of them are translated, and nothing else is' missing
pass 'none is in doubt' test -z "$(msgattrib --only-fuzzy "$po/zh.po")"
pass 'none is a leftover' test -z "$(msgattrib --only-obsolete "$po/zh.po")"
pass 'the formats take the same arguments' msgfmt --check-format -o /dev/null "$po/zh.po"

# PRId64 stands in a catalogue by its name, and ombud looks for ld or lld.
pass 'no number hangs on the machine' sh -c '! grep -q "<PRI" "$TOP/build/compiler/share/po/zh.inc.mo"'

# A text that lacks one of its arguments is found.
sed "s/没有名为 '%s' 的状态/没有/; s/没有名为 '%1\$s' 的状态/没有/" "$po/zh.po" >wrong.po
exits 1 'a format with too few is an error' msgfmt --check-format -o /dev/null wrong.po
