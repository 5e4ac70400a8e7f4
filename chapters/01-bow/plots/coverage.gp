# Share of a text that the most frequent words cover, against how many of them are taken.
load prelude
set termoption enhanced
set logscale x
set xlabel "words in the vocabulary, the most frequent first"
set ylabel "share of the text that they cover"
set format x "10^{%L}"
set xrange [1:*]
set yrange [0:1.02]
shown(r) = (r == 10 || r == 100 || r == 1000)
plot data using 1:3 every ::1 with lines lt 1, \
	data using 1:(shown($1) ? $3 : 1/0) every ::1 with points lt 1, \
	data using 1:(shown($1) ? $3 - 0.06 : 1/0):(sprintf("  %g words: %.0f %%", $1, 100 * $3)) every ::1 with labels left textcolor rgb ink
