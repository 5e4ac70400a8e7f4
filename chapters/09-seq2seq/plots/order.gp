# Where target words come from, as shares over all sentences, in two small languages: in the straight one
# every target place has one source place, a diagonal; in the turned one most target places have two or
# three.
load prelude
if (format ne "text") {
	set output
	if (format eq "svg") {
		set terminal svg size 640,340 dynamic noenhanced font "sans-serif,14" linewidth 1.6 rounded
	} else {
		set terminal pngcairo size 1280,680 noenhanced font "DejaVu Sans,21" linewidth 2.6 rounded
	}
	set output part
}
unset grid
unset border
set tics scale 0
unset colorbox
set cbrange [0:1]
set lmargin 6
set rmargin 1
set tmargin 2.2
set bmargin 3.2
set xrange [0.5:7.5]
set yrange [7.5:0.5]
set xtics 1,1,7
set ytics 1,1,7
set xlabel "source word"
percent(x) = x > 0 ? sprintf("%.0f", 100 * x) : ""
set multiplot layout 1,2
do for [name in "straight turned"] {
	set title name
	set ylabel (name eq "straight" ? "target word" : "")
	plot data using ($3):($2):(strcol(1) eq name ? $4 : 1/0) every ::1 with image pixels, \
		data using ($3):($2):(strcol(1) eq name ? percent($4) : ""):(over($4)) every ::1 with labels textcolor rgb variable
}
unset multiplot
