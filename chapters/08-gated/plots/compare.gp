# Bits per letter against letters read, for three cells with equally many weights: the LSTM learns more
# slowly than tanh and GRU, which stay close together.
load prelude
set xlabel "letters read, millions"
set ylabel "bits per letter on held-out text"
set xrange [0:1.6]
set yrange [1.8:3.6]
set rmargin 9
stats data using 2 every ::1 nooutput name "tanh"
stats data using 3 every ::1 nooutput name "lstm"
stats data using 4 every ::1 nooutput name "gru"
set label "tanh" at 1.62,tanh_min+0.03 textcolor lt 2
set label "LSTM" at 1.62,lstm_min+0.03 textcolor lt 1
set label "GRU" at 1.62,gru_min-0.03 textcolor lt 3
plot data using 1:2 every ::1 with lines lt 2, data using 1:3 every ::1 with lines lt 1, \
	data using 1:4 every ::1 with lines lt 3
