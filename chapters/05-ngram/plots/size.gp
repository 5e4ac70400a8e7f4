# Perplexity against the words that were counted, by order, Kneser–Ney.
load prelude
set logscale xy
set xlabel "words and ends that were counted"
set ylabel "perplexity"
set xrange [11000:790000]
set yrange [40:600]
set xtics ("12,000" 12000, "48,000" 48000, "190,000" 191000, "770,000" 766000)
set ytics (50, 100, 200, 500)
set rmargin 14
stats data using 2 every ::7::7 nooutput name "a"
stats data using 3 every ::7::7 nooutput name "b"
stats data using 4 every ::7::7 nooutput name "c"
stats data using 5 every ::7::7 nooutput name "d"
set label sprintf("order 1: %.0f", a_max) at graph 1.015,first a_max textcolor lt 4
set label sprintf("order 2: %.0f", b_max) at graph 1.015,first b_max textcolor lt 3
set label sprintf("order 3: %.0f", c_max) at graph 1.015,first c_max*1.05 textcolor lt 2
set label sprintf("order 5: %.0f", d_max) at graph 1.015,first d_max*0.95 textcolor lt 1
plot data using 1:2 every ::1 with linespoints lt 4, \
	data using 1:3 every ::1 with linespoints lt 3, \
	data using 1:4 every ::1 with linespoints lt 2, \
	data using 1:5 every ::1 with linespoints lt 1
