# Thousands of words a second after each step of making one loop fast.
load prelude
set ylabel "thousand words a second"
set yrange [0:*]
set xrange [-0.6:4.6]
set boxwidth 0.6
set rmargin 2
set style fill solid 0.4 border
title(s) = s eq "plain" ? "plain" : s eq "simd" ? "vectors" : s eq "shared" ? "shared noise" : \
	s eq "ahead" ? "fetched" : "2 × 3 rows"
stats data using 2 every ::1 nooutput
set yrange [0:STATS_max*1.3]
plot data using 0:2:xticlabels(title(strcol(1))) every ::1 with boxes lt 1 dt 1, \
	data using 0:2:3:4 every ::1 with yerrorbars lt 1 dt 1 lc rgb ink pt -1, \
	data using 0:($4 + STATS_max*0.05):(sprintf("%.0f", $2)) every ::1 with labels textcolor rgb ink
