# The tree that a beam of two searches: at step 1 "es" and "llueve" are kept and "está" is dropped; at step 2
# "llueve" ends with .28 and "es lloviendo" goes on; at step 3 that ends with .152. Through "está", which
# was dropped, a better sentence than "es lloviendo" was to be had.
load prelude
if (format ne "text") {
	set output
	if (format eq "svg") {
		set terminal svg size 640,400 dynamic noenhanced font "sans-serif,14" linewidth 1.6 rounded
	} else {
		set terminal pngcairo size 1280,800 noenhanced font "DejaVu Sans,21" linewidth 2.6 rounded
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
set xrange [-0.2:3.75]
set yrange [0.2:8]
set label "<s>" at 0,3.4 center textcolor rgb ink
do for [t = 1:3] {
	set label sprintf("step %d", t) at t + 0.3,7.75 center textcolor rgb "#555555"
}
kept(x) = $7 > 0 ? x : 1/0
dropped(x) = $7 == 0 ? x : 1/0
missed(x) = $7 < 0 ? x : 1/0
x0 = 0
from_x(level) = level == 1 ? 0.14 : level - 1 + (level == 2 ? 0.56 : 0.72)
plot data using (from_x($1)):(kept($3)):($1 - 0.05 - from_x($1)):($2 - $3) every ::1 with vectors nohead lc rgb "#0072B2" dt 1 lw 1.6, \
	data using (from_x($1)):(dropped($3)):($1 - 0.05 - from_x($1)):($2 - $3) every ::1 with vectors nohead lc rgb "#999999" dt 1, \
	data using (from_x($1)):(missed($3)):($1 - 0.05 - from_x($1)):($2 - $3) every ::1 with vectors nohead lc rgb "#D55E00" dt 2, \
	data using 1:(kept($2)):(sprintf("%s  %.3g", strcol(4), $6)) every ::1 with labels left textcolor rgb "#0072B2", \
	data using 1:(dropped($2)):(sprintf("%s  %.3g", strcol(4), $6)) every ::1 with labels left textcolor rgb "#555555", \
	data using 1:(missed($2)):(sprintf("%s  %.3g", strcol(4), $6)) every ::1 with labels left textcolor rgb "#D55E00"
