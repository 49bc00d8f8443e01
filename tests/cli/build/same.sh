#!/bin/sh
# What is written for every policy has the same bytes, whoever built the compiler, wherever and however it is called: two
# folders, locales, time zones, umasks, forms of a path, with SOURCE_DATE_EPOCH and without.
#
# FAULTS in the environment: all, the compiler is built by gcc and by clang, each with and without optimisation; else
# the one at hand is compared with the one for the sanitizers, or where that is not built, with one by clang.
. "$TOP/tests/cli/lib.sh"
unset SOURCE_DATE_EPOCH

# The source tree in a folder of its own.
copy() { # FOLDER
  mkdir -p "$1"
  (cd "$TOP" && tar cf - Makefile grammar compiler runtime rules tests/unit) | (cd "$1" && tar xf -)
}

# The same, and a compiler in it.
build() { # FOLDER CC CFLAGS
  copy "$1"
  pass "a compiler by $2 $3" make -C "$1" build/ombud CC="$2" CFLAGS="$3"
}

# What is said of RULES in a language, in files that begin with BASE.
written_in() ( # LANGUAGE OMBUD RULES BASE
  OMBUD_LANG=$1
  export OMBUD_LANG
  for command in check matrix bounds 'emit promela' 'test --cover=listing' 'test --format=json' 'list assumptions' \
    'list clauses' 'list reasons' 'list effects' 'graph --format=dot --prohibitions' 'graph --format=mermaid'; do
    # shellcheck disable=SC2086 # a command and its options
    "$2" $command "$3" >"$4.$(echo "$command" | tr ' =' __)" 2>&1
  done
  ! have dot || "$2" graph "$3" >"$4.svg" 2>/dev/null
)

# All that a compiler writes, into the folder OUT: of every policy in the folder TREE what other programs read, of those
# that ship what people read, too.
outputs() { # OMBUD TREE OUT
  mkdir -p "$3"
  cd "$2" || return
  for lib_rules in rules/*/*.ombud tests/unit/*/*.ombud; do
    grep -q '^policy ' "$lib_rules" || continue # a part that others include
    lib_base=$3/$(basename "$lib_rules" .ombud)
    "$1" build "$lib_rules" -o "$lib_base.c" -H "$lib_base.h" 2>/dev/null
    for lib_dump in ast plan tables; do "$1" check --dump=$lib_dump "$lib_rules" >"$lib_base.$lib_dump" 2>/dev/null; done
  done
  for lib_rules in rules/*/*.ombud; do
    for lib_language in en zh; do
      written_in $lib_language "$1" "$lib_rules" "$3/$(basename "$lib_rules" .ombud).$lib_language"
    done
  done
  for lib_command in build check test; do OMBUD_LANG=en "$1" help --man $lib_command >"$3/$lib_command.1"; done
  OMBUD_LANG=en "$1" help --man >"$3/ombud.1"
  cd "$WORK" || return
}

# What a compiler in another folder writes, called in another way.
same_from() { # OMBUD FOLDER NAME
  rm -rf out-there
  (
    LC_ALL=zh_CN.UTF-8 LANG=zh_CN.UTF-8 TZ=Asia/Shanghai SOURCE_DATE_EPOCH=1000000000
    export LC_ALL LANG TZ SOURCE_DATE_EPOCH
    umask 077
    outputs "$1" "$2" "$WORK/out-there"
  )
  pass "$3: the same bytes" diff -r out-here out-there
}

outputs "$OMBUD" "$TOP" "$WORK/out-here"
pass 'every policy has tables' test "$(find out-here -name '*.c' -size +1k | wc -l)" -ge 10
n=$(find out-here -type f | wc -l)

built=1
if [ "${FAULTS:-}" = all ]; then
  for cc in gcc clang; do
    have $cc || { skip "the compiler by $cc" "no $cc here" && continue; }
    for optimised in -O0 -O3; do
      build "$WORK/$cc$optimised/deep/er" $cc "$optimised"
      same_from "$WORK/$cc$optimised/deep/er/build/ombud" "$WORK/$cc$optimised/deep/er" "by $cc $optimised"
      built=$((built + 1))
    done
  done
elif [ -x "$TOP/build/san/ombud" ]; then
  copy "$WORK/other"
  same_from "$TOP/build/san/ombud" "$WORK/other" 'with sanitizers'
  built=2
elif have clang; then
  build "$WORK/other" clang -O0
  same_from "$WORK/other/build/ombud" "$WORK/other" 'by clang -O0'
  built=2
fi
echo "# same bytes: $n files of $(find out-here -name '*.c' | wc -l) policies, by $built compilers, in two folders and locales"
