# Forget gates of eight units while a trained LSTM reads 44 letters, as a heat map: four units keep
# nearly everything, four others are emptied at some letters and kept at the rest, hardly ever
# half.
load prelude
unset grid
unset border
set tics scale 0
set cbrange [0:1]
unset colorbox
set lmargin 13
set rmargin 1
set bmargin 3.4
set tmargin 0.5
set xrange [-0.5:43.5]
set yrange [8.5:-0.6]
unset xtics
set ytics ("most open\non average" 1.5, "most\nvariable" 5.5)
set label "forget gate: light 0, dark 1; below, the letters that are read" at graph 0.5,-0.06 center textcolor rgb ink
plot data using 1:3:5 every ::1 with image pixels, \
	data using 1:(8.05):($3 == 0 ? strcol(2) : "") every ::1 with labels textcolor rgb ink
