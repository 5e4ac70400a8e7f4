# Exact answers to held-out sentences of the made-up tongue while three translators learn: with attention nearly all
# after 900 updates; told always or first of one vector, a third after 3,000, and rising slowly. Bars reach from
# the lowest to the highest of five seeds.
load prelude
set xlabel "updates"
set ylabel "held-out sentences exact, %"
set xrange [0:3080]
set yrange [0:104]
set xtics 600
set rmargin 13
do for [i = 1:3] {
	stats data using (column(3 * i - 1)) every ::10::10 nooutput name sprintf("last%d", i)
}
set label "attention" at graph 1.015,first last1_max textcolor lt 1
set label "told first" at graph 1.015,first last3_max+2.5 textcolor lt 3
set label "told always" at graph 1.015,first last2_max-2.5 textcolor lt 2
plot data using 1:2:3:4 every ::1 with yerrorbars lt 1 dt 1 pt 7, \
	data using 1:2 every ::1 with lines lt 1, \
	data using 1:5:6:7 every ::1 with yerrorbars lt 2 dt 1 pt 5, \
	data using 1:5 every ::1 with lines lt 2, \
	data using 1:8:9:10 every ::1 with yerrorbars lt 3 dt 1 pt 9, \
	data using 1:8 every ::1 with lines lt 3
