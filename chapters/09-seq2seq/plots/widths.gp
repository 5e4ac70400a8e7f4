# How often a beam finds the most probable sentence of a random model, against its width: in half of the
# models with a beam of 1, in four of five with 2, in all with 16.
load prelude
set xlabel "beam"
set ylabel "most probable sentence found, %"
set logscale x 2
set xrange [0.93:17]
set yrange [0:104]
set xtics (1, 2, 3, 4, 5, 6, 8, 10, 12, 16)
set rmargin 3
plot data using 1:2 every ::1 with linespoints lt 1
