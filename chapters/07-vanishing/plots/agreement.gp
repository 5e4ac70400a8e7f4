# How often a model of the next word prefers the right number of the verb, against attractors, medians
# and ranges of five seeds: IRNN stays near 100 %, np-RNN loses some, tanh follows the rule of the
# nearest noun down to 0 %.
load prelude
set xlabel "nouns in between that have the other number"
set ylabel "per cent right"
set xrange [-0.2:4.2]
set yrange [-3:103]
set xtics 0,1,4
set rmargin 12
of(kind, x) = strcol(1) eq kind ? x : 1/0
array shift[3] = [-0.03, 0, 0.03]
array last[3]
do for [k = 1:3] {
	stats data using ($2 == 4 ? of(word("tanh irnn nprnn", k), $3) : 1/0) every ::1 nooutput name "at"
	last[k] = at_max
}
set label "tanh" at 4.25,last[1] + 4 textcolor lt 1
set label "IRNN" at 4.25,last[2] textcolor lt 2
set label "np-RNN" at 4.25,last[3] textcolor lt 3
set label "nearest\nnoun" at 1.9,22 right textcolor rgb ink
plot data using (of("nearest", $2)):3 with lines dt 3 lc rgb ink, \
	for [k = 1:3] data using (of(word("tanh irnn nprnn", k), $2 + shift[k])):3:4:5 with yerrorlines lt k
