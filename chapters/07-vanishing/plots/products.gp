# What can be left of a gradient and what is, against steps back, for a tanh layer of 100 units at its
# start: the bound by the largest singular value rises, product, gradient and eigenvalue fall in
# nearly straight lines.
load prelude
set termoption enhanced
set xlabel "steps back"
set ylabel "norm"
set logscale y
set format y "10^{%L}"
set xrange [0:50]
set yrange [1e-14:1e4]
set rmargin 22
do for [i = 2:5] {
	stats data using i every ::51::51 nooutput name sprintf("last%d", i)
}
set label "bound s_1^{ n}" at 51,last2_max textcolor lt 2
set label "norm of the product" at 51,last3_max*5 textcolor lt 1
set label "one gradient" at 51,last4_max/3 textcolor lt 3
set label "ρ^n" at 6.5,1e-3 right textcolor rgb ink
plot data using 1:5 every ::1 with lines dt 3 lc rgb ink, \
	data using 1:2 every ::1 with lines lt 2, \
	data using 1:3 every ::1 with lines lt 1, \
	data using 1:4 every ::1 with lines lt 3
