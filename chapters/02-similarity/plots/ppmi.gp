# The seven nouns and six verbs twice: how often they came together, and how many nats more than by
# chance. A cell as expected or rarer is left empty.
load prelude
stats data using 5 every ::1 nooutput name "count"
stats data using 7 every ::1 nooutput name "ppmi"
unset grid
unset border
set tics scale 0
unset colorbox
set cbrange [0:1]
set xrange [-0.6:13.6]
set yrange [6.6:-1.4]
set lmargin 9
set rmargin 1
set bmargin 2
set xtics ("get" 0, "see" 1, "use" 2, "hear" 3, "eat" 4, "kill" 5, "get" 8, "see" 9, "use" 10, "hear" 11, "eat" 12, "kill" 13)
set label "how often" at 2.5,-1 center textcolor rgb ink
set label "PPMI in nats" at 10.5,-1 center textcolor rgb ink
set style fill solid 1 noborder
shown(p) = p > 0 ? sprintf("%.2f", p) : ""
plot data using 2:1:(0.49):(0.48):($5/count_max):yticlabels(3) every ::1 with boxxyerror lc palette, \
	data using ($2+8):1:(0.49):(0.48):($7/ppmi_max) every ::1 with boxxyerror lc palette, \
	data using 2:1:(sprintf("%g", $5)):(over($5/count_max)) every ::1 with labels textcolor rgb variable, \
	data using ($2+8):1:(shown($7)):(over($7/ppmi_max)) every ::1 with labels textcolor rgb variable
