#!/bin/sh
# Files made to be costly stay within what grammar/LANGUAGE.md says under "Limits": so much processor time and memory.
#
# FAULTS=all in the environment: in full size; else a tenth, which may take a tenth.
. "$TOP/tests/cli/lib.sh"
# shellcheck disable=SC2086 # flags are words
pass 'the measure' ${CC:-cc} $WARNINGS -O1 "$TOP/tests/cli/limits/measure.c" -o measure
tenths=1
[ "${FAULTS:-}" != all ] || tenths=10

many() { awk -v n="$1" -v s="$2" 'BEGIN { for (i = 1; i <= n; i++) printf("%s", s) }'; }
numbered() { awk -v n="$1" -v format="$2\n" 'BEGIN { for (i = 1; i <= n; i++) printf(format, i) }'; }
head='policy t { version "1" } actors user reasons { no }'

# SECONDS and MIB are what the whole may take. A few of each are taken by the program as such.
within() { # NAME STATUS SECONDS MIB FILE [COMMAND]
  # shellcheck disable=SC2086 # a command and its options
  ./measure $(($3 * tenths / 10 + 2)) $(($4 * tenths / 10 + 20)) "$OMBUD" ${6:-check -Wno-unused} "$5" >told 2>err
  lib_status=$?
  echo "# cost, $1: $(tail -n 1 told)"
  pass "$1" test $lib_status -eq "$2"
  rm -f "$5"
}

n=$((100000 * tenths))
nested() { # BEFORE AFTER: a condition
  echo "$head facts { n : number } process p assume \"t\" { start { user may open(n) -> off when"
  many $n "$1" && echo 'n > 1' && many $n "$2" && echo '} ends off }'
}
nested '(' ')' >parentheses
within "$n parentheses" 1 4 200 parentheses
nested 'not ' '' >nots
within "$n times 'not'" 1 4 200 nots
nested 'n > 1 and (' ')' >conditions
within "$n conditions, each in the other" 1 4 200 conditions
{ echo "$head" && many $n '{ '; } >braces
within "$n braces" 1 4 200 braces
{ echo "$head process p assume \"t\" { start { user may open -> off } ends off }" && many $n '# # #
'; } >comments
within "$n lines of comments" 0 4 200 comments

{ echo "$head reasons {" && numbered $n 'name_%d' && echo '}'; } >names
within "$n names" 1 30 1000 names
{
  echo "$head reasons {" && numbered 9000 'some_reason_%d'
  echo '} process p assume "t" { start { user may open -> s } state s { waits "t"'
  numbered $n 'user may not go because sone_reasom_%d' && echo '} ends off }'
} >unknown
within "$n names of which none is right" 1 120 4000 unknown

{
  echo "$head process p assume \"t\" { start { user may open -> s } state s { waits \"t\""
  many $n 'user may go -> off ' && echo '} ends off }'
} >line
within "$n rules in one line" 1 120 4000 line

# As many facts, and combinations of them, as one action's rules may have; in as many states.
awk -v states=$((100 * tenths)) -v rules=250 -v facts=10 'BEGIN {
  printf "policy t { version \"1\" } actors user reasons { no } facts {"
  for (i = 1; i <= facts; i++) printf " f%d : yes_no", i
  printf " }\nprocess p assume \"t\" {\nstart { user may open("
  for (i = 1; i <= facts; i++) printf "%sf%d", (i > 1 ? ", " : ""), i
  print ") -> s1 }"
  for (s = 1; s <= states; s++) printf "state s%d { waits \"t\" user may next -> %s }\n", s, (s < states ? "s" s + 1 : "off")
  for (s = 1; s <= states; s++) printf "%ss%d", (s > 1 ? ", " : "in "), s
  print " {"
  for (r = 0; r < rules; r++) {
    printf "user may not go when "
    for (i = 1; i <= facts; i++) printf "%s%sf%d", (i > 1 ? " and " : ""), (int(r / 2 ^ (i - 1)) % 2 ? "" : "not "), i
    print " because no"
  }
  print "user may go -> off }\nends off }" }' >guards
within "251 rules on 10 facts, in $((100 * tenths)) states" 0 60 500 guards

# A condition of as many combinations, told in words.
awk -v head="$head" 'BEGIN {
  print head " facts { a : number b : number c : number d : number }"
  print "process p assume \"t\" { start { user may open(a, b, c, d) -> on } state on { waits \"t\" user may go -> off when a != 1"
  for (f = 1; f <= 4; f++) for (i = f == 1 ? 5 : 1; i <= 13; i += 2) printf " and %s != %d", substr("abcd", f, 1), i
  print " otherwise because no } ends off }" }' >condition
for command in matrix 'graph --format=dot'; do
  cp condition one
  within "$command of a condition of 3584 combinations" 0 4 200 one "$command"
done

# The courses to the end of a long chain: each is as long as what is left of it.
{ echo "$head process p assume \"t\" { start { user may open -> s1 }" && awk 'BEGIN {
  for (s = 1; s <= 500; s++) printf "state s%d { after 1d then tick -> s%d }\n", s, s + 1 }' && echo 'ends s501 }'; } >chain
within 'bounds of 500 states' 0 40 200 chain 'bounds -Wno-unused'

# A million rules in 64 MiB, less a few.
awk -v processes=$((2 * tenths)) 'BEGIN {
  print "policy t { version \"1\" } actors user"
  for (p = 1; p <= processes; p++) {
    print "process p" p " assume \"t\" { start { user may open -> s1 }"
    for (s = 1; s <= 979; s++) {
      printf "state s%d { waits \"t\"\n", s
      for (a = 1; a < 50; a++) printf "user may a%d -> s%d # %44s\n", a, s * a % 979 + 1, ""
      print "user may end_it -> off }"
    }
    print "ends off }"
  }
}' >largest
within "$((99860 * tenths)) rules, $(($(wc -c <largest) / 1048576)) MiB" 0 120 4000 largest
