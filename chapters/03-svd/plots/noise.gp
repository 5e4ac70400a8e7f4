# Maps of the same 300 points of Gaussian noise in 50 dimensions by t-SNE at three perplexities.
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
set tmargin 2
set bmargin 1
set size ratio 1
do for [p in "2 10 50"] {
	set title "perplexity ".p
	plot data using ($1 == p + 0 ? $2 : 1/0):3 every ::1 with points lt 1 ps small
}
unset multiplot
