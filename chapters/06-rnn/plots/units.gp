# Eight hidden units while they read: for each of four questions the two whose value goes most
# with the answer, signs turned so that dark means yes. A dot marks where the answer is yes.
load prelude
unset grid
unset border
set tics scale 0
set cbrange [-1:1]
unset colorbox
set lmargin 16
set rmargin 1
set bmargin 3
set xrange [-0.5:47.5]
set yrange [8.6:-0.5]
unset xtics
set ytics ("separator read" 0.5, "vowel read" 2.5, "separator next" 4.5, "first word" 6.5)
set label "units of the trained network, letter by letter" at graph 0.5,-0.03 center textcolor rgb ink
plot data using 1:3:7 every ::1 with image pixels, \
	data using 1:($8 == 1 ? $3 : 1/0) every ::1 with points pt 7 ps 0.9 lc rgb ink, \
	data using 1:($8 == 1 ? $3 : 1/0) every ::1 with points pt 7 ps 0.55 lc rgb "#FFFFFF", \
	data using 1:(8.1):($3 == 0 ? strcol(2) : "") every ::1 with labels textcolor rgb ink
