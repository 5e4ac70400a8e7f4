# How much the n-th power of [[0.5,10],[0,0.5]] can lengthen a row, on a logarithmic axis: it goes up
# tenfold, stays, and falls below 1 after n = 7; its eigenvalue's power falls from the start, the
# bound by its singular value only rises.
load prelude
set termoption enhanced
set xlabel "n"
set ylabel "factor"
set logscale y
set format y "10^{%L}"
set xrange [0:20]
set yrange [1e-6:1e6]
set rmargin 3
set label "bound s_1^{ n}" at 6,8e4 left textcolor lt 2
set label "‖A^n‖" at 6.6,8 left textcolor lt 1
set label "eigenvalue (½)^n" at 9.5,3e-5 right textcolor lt 3
plot 1 with lines dt 3 lc rgb ink, \
	data using 1:3 every ::1 with lines lt 2, \
	data using 1:4 every ::1 with lines lt 3, \
	data using 1:2 every ::1 with linespoints lt 1
