# Error of a numeric derivative against its step, on logarithmic axes: the V curve.
# Data, from tests/harness/gradcheck_accuracy.c: step h, worst relative error of the central
# difference, the same of Richardson's combination of three.
load prelude
set title "Too long a step sees the curve, too short a step sees the rounding"
set xlabel "step h"
set ylabel "relative error" offset 1,0
set logscale xy
set xrange [1e-13:1]
set yrange [1e-15:1e1]
set format x "1e%+T"
set format y "1e%+T"
set xtics 1e-12,1e3,1
set ytics 1e-15,1e3,1e1
unset mxtics
unset mytics
set rmargin 3
set arrow 1 from 7.8e-3,1e-15 to 7.8e-3,graph 0.97 nohead lc rgb "#999999" dt 3 lw 0.7
set label 1 "first step of the check" at 5e-3,graph 0.95 right textcolor rgb "#555555"
set label 2 "central difference" at 7e-5,2.2e-6 right textcolor rgb "#0072B2"
set label 3 "Richardson" at 3.5e-3,5e-14 right textcolor rgb "#D55E00"
plot data using 1:2 with lines lt 1, \
     data using 1:3 with lines lt 2
