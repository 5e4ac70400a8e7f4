# Size of the gradient against lag, on a logarithmic axis, for an LSTM that has learnt nothing yet with
# forget bias 0, 1 and 5: through all paths (solid) and down the cells alone (dotted). Nearly straight
# lines, at lag 60 from 1e-15 to above one tenth.
load prelude
set termoption enhanced
set xlabel "lag: steps back from the last state"
set ylabel "norm of the gradient"
set logscale y
set format y "10^{%L}"
set xrange [0:60]
set yrange [1e-20:10]
set rmargin 18
do for [i = 2:7] {
	stats data using i every ::61::61 nooutput name sprintf("last%d", i)
}
set label "bias 5: all paths" at 61,last6_max*3 textcolor lt 1
set label "cells alone" at 61,last7_max/4 textcolor lt 1
set label "bias 1: all paths" at 61,last4_max*6 textcolor lt 2
set label "cells alone" at 61,last5_max/2 textcolor lt 2
set label "bias 0: all paths" at 61,last2_max textcolor lt 3
set label "cells alone" at 61,last3_max textcolor lt 3
plot data using 1:6 every ::1 with lines lt 1 dt 1, data using 1:7 every ::1 with lines lt 1 dt 3, \
	data using 1:4 every ::1 with lines lt 2 dt 1, data using 1:5 every ::1 with lines lt 2 dt 3, \
	data using 1:2 every ::1 with lines lt 3 dt 1, data using 1:3 every ::1 with lines lt 3 dt 3
