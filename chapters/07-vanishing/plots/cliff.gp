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
set label 2 "plain" at 0.98,-0.0335 left textcolor lt 2 front
set label 3 "clipped" at 1.0,-0.0165 left textcolor lt 1 front
set arrow 1 from 1.02,0.005 to 0.978,-0.04 lt 2 dt 1 filled front
plot data using 3:4:($5 > 2 ? 2 : $5) every ::1::3600 with image, \
	data using (of("clipped", $3)):4 every ::3601 with linespoints lt 1 lw 1.2
