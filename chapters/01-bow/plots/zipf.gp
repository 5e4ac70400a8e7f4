# How often a word occurs against its rank, both on log axes, with 1/rank beside it.
load prelude
set termoption enhanced
set logscale xy
set xlabel "rank of the word"
set ylabel "occurrences"
set format x "10^{%L}"
set format y "10^{%L}"
set xrange [1:*]
set yrange [0.7:*]
set rmargin 12
stats data using 1:2 every ::1 nooutput name "n"
first = n_max_y
set label "first / rank" at graph 1.015,first first / n_max_x textcolor lt 2
shown(r) = (r == 1 || r == 10 || r == 100 || r == 1000)
plot first / x with lines lt 2, \
	data using 1:2 every ::1 with points lt 1 ps 0.35, \
	data using 1:(shown($1) ? $2 : 1/0):6 every ::1 with labels left offset char 0.8,0.7 textcolor rgb ink
