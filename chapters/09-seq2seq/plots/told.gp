# Which of 20 words a linear readout can still tell, against the word's place: from the last state of an
# untrained encoder only the last few, eight times as many units add two; from the state after
# each word all of them.
load prelude
set xlabel "place of the word in a sentence of 20"
set ylabel "told, %"
set xrange [1:20]
set yrange [0:104]
set xtics 1,1
set rmargin 13
set arrow from 1,10 to 20,10 nohead lc rgb "#999999" dt 3
set label "guessing" at 1.2,6 left textcolor rgb "#555555"
set label "last state,\n128 units" at 18.6,90 right textcolor lt 1
set label "16 units" at 18.3,28 left textcolor lt 2
set label "the word's\nown state" at graph 1.015,first 100 left textcolor lt 3
plot data using 1:5 every ::1 with linespoints lt 1, \
	data using 1:2 every ::1 with linespoints lt 2, \
	data using 1:6 every ::1 with linespoints lt 3
