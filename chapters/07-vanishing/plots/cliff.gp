# The loss of one ReLU unit after 50 steps over its weight w and bias b: a plain on the lower left, a
# narrow valley across, a cliff on the upper right. From the edge of the cliff clipped descent walks down
# into the valley; plain descent leaves the picture in its first step.
load prelude
set xlabel "w"
set ylabel "b"
unset grid
set xrange [0.9:1.05]
set yrange [-0.04:0.04]
set cbrange [0:2]
set cblabel "loss" textcolor rgb ink
set rmargin 14
of(part, x) = strcol(1) eq part ? x : 1/0
set label 1 "start" at 1.023,0.008 left textcolor rgb "#FFFFFF" front
set label 2 "plain" at 0.975,-0.033 right textcolor rgb "#A04000" front
set label 3 "clipped" at 0.994,-0.004 right textcolor rgb "#00558A" front
plot data using 3:4:($5 > 2 ? 2 : $5) every ::1::1600 with image pixels, \
	data using (of("leap", $3)):4 every ::1601 with points pt 7 ps 0.3 lc rgb "#D55E00", \
	data using (of("clipped", $3)):4 every ::1601 with points pt 7 ps 0.8 lc rgb "#F7FBFF", \
	data using (of("clipped", $3)):4 every ::1601 with points pt 7 ps 0.5 lc rgb "#00558A"
