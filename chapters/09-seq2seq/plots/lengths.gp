# Exact answers and BLEU against the words of the right translation, for sentences of one to three clauses as
# they were learnt: with attention both stay at the top up to 28 words; with one vector exact answers fall from
# all of the shortest to none beyond 12 words, and BLEU with them. Of four or five clauses, never learnt, attention
# says few or none right, at any length. Medians of five seeds.
load prelude
if (format ne "text") {
	set output
	if (format eq "svg") {
		set terminal svg size 640,300 dynamic noenhanced font "sans-serif,13" linewidth 1.6 rounded
	} else {
		set terminal pngcairo size 1280,600 noenhanced font "DejaVu Sans,19" linewidth 2.6 rounded
	}
	set output part
}
of(told, clauses) = strcol(1) eq told && $2 == clauses
set xlabel "words of the translation"
set xrange [1:44]
set xtics 8,8
set lmargin 6.5
set rmargin 1
set tmargin 2.2
set bmargin 3.5
set multiplot layout 1,2
do for [panel = 0:1] {
	value = panel ? 8 : 5
	top = panel ? 1.0 : 100
	set yrange [0:1.06*top]
	set ytics top/4
	set title (panel ? "BLEU" : "exact, %")
	unset label
	set label "attention" at 10,0.91*top textcolor lt 1
	set label "one vector" at (panel ? 11 : 8.5),0.45*top textcolor lt 2
	set label "four clauses" at (panel ? 24 : 17),(panel ? 0.79 : 15) textcolor lt 4
	set label "five" at (panel ? 33 : 37),(panel ? 0.44 : 7) textcolor lt 5
	plot data using (of("attention", 0) ? ($3+$4)/2 : 1/0):(column(value)) every ::1 with linespoints lt 1, \
		data using (of("first", 0) ? ($3+$4)/2 : 1/0):(column(value)) every ::1 with linespoints lt 2, \
		data using (of("always", 0) ? ($3+$4)/2 : 1/0):(column(value)) every ::1 with linespoints lt 3, \
		data using (of("attention", 4) ? ($3+$4)/2 : 1/0):(column(value)) every ::1 with linespoints lt 4, \
		data using (of("attention", 5) ? ($3+$4)/2 : 1/0):(column(value)) every ::1 with linespoints lt 5
}
unset multiplot
