# Breaks a rule file at random between its words, with blanks and comments, each line deeper than the one before, so that
# no brace seems to be forgotten. `seed` is set by -v.
BEGIN { srand(seed); deep = 1 }
function gap() {
  roll = rand()
  if (roll < 0.7) return " "
  if (roll < 0.8) return "\t  "
  deep++
  if (roll < 0.88) return sprintf("\n%*s", deep, "")
  if (roll < 0.93) return sprintf("  # why %d?\n%*s", deep, deep, "")
  if (roll < 0.97) return sprintf("\n%*s#own, \"%d\"  \n\n%*s", deep, "", deep, deep, "")
  return sprintf("#one\n#two\n\n\n%*s", deep, "")
}
{
  quoted = 0
  out = ""
  n = length($0)
  for (i = 1; i <= n; i++) {
    c = substr($0, i, 1)
    if (c == "\\" && quoted) { out = out c substr($0, ++i, 1); continue }
    if (c == "\"") quoted = !quoted
    if (c == "#" && !quoted) { out = out substr($0, i); break }
    out = out (c == " " && !quoted ? gap() : c)
  }
  deep++
  printf "%s\n%*s", out, deep, ""
}
