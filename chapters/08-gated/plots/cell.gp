# One cell in four frames, each with only what matters lit: at the first step the input gate writes,
# at a waiting step the forget gate keeps, at the last the output gate shows; and backwards the
# gradient passes the forget gate alone.
load prelude
if (format ne "text") {
	set output
	if (format eq "svg") {
		set terminal svg size 640,560 dynamic noenhanced font "sans-serif,15" linewidth 1.6 rounded
	} else {
		set terminal pngcairo size 1280,1120 noenhanced font "DejaVu Sans,23" linewidth 2.6 rounded
	}
	set output part
}
set termoption enhanced
unset grid
unset border
unset tics
set lmargin 0.5
set rmargin 0.5
set tmargin 2
set bmargin 0.3
dark = "#BBBBBB"
lit = "#0072B2"
back = "#D55E00"
array titles[4] = ["1  write: i is open", "3  wait: f is open", "5  read: f and o are open", "and back, from step 5 to 4"]
number(x) = sprintf("%.3f", x)
array v[44]
do for [n = 0:43] {
	frame = n / 11 + 1
	stats data using (column(n % 11 + 1)) every ::frame::frame nooutput name "one"
	v[n + 1] = one_max
}
set xrange [0:10]
set yrange [0.4:6.9]
set multiplot layout 2,2
do for [frame = 1:4] {
	unset arrow
	unset label
	unset object
	writes = frame == 1 ? lit : dark
	keeps = frame == 2 || frame == 3 ? lit : dark
	shows = frame == 3 ? lit : dark
	cell = frame == 1 ? dark : frame == 4 ? back : lit
	after = frame == 4 ? back : lit
	gradient = frame == 4
	set title titles[frame]
	# the cell's line, past f and the sum
	if (gradient) {
		set arrow from 9.3,5.5 to 6.1,5.5 lc rgb back lw 2 filled
		set arrow from 5.1,5.5 to 3.4,5.5 lc rgb back lw 2 filled
		set arrow from 2.6,5.5 to 0.5,5.5 lc rgb back lw 2 filled
		set arrow from 8,4.55 to 8,5.42 lc rgb back lw 2 filled
		set arrow from 9.5,4.1 to 8.45,4.1 lc rgb back lw 2 filled
	} else {
		set arrow from 0.5,5.5 to 2.6,5.5 lc rgb cell lw 2 filled
		set arrow from 3.4,5.5 to 5.1,5.5 lc rgb keeps lw 2 filled
		set arrow from 5.95,5.5 to 9.4,5.5 lc rgb after lw 2 filled
		set arrow from 8,5.45 to 8,4.55 lc rgb shows lw 2 filled
		set arrow from 8.45,4.1 to 9.5,4.1 lc rgb shows lw 2 filled
	}
	# what the gates send
	set arrow from 3,3.1 to 3,5.05 lc rgb (gradient ? back : keeps) lw 2 nohead
	set arrow from 5.5,4.55 to 5.5,5.05 lc rgb writes lw 2 filled
	set arrow from 4.75,3.1 to 5.2,3.75 lc rgb writes lw 2 nohead
	set arrow from 6.25,3.1 to 5.8,3.75 lc rgb writes lw 2 nohead
	set arrow from 8,3.1 to 8,3.7 lc rgb (gradient ? back : shows) lw 2 nohead
	do for [i = 1:4] {
		x = i == 1 ? 3 : i == 2 ? 4.75 : i == 3 ? 6.25 : 8
		set arrow from x,0.95 to x,2.0 lc rgb dark nohead
	}
	set arrow from 1.6,0.95 to 8,0.95 lc rgb dark nohead
	# operations
	set object circle at 3,5.5 size 0.4 fs solid 1 fc rgb "#FFFFFF" lw 1
	set object circle at 3,5.5 size 0.4 fs empty border rgb "#777777"
	set object circle at 5.5,5.5 size 0.4 fs empty border rgb "#777777"
	set object circle at 5.5,4.1 size 0.4 fs empty border rgb "#777777"
	set object circle at 8,4.1 size 0.4 fs empty border rgb "#777777"
	set label "×" at 3,5.5 center textcolor rgb ink
	set label "+" at 5.5,5.5 center textcolor rgb ink
	set label "×" at 5.5,4.1 center textcolor rgb ink
	set label "×" at 8,4.1 center textcolor rgb ink
	set label "tanh" at 7.8,4.9 right textcolor rgb (frame == 3 ? lit : "#666666")
	# gates
	array at_x[4] = [3, 4.75, 6.25, 8]
	do for [i = 1:4] {
		name = word("f i g o", i)
		value = i == 1 ? v[11*(frame-1)+4] : i == 2 ? v[11*(frame-1)+3] : i == 3 ? v[11*(frame-1)+6] : v[11*(frame-1)+5]
		on = (i == 1 && (frame == 2 || frame == 3)) || (i == 2 && frame == 1) || (i == 3 && frame == 1) || (i == 4 && frame == 3)
		colour = on ? lit : gradient && (i == 1 || i == 4) ? back : "#666666"
		set object rectangle from at_x[i]-0.68,2.0 to at_x[i]+0.68,3.1 fs empty border rgb (on ? lit : gradient && (i == 1 || i == 4) ? back : dark) lw (on ? 2 : 1)
		set label name at at_x[i],2.75 center textcolor rgb colour
		set label number(value) at at_x[i],2.3 center textcolor rgb colour font (format eq "png" ? ",20" : ",13")
	}
	set label "x, h" at 1.5,0.95 right textcolor rgb "#666666"
	if (gradient) {
		set label number(v[11*(frame-1)+10]) at 1.5,6.15 center textcolor rgb back
		set label number(v[11*(frame-1)+11]) at 7.6,6.15 center textcolor rgb back
		set label "1" at 9.5,4.6 center textcolor rgb back
	} else {
		set label number(v[11*(frame-1)+7]) at 1.5,6.15 center textcolor rgb (frame == 1 ? "#666666" : lit)
		set label number(v[11*(frame-1)+8]) at 7.6,6.15 center textcolor rgb lit
		set label number(v[11*(frame-1)+9]) at 9.1,3.45 center textcolor rgb (frame == 3 ? lit : "#666666")
	}
	plot data using (-5):(-5) every ::1 with dots
}
unset multiplot
