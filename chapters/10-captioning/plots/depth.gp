# Length of the gradient against blocks from the top, on a logarithmic axis: without the shortcut it falls
# straight to 1e-16 after 20 blocks, with it it stays near 1.
load prelude
set termoption enhanced
set xlabel "blocks from the top"
set ylabel "length of the gradient"
set logscale y
set format y "10^{%L}"
set yrange [1e-17:10]
set rmargin 16
set label "with x added" at 20.4,0.77 textcolor lt 1
set label "without" at 20.4,1e-16 textcolor lt 2
plot data using 1:3 every ::1 with lines lt 1, data using 1:2 every ::1 with lines lt 2
