# What "ann sew bob" may have meant: a lattice of candidates, each with what the channel says (nats), each
# edge with what the model says; the best way through is thick.
load prelude
unset grid
unset border
unset tics
set lmargin 1
set rmargin 1
set tmargin 1
set bmargin 1
set xrange [-0.75:3.45]
set yrange [3.5:-1.1]
set label "seen:" at -0.35,-0.9 center textcolor rgb "#555555"
set label "ann" at 1,-0.9 center textcolor rgb ink
set label "sew" at 2,-0.9 center textcolor rgb ink
set label "bob" at 3,-0.9 center textcolor rgb ink
set label "<s>" at -0.18,1.5 right textcolor rgb ink
begin(x, y) = x == 1 ? 0 : x - 1 + 0.27
height(from) = from < 0 ? 1.5 : from
set style textbox opaque noborder
plot data using (begin($3,0)):(height($1)):($3 - 0.27 - begin($3,0)):($2 - height($1)) every ::1 with vectors nohead lc rgb "#CCCCCC" dt 1 lw 0.8, \
	data using (begin($3,0)):(height($1)):($7 > 0 ? $3 - 0.27 - begin($3,0) : 1/0):($2 - height($1)) every ::1 with vectors nohead lt 1 dt 1 lw 2.6, \
	data using ($1 <= 0 ? $3 : 1/0):2:4 every ::1 with labels textcolor rgb ink, \
	data using ($1 <= 0 ? $3 : 1/0):($2 + 0.27):(sprintf("%.1f", $5)) every ::1 with labels textcolor rgb "#555555", \
	data using ($7 > 0 ? (begin($3,0) + $3 - 0.27)/2 : 1/0):((height($1) + $2)/2):(sprintf("%.2f", $6)) every ::1 with labels boxed textcolor lt 1
