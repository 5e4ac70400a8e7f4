# Bits per letter on held-out text against letters read: the network's surprise falls quickly at
# first and slowly later.
load prelude
set xlabel "letters read, millions"
set ylabel "bits per letter on held-out text"
set yrange [0:*]
set rmargin 14
stats data using 3 every ::1 nooutput name "valid"
stats data using ($1/1e6) every ::1 nooutput name "read"
set label sprintf("%.2f bits", valid_min) at read_max*1.015,valid_min textcolor lt 1
plot data using ($1/1e6):3 every ::1 with lines lt 1
