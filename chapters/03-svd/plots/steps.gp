# What is missing of the 20 largest squared singular values after so many products of AᵀA with a
# vector, one vector after the other, a block of 32, and a block with all its past.
load prelude
set termoption enhanced
set logscale y
set format y "10^{%L}"
set xlabel "products of AᵀA with a vector"
set ylabel "share of Σ s_i^2 (i ≤ 20) that is missing"
set xrange [0:512]
set yrange [1e-13:1]
set rmargin 13
stats data using 2 every ::1 nooutput name "single"
stats data using 3 every ::1 nooutput name "block"
set label "one by one" at graph 1.015,first single_min*1.8 textcolor lt 2
set label "block" at graph 1.015,first block_min*0.7 textcolor lt 3
set label "block and\nits past" at 330,1e-11 left textcolor lt 1
plot data using 1:2 every ::1 with linespoints lt 2, \
	data using 1:3 every ::1 with linespoints lt 3, \
	data using 1:($4 > 1e-13 ? $4 : 1/0) every ::1 with linespoints lt 1
