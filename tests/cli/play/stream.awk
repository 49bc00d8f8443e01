# Random commands for `ombud play`: steps, numbers, answers of every type, time, undo. Many are no good where they come;
# that does no harm. Each case begins with `new` and an opening step, and ends as a scenario in FILE.
#   -v seed=N -v cases=N -v actions=N -v file=FILE -v openings='STEP;STEP' -v steps='STEP;STEP'
function pick(list, between, parts) { return parts[1 + int(rand() * split(list, parts, between))] }
function command(kind, k) {
  kind = rand()
  if (kind < 0.40) print pick(steps, ";")
  else if (kind < 0.55) {
    print 1 + int(rand() * actions)
    for (k = int(rand() * 9); k > 0; k--) print pick("1 1 2 0 9900 800 yes no 5d 2d3h -2h 150 12 -3", " ")
  } else if (kind < 0.68)
    print pick("wait at", " "), pick("1ms 90s 10m 1h 36h 47h59m59s999ms 2d 3d 7d 30d 400d", " ")
  else if (kind < 0.84) print "next"
  else if (kind < 0.91) print "undo"
  else if (kind < 0.94) print "redo"
  else if (kind < 0.96) print "why", 1 + int(rand() * actions)
  else print pick("nonsense wait( user help show at history", " ")
}
BEGIN {
  srand(seed)
  for (i = 1; i <= cases; i++) {
    print "new"
    if (rand() < 0.3) print "wait 1h"
    print pick(openings, ";")
    for (n = int(rand() * 40); n > 0; n--) command()
    for (n = 8; n > 0; n--) print "x" # whatever was still asked is answered
    print "save", file, "\"" seed "." i "\""
  }
}
