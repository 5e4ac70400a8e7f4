# Names at their coordinates: name, x, y, group (1 … 5) a line. Groups differ in colour and mark.
stats data using 2 skip 1 nooutput
set rmargin 3
unset grid
set zeroaxis lc rgb "#DDDDDD"
set offsets graph 0.05, graph 0.15, graph 0.05, graph 0.05
mark(g) = word("7 5 9 13 11", int(g))
plot for [g=1:5] data using (column(4) == g ? column(2) : 1/0):3 every ::1 with points \
	lc rgb word("#0072B2 #D55E00 #009E73 #CC79A7 #8A6FD1", g) pt int(mark(g)) ps 0.8, \
	data using 2:3:1 every ::1 with labels left offset 0.7,0 textcolor rgb ink
