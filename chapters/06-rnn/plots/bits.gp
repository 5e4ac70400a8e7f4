# Bits per letter against letters read; the entropy of the source.
load prelude
set xlabel "letters read, millions"
set ylabel "bits per letter on held-out text"
set xrange [0:4.8]
set yrange [0.7:1.5]
set rmargin 17
stats data using 3 every ::60::60 nooutput name "valid"
stats data using 4 every ::1 nooutput name "source"
set label sprintf("entropy %.3f", source_max) at 4.85,source_max-0.02 textcolor rgb ink
set label sprintf("charlm %.3f", valid_min) at 4.85,valid_min+0.02 textcolor lt 1
plot data using ($1/1e6):4 every ::1 with lines dt 3 lc rgb ink, \
	data using ($1/1e6):3 every ::1 with lines lt 1
