# A window walks over a sentence: for each word in the middle the words that it is paired with.
load prelude
unset grid
unset border
unset tics
set xrange [-0.7:6.2]
set yrange [5.1:-0.9]
set lmargin 1
set rmargin 1
set tmargin 0.5
set bmargin 0.5
set style fill solid 1 border lc rgb "white"
set label "pairs" at 5.5,-0.6 center textcolor rgb ink
paint(kind) = kind == 2 ? 0x08306B : kind == 1 ? 0x9ECAE1 : 0xEEEEEE
pen(kind) = kind == 2 ? 0xFFFFFF : kind == 1 ? 0x111111 : 0x555555
plot data using 1:2:(0.46):(0.34):(paint($4)) every ::1 with boxxyerror lc rgb variable, \
	data using 1:2:3:(pen($4)) every ::1 with labels textcolor rgb variable, \
	data using (5.5):($1 == 0 ? $2 : 1/0):(sprintf("%d", $5)) every ::1 with labels textcolor rgb ink
