# Two ways from "the red house" to "la casa roja". On top the last state alone stands between encoder and
# decoder, one box through which every arrow goes. Below each decoder step reads all encoder states,
# lines as thick as the weights: "casa" reads the third word, "roja" the second, so the lines cross.
load prelude
if (format ne "text") {
	set output
	if (format eq "svg") {
		set terminal svg size 640,420 dynamic noenhanced font "sans-serif,15" linewidth 1.6 rounded
	} else {
		set terminal pngcairo size 1280,840 noenhanced font "DejaVu Sans,23" linewidth 2.6 rounded
	}
	set output part
}
unset grid
unset border
unset tics
set lmargin 0
set rmargin 0
set tmargin 0
set bmargin 0
set xrange [0.2:8.3]
set yrange [-3.7:2.2]
array source[3] = ["the", "red", "house"]
array target[3] = ["la", "casa", "roja"]
blue = "#0072B2"
orange = "#D55E00"
grey = "#777777"
set label "one vector" at 0.3,2 left textcolor rgb "#555555"
set label "attention" at 0.3,-0.85 left textcolor rgb "#555555"
do for [i = 1:3] {
	set object rectangle from i-0.36,0.6 to i+0.36,1.2 fs empty border rgb blue
	set label source[i] at i,0.15 center textcolor rgb ink
	set arrow from i+0.4,0.9 to i+0.6,0.9 lc rgb blue size screen 0.012,30
	set object rectangle from i+4.44,0.6 to i+5.16,1.2 fs empty border rgb orange
	set label target[i] at i+4.8,1.6 center textcolor rgb ink
	set arrow from i+(i == 1 ? 3.35 : 4.2),0.9 to i+4.4,0.9 lc rgb orange size screen 0.012,30
	set object rectangle from 2*i+0.14,-2.95 to 2*i+0.86,-2.4 fs empty border rgb blue
	set label source[i] at 2*i+0.5,-3.3 center textcolor rgb ink
	set object rectangle from 2*i+0.14,-1.2 to 2*i+0.86,-0.65 fs empty border rgb orange
	set label target[i] at 2*i+0.5,-0.3 center textcolor rgb ink
}
do for [i = 1:2] {
	set arrow from 2*i+0.9,-2.675 to 2*i+2.1,-2.675 lc rgb blue size screen 0.012,30
	set arrow from 2*i+0.9,-0.925 to 2*i+2.1,-0.925 lc rgb orange size screen 0.012,30
}
set object rectangle from 3.7,0.45 to 4.3,1.35 fs solid 0.25 fc rgb grey
set label "all of it" at 4,0.1 center textcolor rgb "#555555"
array weight[9]
do for [i = 1:9] {
	stats data using 6 every ::i::i nooutput name "one"
	weight[i] = one_max
}
plot for [i = 1:9] data using (2*$2+0.5):(-2.4):(2*($1-$2)):(1.2) every ::i::i with vectors nohead lw (0.4+5*weight[i]) lc rgb "#8A6FD1" dt 1
