# What the words around the unknown word count, three places to either side: one each, or one over
# the distance.
load prelude
unset grid
unset border
set xrange [-4.6:3.6]
set yrange [-0.25:1.3]
set style fill solid 0.35 border
set boxwidth 0.36
set lmargin 3
set rmargin 3
unset tics
set bmargin 1
set xzeroaxis lt 1 dt 1 lw 0.7 lc rgb "#777777"
counted(x) = x > 0 ? x : 1/0
set label "each place counts 1" at -4.5,1.2 left textcolor lt 1
set label "a place counts 1/distance" at 3.5,1.2 right textcolor lt 2
plot data using ($1-0.2):(counted($3)) every ::1 with boxes lt 1 dt 1 fs solid 0.35, \
	data using ($1+0.2):(counted($4)) every ::1 with boxes lt 2 dt 1 fs pattern 5, \
	data using ($1+0.24):($4 > 0 ? $4 + 0.06 : 1/0):(sprintf("%.2g", $4)) every ::1 with labels textcolor lt 2, \
	data using ($1-0.2):($3 > 0 ? $3 + 0.06 : 1/0):(sprintf("%g", $3)) every ::1 with labels textcolor lt 1, \
	data using 1:(-0.07):2 every ::1 with labels textcolor rgb ink, \
	data using 1:(-0.17):($1 == 0 ? "" : sprintf("%s%d", $1 < 0 ? "−" : "+", abs($1))) every ::1 with labels textcolor rgb "#555555"
