# Seven nouns in the plane of get and use: the tips of cat and boat lie near each other, those of
# cat and dog far apart, yet the arrows of cat and dog point the same way.
load prelude
set termoption enhanced
unset grid
set xlabel "times with get"
set ylabel "times with use"
set xrange [0:134]
set yrange [-8:92]
set ytics 0,20
set xzeroaxis lt 1 dt 1 lw 0.7 lc rgb "#777777"
set rmargin 2
at(row, c) = real(word(table[row], c))
array table[7]
stats data using (table[int(column(0)) + 1] = strcol(1)." ".strcol(2)." ".strcol(3)." ".strcol(4)." ".strcol(5), 1) every ::1 nooutput
cat = 2
dog = 3
boat = 4
set arrow from at(cat,2), at(cat,3) to at(boat,2), at(boat,3) nohead lt 1 lw 2.2
set arrow from at(cat,2), at(cat,3) to at(dog,2), at(dog,3) nohead lt 2 lw 2.2
set label sprintf("%.1f", at(boat,4)) at 54.5, 14 right textcolor lt 1
set label sprintf("%.1f, and %.1f°", at(dog,4), at(dog,5)) at 80, 13 center textcolor lt 2
above(w) = w eq "cat" ? -1.7 : w eq "pig" ? 1 : w eq "banana" ? -1.4 : w eq "cup" ? -1.9 : 0.9
plot data using (0):(0):2:3 every ::1 with vectors head size 2.5,15 filled lc rgb "#999999" lw 1, \
	data using 2:3 every ::1 with points pt 7 ps 0.7 lc rgb ink, \
	data using 2:($3 + 4 * above(strcol(1))):1 every ::1 with labels textcolor rgb ink
