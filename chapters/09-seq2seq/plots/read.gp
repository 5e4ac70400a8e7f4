# Three steps of a look-up for the query "la": bars of the scores 2, 0, 1; bars of the weights .665, .090,
# .245; and the three keys as points of the plane, with the point that is read inside their triangle,
# nearest to the key "the".
load prelude
if (format ne "text") {
	set output
	if (format eq "svg") {
		set terminal svg size 640,300 dynamic noenhanced font "sans-serif,14" linewidth 1.6 rounded
	} else {
		set terminal pngcairo size 1280,600 noenhanced font "DejaVu Sans,21" linewidth 2.6 rounded
	}
	set output part
}
unset grid
set border 1
unset ytics
set tmargin 2
set bmargin 2
set lmargin 1
set rmargin 1
set style fill solid 0.5 noborder
set boxwidth 0.6
set xrange [0.4:3.6]
set xtics scale 0 ("the" 1, "red" 2, "house" 3)
set multiplot
set size 0.3,1
set origin 0,0
set title "scores"
set yrange [0:2.4]
plot data using ($1 == 1 ? $2 : 1/0):5 every ::1 with boxes lt 1, \
	data using ($1 == 1 ? $2 : 1/0):($5 + 0.14):(sprintf("%g", $5)) every ::1 with labels textcolor rgb ink
set origin 0.32,0
set title "weights"
set yrange [0:0.8]
plot data using ($1 == 1 ? $2 : 1/0):6 every ::1 with boxes lt 1, \
	data using ($1 == 1 ? $2 : 1/0):($6 + 0.047):(sprintf("%.3f", $6)) every ::1 with labels textcolor rgb ink
set size 0.36,1
set origin 0.64,0
set title "what is read"
set border 0
unset xtics
set xrange [-0.6:2.9]
set yrange [-1.6:2.6]
set zeroaxis lc rgb "#DDDDDD" dt 1
set label "the" at 2,0.65 center textcolor rgb ink
set label "red" at 0.22,2.1 left textcolor rgb ink
set label "house" at 1,-1.48 center textcolor rgb ink
set label "ctx" at 1.36,-0.2 right textcolor rgb "#D55E00"
set arrow from 2,0 to 0,2 nohead lc rgb "#999999" dt 3
set arrow from 0,2 to 1,-1 nohead lc rgb "#999999" dt 3
set arrow from 1,-1 to 2,0 nohead lc rgb "#999999" dt 3
plot data using ($1 == 1 ? $7 : 1/0):8:(0.8 + 2.4 * $6) every ::1 with points pt 7 ps variable lc rgb "#0072B2", \
	data using ($1 == 1 && $2 == 1 ? $9 : 1/0):10 every ::1 with points pt 2 ps 1.4 lw 2 lc rgb "#D55E00"
unset multiplot
