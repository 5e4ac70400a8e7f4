# The double sum for one element of dWhh as a triangle, with the sums of its rows and columns.
load prelude
set termoption enhanced
unset grid
unset border
set tics scale 0
set xlabel "use of W_{hh} at step k"
set ylabel "loss of step t"
set xtics 1,1,4
set ytics 1,1,4
set cbrange [-0.8:0.8]
set palette defined (-1 "#D55E00", 0 "#FFFFFF", 1 "#0072B2")
unset colorbox
minus(x) = (abs(x) < 0.0005) ? "0.000" : sprintf("%s%.3f", x < 0 ? "−" : "", abs(x))
do for [i = 1:4] {
	stats data using ($1 == i ? $3 : 0) every ::1 nooutput name "of"
	set label minus(of_sum) at 5.2,i center textcolor rgb ink
	stats data using ($2 == i ? $3 : 0) every ::1 nooutput name "of"
	set label minus(of_sum) at i,5.2 center textcolor rgb ink
}
stats data using 3 every ::1 nooutput name "all"
set label minus(all_sum) at 5.2,5.2 center textcolor rgb ink
set label "sum" at 5.2,0.4 center textcolor rgb ink
set label "sum" at 0.3,5.2 right textcolor rgb ink
set object 3 rectangle from 4.75,4.95 to 5.65,5.45 fs empty border rgb ink lw 1.5
# What is left of it when the gradient is cut after step 2.
set object 1 rectangle from 0.5,0.5 to 2.5,2.5 fs empty border rgb ink dt 3 lw 2 front
set object 2 rectangle from 2.5,2.5 to 4.5,4.5 fs empty border rgb ink dt 3 lw 2 front
set xrange [0.4:5.7]
set yrange [5.6:0.3]
plot data using 2:1:(0.47):(0.46):3 every ::1 with boxxyerror fs solid 0.75 lc palette, \
	data using 2:1:(minus($3)) every ::1 with labels textcolor rgb ink
