# Size of the gradient against lag for six kinds of layers that have learnt nothing yet, on a
# logarithmic axis: IRNN stays near 1, an LSTM with forget bias 1 falls to 1e-7 at lag 100, the others
# by twenty powers of ten.
load prelude
set termoption enhanced
set xlabel "lag"
set ylabel "norm of the gradient"
set logscale y
set format y "10^{%L}"
set xrange [0:100]
set yrange [1e-25:30]
set rmargin 17
is(name, x) = strcol(1) eq name ? x : 1/0
set label "IRNN" at 102,0.4 textcolor lt 1
set label "LSTM, bias 1" at 102,1e-7 textcolor lt 2
set label "np-RNN" at 102,3e-19 textcolor lt 3
set label "GRU" at 102,1.5e-20 textcolor lt 4
set label "LSTM, bias 0" at 102,4e-22 textcolor lt 5
set label "tanh" at 102,1e-24 textcolor rgb ink
plot data using (is("irnn", $2)):3 every ::1 with lines lt 1, \
	data using (is("lstm", $2)):3 every ::1 with lines lt 2, \
	data using (is("nprnn", $2)):3 every ::1 with lines lt 3, \
	data using (is("gru", $2)):3 every ::1 with lines lt 4, \
	data using (is("lstm-forget0", $2)):3 every ::1 with lines lt 5, \
	data using (is("tanh", $2)):3 every ::1 with lines dt 1 lc rgb ink
