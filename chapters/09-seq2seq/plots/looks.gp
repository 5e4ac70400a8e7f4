# Heat map of a trained translator's attention: each word that it says reads one source word. "the dogs followed a
# queen", behind "because", is read first; within each clause the object is said before the verb, nouns before
# their adjectives, and what stands behind "near" before it.
load prelude
if (format ne "text") {
	set output
	if (format eq "svg") {
		set terminal svg size 640,490 dynamic noenhanced font "sans-serif,14" linewidth 1.6 rounded
	} else {
		set terminal pngcairo size 1280,980 noenhanced font "DejaVu Sans,21" linewidth 2.6 rounded
	}
	set output part
}
unset border
unset grid
unset colorbox
set cbrange [0:1]
set lmargin 3
set rmargin 1
set tmargin 1
set bmargin 1.6
set ylabel "said" offset 1.5
set xlabel "read" offset 0,1
unset xtics
unset ytics
stats data using 1 every ::1 nooutput name "step"
stats data using 3 every ::1 nooutput name "place"
set xrange [-2.6:place_max+0.5]
set yrange [step_max+3.1:-0.5]
plot data using 3:1:5 every ::1 with image pixels, \
	data using ($1 == 0 ? $3 : 1/0):(step_max + 0.9):4 every ::1 with labels rotate by 45 right textcolor rgb ink, \
	data using (-0.8):($3 == 0 ? $1 : 1/0):2 every ::1 with labels right textcolor rgb ink
