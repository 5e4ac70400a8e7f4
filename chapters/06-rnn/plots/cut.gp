# Bits per letter against the number of steps that the gradient goes back.
load prelude
set xlabel "steps that the gradient goes back (letters per update: 1,600 throughout)"
set ylabel "bits per letter on held-out text"
set logscale x
set xrange [0.9:60]
set yrange [0.7:1.5]
set xtics (1, 2, 5, 10, 50)
set rmargin 17
set label "sees 2 letters" at 63,1.392 textcolor rgb ink
set label "sees 3 letters" at 63,1.004 textcolor rgb ink
set label "entropy 0.792" at 63,0.77 textcolor rgb ink
plot 1.392 with lines dt 3 lc rgb ink, 1.004 with lines dt 3 lc rgb ink, \
	0.792 with lines dt 1 lc rgb ink, \
	data using 1:2:3:4 every ::1 with yerrorlines lt 1
