# Size of a gradient against steps back, for tanh, IRNN and np-RNN, five seeds: at the start tanh and
# np-RNN fade in straight lines; after learning the adding problem np-RNN keeps its gradient as the IRNN
# does, tanh still fades.
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
set termoption enhanced
set multiplot layout 1,2
set xlabel "steps back"
set logscale y
set format y "10^{%L}"
set xrange [0:50]
set yrange [1e-14:10]
set xtics 0,10,50
set rmargin 2
of(stage, kind, x) = strcol(1) eq stage && strcol(2) eq kind ? x : 1/0
set title "at the start"
set label 1 "IRNN" at 30,0.02 center textcolor lt 2
set label 2 "np-RNN" at 37,3e-6 left textcolor lt 3
set label 3 "tanh" at 22,3e-9 right textcolor lt 1
plot for [k = 1:3] data using (of("start", word("tanh irnn nprnn", k), $3)):5:6 with filledcurves lt k fs transparent solid 0.15 noborder, \
	for [k = 1:3] data using (of("start", word("tanh irnn nprnn", k), $3)):4 with lines lt k
set title "after learning to add"
set label 1 "IRNN, np-RNN" at 30,0.01 center textcolor rgb ink
unset label 2
plot for [k = 1:3] data using (of("trained", word("tanh irnn nprnn", k), $3)):5:6 with filledcurves lt k fs transparent solid 0.15 noborder, \
	for [k = 1:3] data using (of("trained", word("tanh irnn nprnn", k), $3)):4 with lines lt k
unset multiplot
