# Loss on "hello" against updates, with and without W_hh; the bound of a model without memory.
load prelude
set termoption enhanced
bound = log(2) / 2
set xlabel "updates"
set ylabel "loss, nats per letter"
set xrange [0:300]
set yrange [0:1.8]
set rmargin 19
stats data using 3 every ::300::300 nooutput name "without"
stats data using 2 every ::300::300 nooutput name "with"
set label "W_{hh} = 0" at 302,without_max+0.1 textcolor lt 2
set label "with W_{hh}" at 302,with_max+0.02 textcolor lt 1
set label "½ ln 2 = 0.347" at 302,bound-0.03 textcolor rgb ink
plot bound with lines dt 3 lc rgb ink, \
	data using 1:3 every ::1 with lines lt 2, \
	data using 1:2 every ::1 with lines lt 1
