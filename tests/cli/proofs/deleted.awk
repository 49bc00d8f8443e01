# Writes a copy of a policy for each thing that can be deleted from its processes, as NUMBER.ombud, and on standard output
# NUMBER, its line, and what is gone. A rule ends where the next one or a block begins or ends, so tokens are all it takes.
# A must that loses its deadline becomes a may for each alternative; one that loses its consequence, `else nothing`.

function is_source(i) { return t[i] ~ /^(@.*|assume)$/ }

# The first of WORDS from i on, a source, or what stands behind the rule.
function next_of(i, words) {
  while (i <= end && t[i] !~ "^(" words ")$" && !is_source(i)) i++
  return i
}

function text(from, to,  i, s) {
  for (i = from; i <= to; i++) s = s (i > from && t[i] !~ /^[,()]$/ && t[i - 1] != "(" ? " " : "") t[i]
  return s
}

function cut(what, from, to, put,  i, file) {
  file = sprintf("%03d.ombud", ++copies)
  for (i = 1; i <= n; i++) {
    if (put && i == from) printf " %s ", put >file
    printf "%s%s", gap[i], (i < from || i > to ? t[i] (put == "nothing" && i == events ? " nothing," : "") : "") >file
  }
  close(file)
  printf "%03d %d %s\n", copies, line[from], what
}

# Each part of a list, with a separator; parts[1…] are where they begin, and one behind the last.
function each(what, from, to, separator,  i, k, depth) {
  split("", parts)
  parts[k = 1] = from
  for (i = from; i <= to; i++) {
    depth += (t[i] == "(") - (t[i] == ")")
    if (t[i] == separator && !depth) parts[++k] = i + 1
  }
  parts[k + 1] = to + 2
  for (i = 1; k > 1 && i <= k; i++) cut(what " " text(parts[i], parts[i + 1] - 2), parts[i] - (i == k), parts[i + 1] - 1 - (i == k))
  return k
}

function rule(from, verb,  i, k, due, other, stop, permits) {
  cut("rule " text(from, end), from, end)
  if (t[verb] !~ /^m/) return
  each("actor", from, verb - 1, ",")
  if (t[verb] == "must") {
    due = next_of(verb, "within|by")
    stop = next_of((other = next_of(due, "else")) + 1, "not")
    k = each("alternative", verb + 1, due - 1, "or")
    for (i = 1; i <= k; i++) permits = permits text(from, verb - 1) " may " text(parts[i], parts[i + 1] - 2) " " text(stop, end) " "
    cut("consequence " text(other, stop - 1), other + 1, stop - 1, "nothing")
    cut("deadline " text(due, other - 1), from, end, permits)
  }
  for (i = verb; i <= end; i++) {
    if (t[i] == "do" && each("effect", i + 1, next_of(i, "or|within|by|when") - 1, ",") && t[i - 1] != "otherwise")
      cut("effects " text(i, next_of(i, "or|within|by|when") - 1), i, next_of(i, "or|within|by|when") - 1)
    if (t[i] ~ /^(when|otherwise)$/) cut("part " text(i, next_of(i, "not") - 1), i, next_of(i, "not") - 1)
    if (t[i] == "->" && (t[verb] == "may" || i > other)) cut("target " text(i, i + 1), i, i + 1)
  }
}

{ rest = rest $0 "\n" }

END {
  for (lines = 1; rest != ""; rest = substr(rest, RLENGTH + 1)) {
    match(rest, /^([ \n]|#[^\n]*)*/)
    gap[++n] = substr(rest, 1, RLENGTH)
    line[n] = lines += gsub(/\n/, "\n", gap[n])
    rest = substr(rest, RLENGTH + 1)
    match(rest, /^([a-z]*"[^"]*"|@[0-9.]+|[A-Za-z_0-9]+|->|.)/)
    t[n] = substr(rest, 1, RLENGTH)
    for (from = n; t[n] ~ /^(may|must)$/ && (from == n || t[from - 1] == ","); from -= from == n ? 1 : 2) continue
    if (t[n] ~ /^(may|must|remind|after|waits)$/) verb[from] = n
  }
  for (i = 1; t[i] != "promise"; i++) {
    if (t[i] == "process") events = 0
    if (t[i] == "events") events = i
    end = n
    if (t[i] == "in" && t[i + 1] != "any") each("state", i + 1, next_of(i, "[{]") - 1, ",")
    if (!(i in verb)) continue
    for (end = verb[i]; !(end + 1 in verb) && t[end + 1] !~ /^([}]|in|for|state|start|ends|promise)$/; end++) continue
    rule(i, verb[i])
  }
}
