# Which of 20 words a linear readout can still tell, against the word's place: from the last state of an
# untrained encoder only the last few, eight times as many units help by two words; from the state after
# each word all of them.
load prelude
set xlabel "place of the word in a sentence of 20"
set ylabel "told, %"
set xrange [1:20]
set yrange [0:104]
set xtics 1,1
set rmargin 13
set arrow from 1,10 to 20,10 nohead lc rgb "#999999" dt 3
set label "guessing" at 1.2,6 left textcolor rgb "#666666"
set label "128 units" at 14.9,52 right textcolor lt 1
set label "64" at 16.5,39 right textcolor lt 2
set label "32" at 17.45,27 left textcolor lt 3
set label "16 units" at 18.3,30 left textcolor lt 4
set label "the word's\nown state" at graph 1.015,first 100 left textcolor lt 5
plot data using 1:5 every ::1 with linespoints lt 1, \
	data using 1:4 every ::1 with linespoints lt 2, \
	data using 1:3 every ::1 with linespoints lt 3, \
	data using 1:2 every ::1 with linespoints lt 4, \
	data using 1:6 every ::1 with linespoints lt 5
