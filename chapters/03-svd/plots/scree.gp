# How much k numbers a word keep of a table of PPMI whose truth is known: of the sum of squares, and
# of the order of similarities that was planted.
load prelude
set termoption enhanced
set logscale x
set xlabel "numbers a word"
set ylabel "share of squares; Spearman's ρ"
set xtics (2, 5, 10, 20, 40, 80)
set xrange [1.8:90]
set yrange [0:1]
set rmargin 15
stats data using 2 every ::1 nooutput name "share"
stats data using 3 every ::1 nooutput name "rho"
set label "ρ with\nthe truth" at graph 1.015,first rho_max - 0.03 textcolor lt 1
stats data using 4 every ::1 nooutput name "whole"
set label sprintf("whole rows %.2f", whole_max) at graph 1.015,first whole_max + 0.05 textcolor rgb ink
set label "share of\nsquares" at graph 1.015,first share_max textcolor lt 2
plot whole_max with lines dt 3 lc rgb ink, \
	data using 1:3 every ::1 with linespoints lt 1, \
	data using 1:2 every ::1 with linespoints lt 2
