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
set style fill solid 0.3 border
label(w, kind) = kind > 0 ? w : ""
set label "pairs" at 5.5,-0.6 center textcolor rgb ink
plot data using 1:($4 == 2 ? $2 : 1/0):(0.46):(0.34) every ::1 with boxxyerror lc rgb "#08306B" fs solid 0.85, \
	data using 1:($4 == 1 ? $2 : 1/0):(0.46):(0.34) every ::1 with boxxyerror lc rgb "#6BAED6" fs solid 0.45, \
	data using 1:($4 == 0 ? $2 : 1/0):(0.46):(0.34) every ::1 with boxxyerror lc rgb "#BBBBBB" fs empty, \
	data using 1:2:3:($4 == 2 ? 0xFFFFFF : $4 == 1 ? 0x111111 : 0x999999) every ::1 with labels textcolor rgb variable, \
	data using (5.5):($1 == 0 ? $2 : 1/0):(sprintf("%d", $5)) every ::1 with labels textcolor rgb ink
