# A square and a triangle, put down in six ways: as it is, moved, turned, made smaller, left and right
# exchanged, and all at once. Outside the picture all is 0.
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
array names[6] = ["as it is", "moved", "turned", "scaled", "flipped", "all"]
array sides[6] = [16, 16, 16, 16, 16, 16]
set multiplot layout 2,3
do for [i = 1:6] {
	name = names[i]
	wide = sides[i]
	set title name
	set xrange [-0.5:wide-0.5]
	set yrange [wide-0.5:-0.5]
	set cbrange [0:1]
	plot data using 3:2:4 every ::(1 + 256 * (i - 1))::(256 * (i - 1) + wide * wide) with image pixels
}
unset multiplot
