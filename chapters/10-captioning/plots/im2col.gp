# A picture of 3×3 pixels, what a window of 2×2 sees at its four places as columns of a 4×4 matrix, the
# kernel as a row on its left, the four answers as a row below. The first column is outlined on both sides.
load prelude
unset grid
unset border
unset tics
set lmargin 0.5
set rmargin 0.5
set tmargin 0.5
set bmargin 0.5
set xrange [-0.8:11]
set yrange [7.1:-1.2]
set size ratio -1
unset colorbox
set cbrange [0:80]
of(part, x) = strcol(1) eq part ? x : 1/0
set label "picture" at 1,-0.4 center textcolor rgb ink
set label "what the window sees, place by place" at 5.5,-0.4 left textcolor rgb ink
set label "kernel" at 5.1,-0.4 right textcolor rgb ink
set label "answer" at 5.1,5.5 right textcolor rgb ink
set arrow from 2.9,1.4 to 3.7,1.4 lc rgb "#777777"
set object rectangle from -0.5,0.5 to 1.5,2.5 fs empty border rgb "#D55E00" lw 2.5 front
set object rectangle from 5.5,0.5 to 6.5,4.5 fs empty border rgb "#D55E00" lw 2.5 front
set object rectangle from 5.5,5.0 to 6.5,6.0 fs empty border rgb "#D55E00" lw 2.5 front
set object rectangle from 4.1,0.5 to 5.1,4.5 fs empty border rgb "#777777" front
dark(v) = v > 55 ? 0xFFFFFF : 0x000000
plot data using 3:($2+1):4 every ::1::9 with image pixels, \
	data using (of("picture", $3)):($2+1):(sprintf("%g", $4)):(dark($4)) every ::1 with labels textcolor rgb variable, \
	data using ($3+6):($2+1):4 every ::10::25 with image pixels, \
	data using (of("col", $3+6)):($2+1):(sprintf("%g", $4)):(dark($4)) every ::1 with labels textcolor rgb variable, \
	data using (of("kernel", 4.6)):($3+1):(sprintf("%g", $4)) every ::1 with labels textcolor rgb ink, \
	data using (of("answer", $3+6)):(5.5):(sprintf("%g", $4)) every ::1 with labels textcolor rgb ink
