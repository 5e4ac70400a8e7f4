# Perplexity on a generated language whose entropy is known: with more sentences all models come down to
# two to the power of the entropy, and none gets below.
load prelude
set logscale x
set xlabel "sentences that were counted"
set ylabel "perplexity per word"
set xrange [99:100000]
set yrange [6:20]
set xtics ("100" 100, "1,000" 1000, "10,000" 10000, "100,000" 100000)
set ytics 2
set rmargin 11
stats data using 5 every ::1 nooutput name "floor"
set label sprintf("2^ℋ: %.2f", floor_max) at graph 1.015,first floor_max textcolor rgb ink
set label "add 1, order 2" at 330,18.3 left textcolor lt 4
set label "order 3" at 330,12.2 left textcolor lt 2
set label "Kneser–Ney,\norder 2" at 190,10.4 center textcolor lt 1
plot data using 1:5 every ::1 with lines lc rgb ink lw 1 dt 1, \
	data using 1:2 every ::1 with linespoints lt 4, \
	data using 1:4 every ::1 with linespoints lt 2, \
	data using 1:3 every ::1 with linespoints lt 1
