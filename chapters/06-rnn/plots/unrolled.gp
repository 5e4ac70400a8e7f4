# "hello" unrolled: on every wire the value that went forwards and, in brackets, the gradient that
# comes back.
load prelude
set termoption enhanced
unset grid
unset border
unset tics
set lmargin 0
set rmargin 0
set tmargin 0
set bmargin 0
set xrange [0.05:4.6]
set yrange [-0.55:3.1]
number(x) = sprintf("%s%.2f", x < -0.005 ? "−" : "", abs(x))
three(a, b, c) = number(column(a))."\n".number(column(b))."\n".number(column(c))
back(a, b, c) = "[".number(column(a))."]\n[".number(column(b))."]\n[".number(column(c))."]"
size(n) = sprintf(",%g", format eq "png" ? 1.54 * n : n)
set style line 11 lc rgb "#777777" lw 1
plot data using 1:(1):(0.2):(0.2) every ::2 with boxxyerror lc rgb ink fs empty, \
	data using ($1-0.8):(1):(0.6):(0) every ::2 with vectors ls 11, \
	data using 1:(-0.05):(0):(0.85) every ::2 with vectors ls 11, \
	data using 1:(1.2):(0):(1.1) every ::2 with vectors ls 11, \
	data using 1:(1):(sprintf("h_%d", $1)) every ::2 with labels font size(15) textcolor rgb ink, \
	data using 1:(-0.25):(strcol(2)) every ::2 with labels font size(17) textcolor rgb ink, \
	data using ($1+0.5):(1.46):(three(6,7,8)) every ::1::4 with labels font size(12) textcolor lt 1, \
	data using ($1+0.5):(0.67):(back(12,13,14)) every ::1::4 with labels font size(12) textcolor lt 2, \
	data using ($1-0.05):(1.95):(three(6,7,8)) every ::2 with labels right font size(12) textcolor lt 1, \
	data using ($1+0.05):(1.95):(back(9,10,11)) every ::2 with labels left font size(12) textcolor lt 2, \
	data using 1:(2.5):(sprintf("p(%s) = %.3f", strcol(3), $4)) every ::2 with labels font size(13) textcolor rgb ink, \
	data using 1:(2.8):(sprintf("loss %.3f", $5)) every ::2 with labels font size(13) textcolor rgb ink
