# Maps of three round clouds by t-SNE at three perplexities. The truth: c is ten times as far from a
# as b is.
load prelude
if (format ne "text") {
	set output
	if (format eq "svg") {
		set terminal svg size 640,250 dynamic noenhanced font "sans-serif,15" linewidth 1.6 rounded
	} else {
		set terminal pngcairo size 1280,500 noenhanced font "DejaVu Sans,23" linewidth 2.6 rounded
	}
	set output part
}
small = format eq "svg" ? 0.25 : 0.5 # the same size in both
set multiplot layout 1,3
unset grid
unset border
unset tics
set lmargin 1
set rmargin 1
set tmargin 3
set bmargin 1
set size ratio -1
name(k) = "abc"[k+1:k+1]
panel = 0
do for [p in "5 30 100"] {
	set label 4 "perplexity ".p at screen 0.167 + panel / 3.0, screen 0.93 center textcolor rgb ink
	panel = panel + 1
	do for [k=0:2] {
		stats data using ($1 == p + 0 && $2 == k ? $3 : 1/0):4 every ::1 nooutput name sprintf("c%d", k)
	}
	set offsets graph 0.05, graph 0.05, graph 0.15, graph 0.05
	set label 1 "a" at c0_mean_x,c0_max_y offset 0,0.8 center textcolor rgb ink
	set label 2 "b" at c1_mean_x,c1_max_y offset 0,0.8 center textcolor rgb ink
	set label 3 "c" at c2_mean_x,c2_max_y offset 0,0.8 center textcolor rgb ink
	plot for [k=0:2] data using ($1 == p + 0 && $2 == k ? $3 : 1/0):4 every ::1 with points lt k+1 ps small
}
unset multiplot
