# How often a beam finds the most probable sentence of a random model, against its width: in half of the
# models with a beam of 1, in four of five with 2, in all with 16.
load prelude
set xlabel "beam"
set ylabel "% of 1,000 random models"
set logscale x 2
set xrange [0.93:17]
set yrange [0:104]
set xtics (1, 2, 3, 4, 5, 6, 8, 10, 12, 16)
set rmargin 3
set label "the most probable sentence is found" at 3.2,86 left textcolor lt 1
set label "the next narrower beam found a better one" at 3.2,8 left textcolor lt 2
plot data using 1:2 every ::1 with linespoints lt 1, \
	data using 1:3 every ::2 with linespoints lt 2
