# The unit circle with the two radii v, and the ellipse to which A = [[3,0],[4,5]] carries it, with
# the half axes that they become: still orthogonal. (The right panel has the smaller scale.)
load prelude
set termoption enhanced
set multiplot layout 1,2
unset grid
unset border
unset tics
set lmargin 0
set rmargin 0
set tmargin 2
set bmargin 1
set size ratio -1
set zeroaxis lc rgb "#DDDDDD" dt 1
axis(k, name) = strcol(1) eq sprintf("axis %d", k) ? column(name) : 1/0
stats data using (strcol(1) eq "axis 1" ? sqrt($4**2 + $5**2) : 1/0) every ::1 nooutput name "long"
stats data using (strcol(1) eq "axis 2" ? sqrt($4**2 + $5**2) : 1/0) every ::1 nooutput name "short"
on(part, x) = strcol(1)[1:strlen(part)] eq part ? x : 1/0
set xrange [-1.5:1.5]
set yrange [-1.5:1.5]
set title "all v of length 1"
set label 1 "v_1" at 0.8,0.85 left textcolor lt 1
set label 2 "v_2" at 0.8,-0.85 left textcolor lt 2
plot data using (on("circle", $2)):3 with lines lc rgb "#999999" dt 1, \
	data using (0):(0):(on("axis 1", $2)):3 with vectors filled lt 1 lw 1.6, \
	data using (0):(0):(on("axis 2", $2)):3 with vectors filled lt 2 dt 1 lw 1.6
set xrange [-7:7]
set yrange [-7:7]
set title "v A^T for each of them"
set label 1 sprintf("s_1 u_1,\nlength %.3f", long_max) at 3.1,6.5 left textcolor lt 1
set label 2 sprintf("s_2 u_2,\nlength %.3f", short_max) at 2.9,-1.2 left textcolor lt 2
plot data using (on("circle", $4)):5 with lines lc rgb "#999999" dt 1, \
	data using (0):(0):(on("axis 1", $4)):5 with vectors filled lt 1 lw 1.6, \
	data using (0):(0):(on("axis 2", $4)):5 with vectors filled lt 2 dt 1 lw 1.6
unset multiplot
