#!/bin/sh
# LANGUAGE.md is held to its word. A comment before each example says how it is run:
#   policy                     a policy, checked with -Werror
#   top, start, process, state a part, put into the frame at the end of the page at the line `# [top]`, …
#     … error E250             the compiler must report this, and nothing else
#     … warning W306           the same
#     … failing                a story in it goes another way
#   file NAME                  a file beside the policies
#   check, says, matrix …      what the compiler prints about the last policy: on stdout, on stderr, its matrix
#   test                       what it prints about the last part that fails
#   cover FILE                 what the stories of this policy show
#   words reserved|free        keywords; grammar: every keyword and sign; both are compared with parser.y
#   frame                      the frame itself
# An example without such a comment is an error. The scenarios in all of them are played.
. "$TOP/tests/cli/lib.sh"
page=$TOP/grammar/LANGUAGE.md
grammar=$TOP/grammar/parser.y

pass 'every example says how it is run' awk -f "$TOP/tests/docs/language/split.awk" "$page"

fit() { # PLACE PART: the frame with the part in its place
  awk -v mark="# [$1]" -v part="$2" '
    index($0, mark) { while ((getline line <part) > 0) print line; next } { print }' frame
}

flags() { # CODE: what a part of a policy need not care about, unless that is what it shows
  echo -Wno-unused -Wno-idle
  [ "$1" = W301 ] || echo -Wno-uncited
}

fine() { # FILE FLAGS…
  file=$1
  shift
  "$OMBUD" check "$file" -Werror "$@" && "$OMBUD" test "$file" "$@"
}

fails() { # FILE FLAGS…
  file=$1
  shift
  "$OMBUD" check "$file" -Werror "$@" || return 1
  "$OMBUD" test "$file" "$@"
  [ $? -eq 1 ]
}

reports() { # CODE FILE FLAGS…: this code, and no other
  code=$1
  shift
  "$OMBUD" check "$@" >said 2>&1
  grep -o '\[[EW][0-9]*\]:' said | sort -u >codes
  cat said
  [ "$(cat codes)" = "[$code]:" ]
}

prints() { # EXPECTED COMMAND…
  expected=$1
  shift
  "$@" >said
  diff -u "$expected" said
}

keywords() { # COMMENT: the words of parser.y below the comments that say this
  awk -v comment="$1" '
    /^\/\* / { on = $0 ~ comment } /^%nterm/ { exit } on && /^%token/ { print }' "$grammar" |
    grep -o '"[^"]*"' | tr -d '"' | sort
}

agrees() { # EXPECTED COMMENT
  tr -s ' ' '\n' <"$1" | sort >said
  keywords "$2" | diff -u said -
}

says() { # EXPECTED FILE
  "$OMBUD" check "$2" 2>said
  diff -u "$1" said
}

while read -r line kind rest; do
  part=$line.part
  where="LANGUAGE.md:$line: $kind $rest"
  case $kind in
  policy)
    policy=$(sed -n 's/^policy \([a-z_]*\) .*/\1.ombud/p' "$part")
    file=$policy
    cp "$part" "$file"
    ;;
  top | start | process | state)
    file=example.ombud
    fit "$kind" "$part" >$file
    ;;
  esac
  # shellcheck disable=SC2046,SC2086 # flags are words, and so is the rest of the comment
  case "$kind $rest" in
  'policy ') pass "$where" fine "$file" ;;
  policy\ *) pass "$where" reports "${rest#* }" "$file" ;;
  top\ | start\ | process\ | state\ ) pass "$where" fine $file $(flags) ;;
  'top failing') pass "$where" fails $file $(flags) ;;
  top\ * | start\ * | process\ * | state\ *) pass "$where" reports "${rest#* }" $file $(flags "${rest#* }") ;;
  'check ') pass "$where" prints "$part" "$OMBUD" check "$policy" ;;
  'test ') pass "$where" prints "$part" "$OMBUD" test $file $(flags) ;;
  cover\ *) pass "$where" prints "$part" "$OMBUD" test --cover "$rest" ;;
  'says ') pass "$where" says "$part" "$policy" ;;
  matrix\ *) pass "$where" prints "$part" "$OMBUD" matrix "$policy" $rest ;;
  'words reserved') pass "$where" agrees "$part" 'begin an item|carry a sentence' ;;
  'words free') pass "$where" agrees "$part" 'are names wherever' ;;
  *) pass "$where: no such kind of example" false ;;
  esac
done <examples

# The signs stand on one line; names, texts and the like are no words.
{
  grep '^%token LBRACE' "$grammar" && sed -n '/^%token ARROW/p' "$grammar"
} | grep -o '"[^"]*"' | tr -d '"' | sort >signs
{
  cat signs
  keywords 'Words that'
} | sort >words
grep -o '"[^"]*"' grammar | tr -d '"' | sort -u >said
pass 'the grammar has every word and sign, and no other' diff -u words said

# A limit is a row: | what | number | `NAME` |
headers='grammar/parse.h grammar/source.h grammar/diag.h grammar/reader.h compiler/resolve/model.h
  compiler/plan/boxes.h compiler/emit/lower.h compiler/story/story.h runtime/ombud.h'
# shellcheck disable=SC2016 # the backquotes are Markdown's
{
  for header in $headers; do echo "#include \"${header##*/}\""; done
  sed -n 's/^|.*| \([0-9]*\) | `\([A-Z0-9_]*_MAX\)` |$/_Static_assert(\2 == \1, "\2");/p' "$page"
} >limits.c
# shellcheck disable=SC2086 # flags are words
pass 'every limit on the page is that of the sources' "${CC:-cc}" $WARNINGS -I"$TOP/grammar" -I"$TOP/compiler" \
  -I"$TOP/compiler/resolve" -I"$TOP/compiler/plan" -I"$TOP/compiler/emit" -I"$TOP/compiler/story" -I"$TOP/runtime" \
  -I"$TOP/build/grammar" -c -o limits.o limits.c
for header in $headers; do
  sed -n 's/^ *#define \([A-Z_]*_MAX\) .*/\1/p' "$TOP/$header"
done | grep -v -e SYNTAX_EXPECTED_MAX >limits
while read -r limit; do
  pass "$limit stands on the page" grep -q "\`$limit\`" "$page"
done <limits

# shellcheck disable=SC2016
sed -n 's/^WARN(\(W[0-9]*\), "\([a-z-]*\)", true,.*/| \1 | `\2` | on |/p
  s/^WARN(\(W[0-9]*\), "\([a-z-]*\)", false,.*/| \1 | `\2` | off |/p' "$TOP"/grammar/codes*.def >warnings
pass 'the warnings are told' test -s warnings
while read -r warning; do
  pass "$warning" grep -qF "$warning" "$page"
done <warnings
