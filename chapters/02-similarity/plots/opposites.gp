# Words and their opposites: the opposite's place among all words, the most alike first.
load prelude
most = system("head -n 2 '".data."' | tail -n 1 | cut -d, -f5") + 0
set logscale x
set xrange [0.8:30000]
set yrange [12.7:-0.6]
set border 1
set tics scale 0
unset grid
set grid xtics lt 1 lc rgb "#DDDDDD" dt 1 lw 0.5
set xtics (1, 10, 100, 1000)
set xlabel "place of the opposite among all words, the most alike first" offset -4,0
set lmargin 17
set rmargin 1
set arrow from most/2.0,-0.5 to most/2.0,11.5 nohead lt 2 lw 1
set label "a word taken\nat random" at most/2.0*1.3,5 left textcolor lt 2
pair(a, b) = strcol(a).", ".strcol(b)
plot data using (0.8):0:($4-0.8):(0):yticlabels(pair(1,2)) every ::1 with vectors nohead lc rgb "#BBBBBB" dt 1 lw 1, \
	data using 4:0 every ::1 with points lt 1 ps 1, \
	data using ($4*1.3):0:(sprintf("%g", $4)) every ::1 with labels left textcolor rgb ink
