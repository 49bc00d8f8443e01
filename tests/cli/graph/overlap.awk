# Which texts of a picture by dot lie over one another. Widths are guessed: a character of ASCII is 0.42 times as wide as
# it is high (on average, in a font without serifs), any other as wide as it is high.
function attribute(name,    rest) {
  if (!match($0, name "=\"[^\"]*\"")) return ""
  rest = substr($0, RSTART + length(name) + 2)
  return substr(rest, 1, index(rest, "\"") - 1)
}
/^<svg x=/ { n = 0 } # each diagram has coordinates of its own
/^<text / {
  text = $0
  sub(/^[^>]*>/, "", text)
  sub(/<.*$/, "", text)
  gsub(/&[a-z#0-9]*;/, "x", text)
  size = attribute("font-size")
  ascii = text
  gsub(/[^ -~]/, "", ascii)
  others = text
  gsub(/[ -~]/, "", others)
  wide = size * (length(ascii) * 0.42 + length(others) / (length("中") == 1 ? 1 : 3))
  x = attribute(" x") + 0
  left = attribute("text-anchor") == "middle" ? x - wide / 2 : x
  bottom = attribute(" y") + size * 0.2
  top = bottom - size * 0.95
  for (i = 1; i <= n; i++)
    if (left < rights[i] && lefts[i] < left + wide && top < bottoms[i] && tops[i] < bottom) {
      print "'" text "' lies over '" texts[i] "'"
      bad = 1
    }
  n++
  texts[n] = text; lefts[n] = left; rights[n] = left + wide; tops[n] = top; bottoms[n] = bottom
  all++
}
END { if (all == 0) print "no text at all"; exit bad || all == 0 }
