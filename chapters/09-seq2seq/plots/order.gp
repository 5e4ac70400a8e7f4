# Where target words come from, in three small languages, as shares from light to dark: in the straight one a
# diagonal; in the turned one two to four cells a row; in the one that is said backwards a wide band from
# the lower left to the upper right, as sentences differ in length.
load prelude
if (format ne "text") {
	set output
	if (format eq "svg") {
		set terminal svg size 640,260 dynamic noenhanced font "sans-serif,14" linewidth 1.6 rounded
	} else {
		set terminal pngcairo size 1280,520 noenhanced font "DejaVu Sans,21" linewidth 2.6 rounded
	}
	set output part
}
unset grid
unset border
set tics scale 0
unset colorbox
set cbrange [0:1]
set lmargin 6.5
set rmargin 1
set tmargin 2.2
set bmargin 3.2
set xlabel "source word"
set xtics 1,2
set ytics 1,2
set multiplot layout 1,3
do for [i = 0:2] {
	set title word("straight turned backwards", i + 1)
	set ylabel (i ? "" : "target word")
	last = i == 2 ? 12.5 : 7.5
	set xrange [0.5:last]
	set yrange [last:0.5]
	plot data using 3:2:4 every ::(1+144*i)::(144+144*i) with image pixels
}
unset multiplot
