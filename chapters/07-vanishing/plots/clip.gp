# Ten gradients clipped to limit 1: by norm they end on a circle and keep their direction, by value
# they end in a square and turn towards its corners.
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
set multiplot layout 1,2
unset grid
unset border
unset tics
set lmargin 0
set rmargin 0
set tmargin 2
set bmargin 0.5
set size ratio -1
set xrange [-2.45:2.45]
set yrange [-2.45:2.45]
set object 1 circle at 0,0 size 1 fs empty border rgb "#999999" dt 3
set title "by norm"
plot data using (0):(0):1:2 every ::1 with vectors nohead lc rgb "#999999" dt 1 lw 0.6, \
	data using (0):(0):3:4 every ::1 with vectors filled lt 1 lw 1.4
unset object 1
set object 2 rectangle from -1,-1 to 1,1 fs empty border rgb "#999999" dt 3
set title "by value"
plot data using (0):(0):1:2 every ::1 with vectors nohead lc rgb "#999999" dt 1 lw 0.6, \
	data using (0):(0):5:6 every ::1 with vectors filled lt 2 dt 1 lw 1.4
unset multiplot
