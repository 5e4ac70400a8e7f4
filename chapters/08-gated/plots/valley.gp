# Three walks of 40 updates in a long valley, seen from above: plain descent jumps from side to side and
# creeps along, momentum swings into the lowest point, Adam goes along the diagonal.
load prelude
set xlabel "x, curvature 1"
set ylabel "y, curvature 40"
set xrange [-4.4:3]
set yrange [-1.25:1.25]
set parametric
set trange [0:2*pi]
set rmargin 3
unset grid
of(rule, x) = strcol(1) eq rule ? x : 1/0
set label "plain" at -3.58,0.72 left textcolor lt 1
set label "momentum" at -2.2,0.72 left textcolor lt 2
set label "Adam" at 0.25,0.42 left textcolor lt 3
ring(l) = sqrt(2*l)
plot for [l in "0.2 1 3 7 14 28"] ring(l)*cos(t),ring(l)/sqrt(40)*sin(t) with lines lc rgb "#CCCCCC" dt 1 lw 0.6, \
	data using (of("plain", $3)):4 every ::1 with linespoints lt 1 lw 0.8, \
	data using (of("momentum", $3)):4 every ::1 with linespoints lt 2 lw 0.8, \
	data using (of("adam", $3)):4 every ::1 with linespoints lt 3 lw 0.8
