#!/bin/sh
# A depfile as make reads it.
. "$TOP/tests/cli/lib.sh"
mkdir 'in cl#de$d'
cat >'sh op.ombud' <<'END'
policy shop { version "1" source "te xt.md" }
include "in cl#de$d/rules.ombud"
END
cat >'in cl#de$d/rules.ombud' <<'END'
actors user
process order {
  start { user may open -> done @1.1 }
  ends done
}
END
echo '- 1.1 A user opens an order.' >'te xt.md'

exits 0 'a depfile' "$OMBUD" build 'sh op.ombud' -o t.c --depfile t.d
pass 'its target is the FILE of -o' grep '^t\.c:' t.d
cat >Makefile <<'END'
t.c:
	@echo built >>log
	@cp t.c t.c.new && mv t.c.new t.c
include t.d
END
touch -t 202001010000 'sh op.ombud' 'te xt.md' 'in cl#de$d/rules.ombud'
pass 'make can read it' make -s t.c
pass 'nothing is newer' test ! -e log
for file in 'sh op.ombud' 'te xt.md' 'in cl#de$d/rules.ombud'; do
  rm -f log
  touch -t 203001010000 "$file"
  pass "make sees that '$file' has changed" sh -c 'make -s t.c && test -e log'
  touch -t 202001010000 "$file"
done
rm -f log
mv 'te xt.md' gone.md
pass 'a file that has gone is no error to make' make -s t.c
pass '… but a reason to build' test -e log

mv gone.md 'te xt.md'
exits 0 '--deptarget' "$OMBUD" build 'sh op.ombud' -H t.h --depfile t.d --deptarget 'build/a b.h'
pass 'it is escaped' grep '^build/a\\ b\.h:' t.d
