# Huffman's tree of five words: branches with their bits, words at their depth.
load prelude
unset grid
unset border
unset tics
set xrange [-0.6:4.6]
set yrange [3.6:-0.4]
set lmargin 1
set rmargin 1
set tmargin 0.5
set bmargin 0.5
inner(l, c) = l[1:1] eq "n" && strlen(l) == 2 ? sprintf("%s: %d", l, c) : ""
leaf(l, c) = l[1:1] eq "n" && strlen(l) == 2 ? "" : sprintf("%s %d", l, c)
shown(b) = b < 0 ? "" : sprintf("%d", b)
plot data using 5:6:($1-$5):($2-$6) every ::1 with vectors nohead lc rgb "#777777" lw 1.4, \
	data using 1:(strlen(inner(strcol(3),$4)) ? $2 : 1/0):(0.3):(0.16) every ::1 with boxxyerror lc rgb "#F2F2F2" fs solid 1.0, \
	data using 1:(strlen(leaf(strcol(3),$4)) ? $2 : 1/0):(0.38):(0.16) every ::1 with boxxyerror lc rgb "#8DBDE0" fs solid 1.0, \
	data using 1:2:(inner(strcol(3),$4)) every ::1 with labels textcolor rgb ink, \
	data using 1:2:(leaf(strcol(3),$4)) every ::1 with labels textcolor rgb ink, \
	data using (($1+$5)/2 + ($7 == 0 ? -0.13 : 0.13)):(($2+$6)/2):(shown($7)) every ::1 with labels textcolor lt 2
