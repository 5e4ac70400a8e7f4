# A picture of 16×16 pixels with a square and a triangle, and what three kernels of 3×3 make of it: the mean
# blurs, one kernel is light and dark where left edges and right edges are, one where upper and lower edges are.
# Then the left edges alone, and the largest of each 4×4.
load prelude
if (format ne "text") {
	set output
	if (format eq "svg") {
		set terminal svg size 640,470 dynamic noenhanced font "sans-serif,14" linewidth 1.6 rounded
	} else {
		set terminal pngcairo size 1280,940 noenhanced font "DejaVu Sans,21" linewidth 2.6 rounded
	}
	set output part
}
unset grid
unset border
unset tics
unset colorbox
set size ratio -1
set lmargin 0.5
set rmargin 0.5
set tmargin 2.2
set bmargin 0.2
array names[6] = ["picture", "mean", "left edges", "upper edges", "max(0 left)", "largest of 4x4"]
array sides[6] = [16, 16, 16, 16, 16, 4]
set multiplot layout 2,3
do for [i = 1:6] {
	name = names[i]
	wide = sides[i]
	set title name
	set xrange [-0.5:wide-0.5]
	set yrange [wide-0.5:-0.5]
	set cbrange [(i == 3 || i == 4 ? -1 : 0):1]
	plot data using 3:2:4 every ::(1 + 256 * (i - 1))::(256 * (i - 1) + wide * wide) with image pixels
}
unset multiplot
