# Standard deviation of the answers through 20 layers, on a logarithmic axis, for weights half as large, as large
# and twice as large as He's start: without normalisation the lines part, down to 1e-8 and up to 1e4; with it
# all three lie on one level line.
load prelude
set termoption enhanced
set xlabel "layer"
set ylabel "standard deviation of the answers"
set logscale y
set format y "10^{%L}"
set yrange [1e-9:1e5]
set rmargin 22
set label "weights twice as large" at 20.4,1.4e4 textcolor lt 2
set label "as He starts" at 20.4,0.004 textcolor lt 3
set label "half as large" at 20.4,1.3e-8 textcolor lt 4
set label "normalised: all three" at 20.4,0.7 textcolor lt 1
plot data using 1:4 every ::1 with lines lt 2, data using 1:3 every ::1 with lines lt 3, \
	data using 1:2 every ::1 with lines lt 4, data using 1:5 every ::1 with lines lt 1, \
	data using 1:6 every ::1 with lines lt 1, data using 1:7 every ::1 with lines lt 1
