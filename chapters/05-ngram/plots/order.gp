# Perplexity of verses that were not counted, against the length of the n-grams, by smoothing.
load prelude
set logscale y
set xlabel "order: words in the longest n-grams"
set ylabel "perplexity"
set xrange [1:5]
set xtics 1
set yrange [40:6000]
set ytics (50, 100, 200, 500, 1000, 2000, 5000)
set rmargin 15
stats data using 2 every ::1 nooutput name "one"
stats data using 3 every ::5::5 nooutput name "little"
stats data using 4 every ::5::5 nooutput name "katz"
stats data using 5 every ::5::5 nooutput name "kn"
set label sprintf("add 1: %.0f", one_max) at graph 1.015,first one_max textcolor lt 4
set label sprintf("add 0.01: %.0f", little_max) at graph 1.015,first little_max textcolor lt 3
set label sprintf("Katz: %.0f", katz_max) at graph 1.015,first katz_max*1.1 textcolor lt 2
set label sprintf("Kneser–Ney: %.0f", kn_max) at graph 1.015,first kn_max*0.93 textcolor lt 1
plot data using 1:2 every ::1 with linespoints lt 4, \
	data using 1:3 every ::1 with linespoints lt 3, \
	data using 1:4 every ::1 with linespoints lt 2, \
	data using 1:5 every ::1 with linespoints lt 1
