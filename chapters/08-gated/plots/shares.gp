# What a cell is a sum of, step by step: bars stacked from what was written at steps 1, 4 and 8; all
# shrink by the same forget gate, step 7 takes four fifths of what was there, step 10 writes
# something negative.
load prelude
set xlabel "step t"
set ylabel "cell c"
set xrange [0.4:11.9]
set yrange [-0.35:1.25]
set xtics 1,1,10
set rmargin 2
set zeroaxis lt 1 lc rgb "#777777" dt 1
set style fill solid 0.55 border
of(k) = sprintf("%d", k)
is(k, x) = $2 == k ? x : 1/0
set label "written at 1" at 1.3,0.88 left textcolor lt 1
set label "written at 4" at 6.45,1.02 left textcolor lt 2
set label "written at 8" at 8.55,0.8 left textcolor lt 3
set label "at 10" at 10.45,-0.15 left textcolor lt 4
set label "f = 0.2" at 7,0.3 center textcolor rgb ink
plot data using ($2 == 1 ? $1 : 1/0):(($4+$5)/2):(0.36):(($5-$4)/2) every ::1 with boxxyerror lt 1 dt 1, \
	data using ($2 == 4 ? $1 : 1/0):(($4+$5)/2):(0.36):(($5-$4)/2) every ::1 with boxxyerror lt 2 dt 1 fs pattern 5, \
	data using ($2 == 8 ? $1 : 1/0):(($4+$5)/2):(0.36):(($5-$4)/2) every ::1 with boxxyerror lt 3 dt 1, \
	data using ($2 == 10 ? $1 : 1/0):(($4+$5)/2):(0.36):(($4-$5)/2) every ::1 with boxxyerror lt 4 dt 1 fs pattern 4, \
	data using 1:6 every ::1 with points pt 7 ps 0.9 lc rgb ink
