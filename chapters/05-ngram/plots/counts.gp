# Counts of counts in the King James text: how many words, pairs and triples came r times.
load prelude
set logscale xy
set xlabel "r: how often it came"
set ylabel "how many came r times"
set xrange [1:40]
set yrange [10:500000]
set xtics (1, 2, 5, 10, 20, 40)
set ytics ("10" 10, "100" 100, "1,000" 1000, "10,000" 10000, "100,000" 100000)
set rmargin 8
set label "triples" at 1.5,240000 left textcolor lt 3
set label "pairs" at 1.12,28000 left textcolor lt 2
set label "words" at 2.2,550 right textcolor lt 1
plot data using 1:4 every ::1 with linespoints lt 3, \
	data using 1:3 every ::1 with linespoints lt 2, \
	data using 1:($2 > 0 ? $2 : 1/0) every ::1 with linespoints lt 1
