# Three rows of four states in a chain, each with a word below. In the first row the picture has an arrow to every
# state, in the second to the first state only, in the third each state sends a question to the picture's regions
# and what it read goes into the next state.
load prelude
if (format ne "text") {
	set output
	if (format eq "svg") {
		set terminal svg size 640,520 dynamic noenhanced font "sans-serif,14" linewidth 1.6 rounded
	} else {
		set terminal pngcairo size 1280,1040 noenhanced font "DejaVu Sans,21" linewidth 2.6 rounded
	}
	set output part
}
unset grid
unset border
unset tics
set lmargin 0.5
set rmargin 0.5
set tmargin 0.5
set bmargin 0.5
set xrange [0:12.4]
set yrange [-0.8:11.9]
blue = "#0072B2"
orange = "#D55E00"
grey = "#777777"
array titles[3] = ["added to every step", "the first state", "asked before every step"]
do for [i = 1:3] {
	base = 12 - 4 * i + 1.1
	set label titles[i] at 0.2,base+2.5 left textcolor rgb ink
	do for [t = 0:3] {
		x = 4 + 2.6 * t
		set object circle at x,base size 0.42 fs empty border rgb blue
		set label sprintf("h%d", t) at x,base center textcolor rgb blue
		if (t < 3) { set arrow from x+0.48,base to x+2.1,base lc rgb blue }
		if (t > 0) {
			set label sprintf("word %d", t) at x,base-1.38 center textcolor rgb "#555555"
			set arrow from x,base-1.08 to x,base-0.5 lc rgb grey
		}
		if (i == 1 && t > 0) { set arrow from x,base+1.6 to x,base+0.55 lc rgb orange }
		if (i == 2 && t == 0) { set arrow from x,base+1.6 to x,base+0.55 lc rgb orange }
		if (i == 3 && t < 3) {
			set arrow from x+0.15,base+0.52 to x+0.75,base+1.55 lc rgb orange dt 2
			set arrow from x+1.6,base+1.55 to x+2.35,base+0.52 lc rgb orange
			if (t == 0) {
				set label "asks" at x+0.3,base+1.1 right textcolor rgb orange
				set label "is told" at x+1.72,base+0.8 right textcolor rgb orange
			}
		}
	}
	x0 = i == 2 ? 3.1 : i == 1 ? 5.9 : 3.8
	x1 = i == 2 ? 4.9 : 12.2
	set object rectangle from x0,base+1.6 to x1,base+2.3 fs empty border rgb orange
	set label (i == 3 ? "regions of the picture" : "picture") at (x0+x1)/2,base+1.95 center textcolor rgb orange
}
plot data using (-5):(-5) every ::1 with dots
