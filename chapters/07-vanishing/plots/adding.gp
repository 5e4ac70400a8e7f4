# The adding problem: mean squared error on fresh sequences against sequences learnt from, one line a
# seed. With 50 values IRNN and np-RNN fall below 0.01, tanh stays at the 0.167 of always answering 1.
load prelude
if (format ne "text") {
	set output
	if (format eq "svg") {
		set terminal svg size 640,360 dynamic noenhanced font "sans-serif,14" linewidth 1.6 rounded
	} else {
		set terminal pngcairo size 1280,720 noenhanced font "DejaVu Sans,21" linewidth 2.6 rounded
	}
	set output part
}
set multiplot layout 1,2
set xlabel "thousand sequences"
set logscale y
set xrange [0:300]
set xtics 0,100,300
set yrange [0.006:0.6]
set ytics (0.01, 0.03, 0.1, 0.167, 0.3) nologscale
set rmargin 2
of(values, kind, seed, x) = $1 == values && strcol(2) eq kind && $3 == seed ? x / 1000 : 1/0
do for [values in "50 150"] {
	set title values." values"
	set label 1 "tanh" at 200,0.24 center textcolor lt 1
	set label 2 "IRNN" at 4,0.0075 left textcolor lt 2
	set label 3 "np-RNN" at values eq "50" ? 125 : 180,0.0075 left textcolor lt 3
	plot 1.0 / 6 with lines dt 3 lc rgb ink, 0.01 with lines dt 3 lc rgb ink, \
		for [k = 1:3] for [seed = 1:5] data using (of(values + 0, word("tanh irnn nprnn", k), seed, $4)):5 with lines lt k lw 0.7
}
unset multiplot
