# Of each true class, the share that was predicted as each class.
load prelude
unset grid
unset border
set tics scale 0
set xlabel "predicted class" offset 0,0.5
set ylabel "true class"
set lmargin 22
set rmargin 11
set bmargin 7
unset colorbox
set cbrange [0:1]
stats data using 1 every ::1 nooutput name "class"
set xrange [-0.5:class_max+0.5]
set yrange [class_max+0.5:-0.5]
set xtics rotate by -25
plot data using 2:1:4:xticlabels(6):yticlabels(5) every ::1 with image pixels, \
	data using 2:1:(sprintf("%.2f", $4)):(over($4)) every ::1 with labels textcolor rgb variable
