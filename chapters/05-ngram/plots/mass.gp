# Where the probability after "saw" goes: what counting gives its two seen words, what the discount
# leaves them, and what all words get of the rest, in the proportion of the words before them.
load prelude
set style fill solid 0.35 border
set boxwidth 0.7
set yrange [0:0.56]
set ylabel "p(word | saw)"
set rmargin 2
set tics scale 0
set label "by counting: ½" at 4.45,0.525 left textcolor lt 4
set label "kept after\nthe discount" at 6.45,0.17 left textcolor lt 1
set label "given to all words" at -0.3,0.16 left textcolor lt 2
plot data using 0:($2 > 0 ? $2 : 1/0) every ::1 with boxes fs empty border lc rgb "#CC79A7" lt 4 dt 3 lw 2, \
	data using 0:($3 > 0 ? $4 + $3/2 : 1/0):(0.35):($3/2) every ::1 with boxxyerror lt 1 dt 1 fs solid 0.35, \
	data using 0:4:xticlabels(1) every ::1 with boxes lt 2 dt 1 fs pattern 5, \
	data using 0:($3 + $4 + 0.018):(sprintf("%.3f", $3 + $4)) every ::1 with labels textcolor rgb ink
