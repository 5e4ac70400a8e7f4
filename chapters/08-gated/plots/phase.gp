# The time gates of three units with periods of 8, 16 and 32 steps, one above the other: each opens and
# closes within a quarter of its period and leaks a little in between.
load prelude
set xlabel "time"
unset ytics
set xrange [0:64]
set yrange [0:3.6]
set xtics 8
set rmargin 12
set style fill solid 0.4
set label "period 8" at 66,2.6 left textcolor lt 1
set label "period 16" at 66,1.4 left textcolor lt 2
set label "period 32" at 66,0.2 left textcolor lt 3
plot data using 1:(2.4):(2.4+$2) every ::1 with filledcurves lt 1 dt 1, data using 1:(2.4+$2) every ::1 with lines lt 1 dt 1, \
	data using 1:(1.2):(1.2+$3) every ::1 with filledcurves lt 2 dt 1, data using 1:(1.2+$3) every ::1 with lines lt 2 dt 1, \
	data using 1:(0):(0+$4) every ::1 with filledcurves lt 3 dt 1, data using 1:4 every ::1 with lines lt 3 dt 1
