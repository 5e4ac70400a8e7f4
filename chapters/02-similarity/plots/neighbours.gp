# The five words most like two words of a real text, by rows of counts and by rows of PPMI.
load prelude
unset grid
unset border
unset tics
set lmargin 1
set rmargin 1
set tmargin 1
set bmargin 1
set xrange [-0.02:2.3]
set yrange [12.2:-1.6]
set style fill solid 0.35 border
left(t) = strcol(t) eq "counts" ? 0.32 : 1.5
top(w) = strcol(w) eq first ? 0 : 7
first = system("sed -n '2s/,.*//p' '".data."'")
second = system("sed -n '$s/,.*//p' '".data."'")
set label first at 0,-0.9 left textcolor rgb ink
set label second at 0,6.1 left textcolor rgb ink
set label "by counts" at 0.32,-0.9 left textcolor lt 1
set label "by surprise (PPMI)" at 1.5,-0.9 left textcolor lt 2
set label "by counts" at 0.32,6.1 left textcolor lt 1
set label "by surprise (PPMI)" at 1.5,6.1 left textcolor lt 2
long = 0.6
shade(t) = strcol(t) eq "counts" ? 0x0072B2 : 0xD55E00
plot data using (strcol(2) eq "counts" ? left(2) + $5*long/2 : 1/0):($3-1+top(1)):($5*long/2):(0.36) every ::1 with boxxyerror lt 1 dt 1, \
	data using (strcol(2) eq "counts" ? 1/0 : left(2) + $5*long/2):($3-1+top(1)):($5*long/2):(0.36) every ::1 with boxxyerror lt 2 dt 1 fs pattern 5, \
	data using (left(2) - 0.02):($3-1+top(1)):4 every ::1 with labels right textcolor rgb ink, \
	data using (left(2) + $5*long + 0.02):($3-1+top(1)):(sprintf("%.2f", $5)) every ::1 with labels left textcolor rgb ink
