# Bits per letter against millions of letters read, for three networks with equally many weights: at 1.6
# million the LSTM is far behind tanh and GRU, at 9.6 million it has nearly caught up with tanh; the
# GRU stays below both.
load prelude
set xlabel "letters read, millions"
set ylabel "bits per letter on held-out text"
set xrange [0:9.6]
set yrange [1.65:2.8]
set xtics 1.6
set rmargin 9
stats data using 2 every ::1 nooutput name "tanh"
stats data using 3 every ::1 nooutput name "lstm"
stats data using 4 every ::1 nooutput name "gru"
set label "LSTM" at 9.7,lstm_min+0.04 textcolor lt 1
set label "tanh" at 9.7,tanh_min textcolor lt 2
set label "GRU" at 9.7,gru_min-0.02 textcolor lt 3
plot data using 1:2 every ::1 with lines lt 2, data using 1:3 every ::1 with lines lt 1, \
	data using 1:4 every ::1 with lines lt 3
