# The same nouns at length 1 lie on a circle; between knife and cat an angle, its cosine, and the
# chord whose square is twice what the cosine lacks of 1.
load prelude
set termoption enhanced
unset grid
unset border
unset tics
set size ratio -1
set xrange [-0.12:1.42]
set yrange [-0.08:1]
set lmargin 0
set rmargin 0
set tmargin 0
set bmargin 0
array table[7]
at(row, c) = real(word(table[row], c))
stats data using (table[int(column(0)) + 1] = strcol(1)." ".strcol(2)." ".strcol(3)." ".strcol(4)." ".strcol(5)." ".strcol(6), 1) every ::1 nooutput
knife = 1
cat = 2
kx = at(knife,2)
ky = at(knife,3)
cx = at(cat,2)
cy = at(cat,3)
along = at(knife,6)
set arrow from 0,0 to kx,ky lt 1 lw 1.6 filled size 0.03,15
set arrow from 0,0 to cx,cy lt 1 lw 1.6 filled size 0.03,15
set arrow from kx,ky to cx,cy nohead lt 2 lw 2
set arrow from kx,ky to along*cx,along*cy nohead lt 4 lw 1.4
set label sprintf("chord %.3f", at(knife,5)) at 0.835,0.3 right textcolor lt 2
set label sprintf("cosine %.3f", along) at 0.5*along*cx,0.5*along*cy-0.045 center textcolor lt 1
set label sprintf("%.1f°", at(knife,4) - at(cat,4)) at 0.135,0.08 left textcolor rgb ink
set parametric
set trange [0:1]
d2r = pi / 180
arc(t, a, b) = (a + t * (b - a)) * d2r
side(w) = w eq "cat" || w eq "dog" || w eq "cup"
shift(w) = w eq "dog" ? 0.01 : w eq "cup" ? -0.05 : w eq "cat" ? -0.02 : 0
plot cos(arc(t,-4,72)), sin(arc(t,-4,72)) with lines lc rgb "#BBBBBB" lw 1 dt 1, \
	0.12*cos(arc(t,at(cat,4),at(knife,4))), 0.12*sin(arc(t,at(cat,4),at(knife,4))) with lines lc rgb ink lw 1 dt 1, \
	data using 2:3 every ::1 with points pt 7 ps 0.7 lc rgb ink, \
	data using ($2+0.03):($3+shift(strcol(1))):(sprintf("%s %.1f°", strcol(1), $4)) every ::1 with labels left textcolor rgb ink
