# Draws the results of the benchmark of the step: awk -f chart.awk step.json >bench.svg. Reads the JSON as bench writes it:
# a line for each contender.
#
# A panel for each stream, a workload a column; a bar for each median, with a whisker from the least to the most. What takes
# many times as long as the rest is cut off, so that the rest can be told apart; its figures stand beside it.

function text(key) { # the string that KEY has in this line
  return match($0, "\"" key "\":\"[^\"]*\"") ? substr($0, RSTART + length(key) + 4, RLENGTH - length(key) - 5) : ""
}

function number(key) {
  return match($0, "\"" key "\":[0-9.]+") ? substr($0, RSTART + length(key) + 3, RLENGTH - length(key) - 3) + 0 : 0
}

function escaped(s) {
  gsub(/&/, "\\&amp;", s); gsub(/</, "\\&lt;", s)
  return s
}

function write(x, y, class, s) {
  printf "<text x=\"%.1f\" y=\"%.1f\" class=\"%s\">%s</text>\n", x, y, class, escaped(s)
}

function line(x1, y1, x2, y2, class) {
  printf "<path d=\"M%.1f %.1fL%.1f %.1f\" class=\"%s\"/>\n", x1, y1, x2, y2, class
}

function ns(v) { return sprintf(v < 1000 ? "%.1f ns" : "%.0f ns", v) }

# Where the axis ends: round, and beyond everything that takes less than CUT times what the nested switch takes.
function end_of(p,    i, most, unit) {
  for (i = 1; i <= rows[p]; i++) if (median[p, i] <= CUT * median[p, 1] && most < median[p, i]) most = median[p, i]
  most *= 1.12
  for (unit = 1; most > 10 * unit; unit *= 10);
  for (i = 1; i * unit / 2 < most; i++);
  return i * unit / 2
}

function axis(p, x, y, end,    i, step, at, bottom) {
  bottom = y + rows[p] * ROW
  step = end / 5
  for (i = 0; i <= 5; i++) {
    at = x + BAR * i / 5
    line(at, y, at, bottom, "grid")
    write(at, bottom + 16, "tick", sprintf(step == int(step) ? "%d" : "%.1f", i * step) (i == 5 ? " ns" : ""))
  }
}

function row(p, i, x, y, end,    mid, scale, width, cut, class) {
  scale = BAR / end
  mid = y + ROW / 2
  cut = median[p, i] > end
  width = cut ? BAR : median[p, i] * scale
  class = title[p, i] ~ /^ombud/ ? "ours" : i == 1 ? "base" : "peer"
  write(x - 8, mid + 5, "name", title[p, i])
  printf "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%d\" class=\"%s\"/>\n", x, mid - 8, width, 16, class
  if (cut) printf "<path d=\"M%.1f %.1fl6 -22h6l-6 22z\" class=\"gap\"/>\n", x + BAR - 24, mid + 11
  else whisker(x, mid, least[p, i] * scale, most[p, i] * scale)
  if (target[p, i]) printf "<path d=\"M%.1f %.1fv22m-4 0h8m-8 -22h8\" class=\"%s\"/>\n",
    x + target[p, i] * median[p, 1] * scale, mid - 11, met[p, i] ? "met" : "missed"
  write(x + BAR + 92, mid + 5, "right", ns(median[p, i]))
  write(x + BAR + 154, mid + 5, "right ratio", sprintf(ratio[p, i] < 10 ? "×%.2f" : ratio[p, i] < 100 ? "×%.1f" : "×%.0f", ratio[p, i]))
  if (target[p, i]) write(x + BAR + 168, mid + 5, met[p, i] ? "good" : "bad",
    sprintf("%s ×%.2f", met[p, i] ? "met" : "MISSED", target[p, i]))
}

function whisker(x, mid, from, to,    beyond) {
  beyond = to > BAR
  if (beyond) to = BAR
  line(x + from, mid, x + to, mid, "whisker")
  line(x + from, mid - 4, x + from, mid + 4, "whisker")
  if (beyond) printf "<path d=\"M%.1f %.1fl5 4l-5 4\" class=\"whisker\"/>\n", x + to - 4, mid - 4
  else line(x + to, mid - 4, x + to, mid + 4, "whisker")
}

