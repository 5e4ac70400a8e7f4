# Bits per letter against the number of steps that the gradient goes back.
load prelude
set xlabel "steps that the gradient goes back (letters per update: 1,600 throughout)"
set ylabel "bits per letter on held-out text"
set logscale x
set xrange [0.9:60]
set yrange [0.7:1.5]
set xtics (1, 2, 5, 10, 20, 50)
set rmargin 17
stats data using 5 every ::1 nooutput name "two"
stats data using 6 every ::1 nooutput name "three"
stats data using 7 every ::1 nooutput name "entropy"
set label "sees 2 letters" at 63,two_max textcolor rgb ink
set label "sees 3 letters" at 63,three_max textcolor rgb ink
set label sprintf("entropy %.3f", entropy_max) at 63,entropy_max-0.02 textcolor rgb ink
plot two_max with lines dt 3 lc rgb ink, three_max with lines dt 3 lc rgb ink, \
	entropy_max with lines dt 1 lc rgb ink, \
	data using 1:2:3:4 every ::1 with yerrorlines lt 1
