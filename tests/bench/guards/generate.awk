# A policy whose action asks for N facts of yes or no, all of which each of its states' guards reads; the BITS low bits of
# the state's number say in which way: awk -v number=NUMBER -v n=N -v states=STATES -v bits=BITS -f generate.awk
BEGIN {
  printf "policy guards%d {\n  version \"1\"\n}\n\nactors one\n\nfacts {\n", number
  for (i = 0; i < n; i++) printf "  f%d : yes_no\n", i
  print "}\n\nreasons {\n  unmet zh\"条件不满足\" en\"The condition does not hold\"\n}\n"
  print "process p assume \"generated\" {\n  actions\n    begin,\n    go\n\n  start { one may begin -> s0 }\n"
  for (i = 0; i < n; i++) given = given (i ? ", f" : "f") i
  for (state = 0; state < states; state++) {
    guard = ""
    for (i = 0; i < n; i++) guard = guard (i ? " and " : "") (int(state / 2 ^ (i % bits)) % 2 ? "f" : "not f") i
    printf "  state s%d {\n    one may go(%s) -> s%d\n      when %s otherwise because unmet\n  }\n", \
      state, given, (state + 1) % states, guard
  }
  print "}"
}
