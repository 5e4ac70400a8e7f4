# Size of the gradient of one letter's loss at the states before it, against the distance.
load prelude
set termoption enhanced
set xlabel "steps back from the letter whose loss it is"
set ylabel "size of the gradient"
set logscale y
set format y "10^{%L}"
set xrange [0:49]
set rmargin 20
stats data using 2 every ::50::50 nooutput name "one"
stats data using 3 every ::50::50 nooutput name "full"
set label "after 1 update" at 50,one_max*3 textcolor lt 2
set label "after 3,000 updates" at 50,full_max textcolor lt 1
plot data using 1:2 every ::1 with lines lt 2, data using 1:3 every ::1 with lines lt 1
