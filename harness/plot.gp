# The look of every plot: terminal, output, line styles, axes. Loaded by a script as
#     load prelude
# which finds `format` (svg, png or text) and `part`, the file to write, set by plot_run().
# Colours are told apart by dash and label too: a plot must read without them.
#
# Text is taken as it stands: words from data may hold _ ^ { } @ &, which gnuplot's enhanced text
# would act upon (and `with labels noenhanced` does not stop it). A script whose every text is its
# own may say `set termoption enhanced` afterwards.
if (format eq "svg") {
	set terminal svg size 640,400 dynamic noenhanced font "sans-serif,13" linewidth 1.6 rounded
}
if (format eq "png") {
	set terminal pngcairo size 1280,800 noenhanced font "DejaVu Sans,20" linewidth 2.6 rounded
}
if (format eq "text") {
	set terminal dumb size 79,24 mono noenhanced
}
if (format ne "text") {
	set output part
}

set encoding utf8
set datafile separator comma
set linetype 1 lc rgb "#0072B2" dt 1 lw 1 pt 7 ps 0.6
set linetype 2 lc rgb "#D55E00" dt 2 lw 1 pt 5 ps 0.6
set linetype 3 lc rgb "#009E73" dt 4 lw 1 pt 9 ps 0.7
set linetype 4 lc rgb "#CC79A7" dt 3 lw 1 pt 13 ps 0.7
set linetype 5 lc rgb "#8A6FD1" dt 5 lw 1 pt 11 ps 0.7
set linetype cycle 5

ink = "#333333"
set border 3 lc rgb "#777777"
set tics nomirror out scale 0.6 textcolor rgb "#555555"
set grid ytics lt 1 lc rgb "#DDDDDD" dt 1 lw 0.5
if (format eq "text") {
	unset grid
}
set key off
set title textcolor rgb ink
set xlabel textcolor rgb ink
set ylabel textcolor rgb ink
set rmargin 9

# Heat maps: light to dark blue; over(x) tells which ink a number needs on a cell of 0 <= x <= 1.
set palette defined (0 "#F7FBFF", 1 "#C6DBEF", 2 "#6BAED6", 3 "#2171B5", 4 "#08306B")
over(x) = x > 0.72 ? 0xFFFFFF : 0x000000
