# The loss (w^50 − ½)²/2 against w: flat up to 0.9, a small valley, then a wall. From 1.02 plain
# descent is thrown on to the plain and stays there; clipped descent walks down the wall into the
# valley.
load prelude
set termoption enhanced
set xlabel "w"
set ylabel "loss"
set xrange [0.68:1.035]
set yrange [-0.12:2.6]
set rmargin 3
of(part, x) = strcol(1) eq part ? x : 1/0
set label "start" at 1.014,2.42 right textcolor rgb ink
set label "not clipped:\none update, then\nno slope is left" at 0.7,1.55 left textcolor lt 2
set label "clipped: 33 small\nupdates" at 0.992,1.3 right textcolor lt 1
set arrow 1 from 1.018,2.36 to 0.738,0.2 lt 2 filled
plot data using (of("profile", $2)):3 with lines lc rgb "#777777" dt 1, \
	data using (of("plain", $2)):3 with points lt 2 ps 1, \
	data using (of("clipped", $2)):3 with points lt 1
