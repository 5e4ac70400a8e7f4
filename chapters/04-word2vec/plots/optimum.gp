# Learnt scalar products against PMI − ln 2: on the line with six numbers, beside it with two.
load prelude
set xlabel "PMI − ln 2, nats"
set ylabel "learnt x·c"
set xrange [-4.2:1.6]
set yrange [-4.2:1.6]
set grid xtics ytics lt 1 lc rgb "#DDDDDD" dt 1 lw 0.5
set key top left reverse Left samplen 1 textcolor rgb ink
plot x with lines lc rgb "#999999" lw 1 notitle, \
	data using 3:5 every ::1 with points pt 6 ps 1.6 lw 1.4 lc rgb "#D55E00" title "2 numbers for each word", \
	data using 3:4 every ::1 with points pt 7 ps 1.0 lc rgb "#0072B2" title "6 numbers for each word"
