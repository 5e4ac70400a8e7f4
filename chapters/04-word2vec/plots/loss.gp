# Loss of three objectives over the loss of knowing nothing, while the same text is learnt.
load prelude
set xlabel "centre words learnt"
set ylabel "loss / loss of knowing nothing"
set yrange [0:1.05]
set xrange [0:33000]
set xtics 0,10000
set format x "%.0f"
set rmargin 15
do for [name in "softmax negatives tree"] {
	stats data using (strcol(1) eq name ? $4 : 1/0) every ::1 nooutput name name
}
set label 1 "tree" at graph 1.015, first tree_min textcolor lt 3
set label 2 "softmax" at graph 1.015, first softmax_min textcolor lt 1
set label 3 "negatives" at graph 1.015, first negatives_min textcolor lt 2
plot data using 2:(strcol(1) eq "softmax" ? $4 : 1/0) every ::1 with lines lt 1, \
	data using 2:(strcol(1) eq "negatives" ? $4 : 1/0) every ::1 with lines lt 2 dt 2, \
	data using 2:(strcol(1) eq "tree" ? $4 : 1/0) every ::1 with lines lt 3
