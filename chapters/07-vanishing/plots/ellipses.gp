# All rows of length 1, and where the first, second and third power of two matrices carry them: a
# growing, thinning ellipse for [[0,1],[1,1]], an unchanged circle for a
# rotation, on which one row turns by 37 degrees each time.
load prelude
if (format ne "text") {
	set output
	if (format eq "svg") {
		set terminal svg size 640,340 dynamic noenhanced font "sans-serif,15" linewidth 1.6 rounded
	} else {
		set terminal pngcairo size 1280,680 noenhanced font "DejaVu Sans,23" linewidth 2.6 rounded
	}
	set output part
}
set termoption enhanced
set multiplot layout 1,2
unset grid
unset border
unset tics
set lmargin 0
set rmargin 0
set tmargin 2.2
set bmargin 0.5
set size ratio -1
set zeroaxis lc rgb "#DDDDDD" dt 1
on(name, n, x) = strcol(1) eq name && $2 == n ? x : 1/0
set xrange [-2.6:3.4]
set yrange [-3.9:3.9]
set title "v A^n, A = [[0,1],[1,1]]"
set label 1 "n = 0" at -1.1,0.75 right textcolor rgb "#555555"
set label 2 "1" at 1.2,1.0 left textcolor lt 3
set label 3 "2" at 1.72,2.0 left textcolor lt 2
set label 4 "n = 3" at 2.3,3.6 left textcolor lt 1
plot data using (on("growing", 0, $3)):4 with lines lc rgb "#777777" dt 1, \
	data using (on("growing", 1, $3)):4 with lines lt 3, \
	data using (on("growing", 2, $3)):4 with lines lt 2, \
	data using (on("growing", 3, $3)):4 with lines lt 1
unset label 2
unset label 3
set xrange [-1.6:1.6]
set yrange [-2.453:2.453]
set title "v R^n, R a rotation"
unset label 4
set label 1 "n = 0" at 1.06,-0.12 left textcolor lt 1
set label 2 "1" at 0.88,0.68 left textcolor lt 1
set label 3 "2" at 0.28,1.13 left textcolor lt 1
set label 4 "3" at -0.42,1.1 right textcolor lt 1
plot data using (on("turning", 0, $3)):4 with lines lc rgb "#777777" dt 1, \
	data using (0):(0):(cos($2*asin(0.6))):(sin($2*asin(0.6))) every 121::1 with vectors filled lt 1
unset multiplot
