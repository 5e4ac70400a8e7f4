# A batch of three sentences in four steps, as a table: words that a decoder is to say, then the end of
# each sentence, then padding, whose targets are -1 and which no loss counts.
load prelude
if (format ne "text") {
	set output
	if (format eq "svg") {
		set terminal svg size 640,260 dynamic noenhanced font "sans-serif,16" linewidth 1.6 rounded
	} else {
		set terminal pngcairo size 1280,520 noenhanced font "DejaVu Sans,24" linewidth 2.6 rounded
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
set xrange [-0.75:4.6]
set yrange [3.6:-0.35]
set style fill solid 0.22 noborder
do for [t = 1:4] {
	set label sprintf("step %d", t) at t,0.2 center textcolor rgb "#555555"
}
do for [b = 1:3] {
	set label sprintf("sentence %d", b) at 0.4,b right textcolor rgb "#555555"
}
is(kind) = strcol(3) eq "" ? kind eq "none" : strcol(3) eq "</s>" ? kind eq "end" : kind eq "word"
plot data using 2:(is("word") ? $1 : 1/0):(0.46):(0.4) every ::1 with boxxyerror lc rgb "#0072B2", \
	data using 2:(is("end") ? $1 : 1/0):(0.46):(0.4) every ::1 with boxxyerror lc rgb "#D55E00" fs solid 0.25 border lc rgb "#D55E00", \
	data using 2:(is("none") ? $1 : 1/0):(0.46):(0.4) every ::1 with boxxyerror lc rgb "#999999" fs empty border lc rgb "#999999", \
	data using 2:1:(is("none") ? "−1" : strcol(3)) every ::1 with labels textcolor rgb ink