function panel(p, x, y,    i, end) {
  end = end_of(p)
  write(x, y + 18, "head", name[p])
  axis(p, x + NAME, y + 30, end)
  for (i = 1; i <= rows[p]; i++) row(p, i, x + NAME, y + 30 + (i - 1) * ROW, end)
}

function key(y,    x) {
  x = MARGIN
  write(x, y, "note", "Bars: the median of the rounds; whiskers: the least and the most; ×: the ratio to the nested switch. Shorter is better. Bars with a gap are cut off. XState: a shorter stream in a process of its own.")
  y += 26
  printf "<rect x=\"%d\" y=\"%d\" width=\"22\" height=\"14\" class=\"ours\"/>\n", x, y - 12
  write(x + 30, y, "note", "ombud")
  printf "<rect x=\"%d\" y=\"%d\" width=\"22\" height=\"14\" class=\"base\"/>\n", x + 110, y - 12
  write(x + 140, y, "note", "nested switch")
  printf "<rect x=\"%d\" y=\"%d\" width=\"22\" height=\"14\" class=\"peer\"/>\n", x + 270, y - 12
  write(x + 300, y, "note", "other ways")
  printf "<path d=\"M%d %dv20m-4 0h8m-8 -20h8\" class=\"met\"/>\n", x + 420, y - 15
  write(x + 432, y, "note", "target, met")
  printf "<path d=\"M%d %dv20m-4 0h8m-8 -20h8\" class=\"missed\"/>\n", x + 550, y - 15
  write(x + 562, y, "note", "target, missed")
}

BEGIN { MARGIN = 24; NAME = 210; BAR = 300; ROW = 26; PANEL = NAME + BAR + 290; TOP = 116; CUT = 8 }

/"inputs":/ { about = sprintf("%d inputs a stream, %d cases where there are many, %d rounds", number("inputs"), number("cases"), number("rounds")) }

/"workload":/ {
  p++
  workload = text("workload")
  if (!(workload in column)) { column[workload] = columns++; filled[workload] = 0 }
  name[p] = workload ", " text("stream")
  of[p] = column[workload]
  at[p] = filled[workload]++
  if (at[p] + 1 > lines) lines = at[p] + 1
}

/"median":/ {
  i = ++rows[p]
  title[p, i] = text("title"); ratio[p, i] = number("ratio"); target[p, i] = number("target"); met[p, i] = /"met":true/
  least[p, i] = number("min"); median[p, i] = number("median"); most[p, i] = number("max")
  if (rows[p] * ROW > height[at[p]]) height[at[p]] = rows[p] * ROW
}

END {
  if (!p) exit 1
  y[0] = TOP
  for (i = 0; i < lines; i++) y[i + 1] = y[i] + height[i] + 76
  wide = 2 * MARGIN + columns * PANEL - 10
  printf "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">\n", wide, y[lines], wide, y[lines]
  print "<style>text{font:14px 'DejaVu Sans',Verdana,sans-serif;fill:#1f2933}.title{font-size:22px;font-weight:bold}" \
    ".head{font-size:17px;font-weight:bold}.name,.right{text-anchor:end}.tick{font-size:12px;text-anchor:middle;fill:#52606d}" \
    ".ratio{font-weight:bold}.good{fill:#146c2e}.bad{fill:#b42318;font-weight:bold}.note{fill:#3e4c59}" \
    ".ours{fill:#2f74c0}.base{fill:#5f6c7b}.peer{fill:#b8c2cc}.gap{fill:#fff}path{fill:none}.grid{stroke:#e4e7eb}" \
    ".whisker{stroke:#111;stroke-width:1.5}.met{stroke:#146c2e;stroke-width:2.5}.missed{stroke:#b42318;stroke-width:2.5}</style>"
  print "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>"
  write(MARGIN, 36, "title", "How long a step takes: ns per step")
  write(MARGIN + 440, 36, "note", about)
  key(64)
  for (i = 1; i <= p; i++) panel(i, MARGIN + of[i] * PANEL, y[at[i]])
  print "</svg>"
}
