# Rows of a table with two columns: each word where training has put it, by the class that it
# speaks for. Words that speak for none lie in the middle.
load prelude
set termoption enhanced
set xlabel "first number of the word's row"
set ylabel "second number"
set rmargin 3
unset grid
set zeroaxis lc rgb "#DDDDDD"
class(k) = (column(2) == k && column(3) > 1.5) ? column(4) : 1/0
typical = " boat tide lighthouse spoon oven apron tree root trowel song drum ballad the "
named = typical."bass scale bow salt pot bean crab horn plum wind current harp "
show(x) = strstrt(named, " ".strcol(1)." ") ? x : 1/0
plot data using (column(3) <= 1.5 ? $4 : 1/0):5 every ::1 with points pt 6 ps 0.4 lc rgb "#999999", \
	for [k=0:3] data using (class(k)):5 every ::1 with points lt k+1, \
	data using (show($4)):5:1 every ::1 with labels left offset 0.6,0 textcolor rgb ink
