# Two planted relations, each in the plane in which its words spread most: an arrow for each pair.
load prelude
unset grid
unset tics
set border 15 lc rgb "#CCCCCC"
set multiplot layout 1,2 margins 0.02,0.98,0.04,0.92 spacing 0.03
set xrange [-0.8:0.8]
set yrange [-0.8:0.8]
some = " poland china france king stallion waiter "
first(w, of) = strstrt(some, " ".of." ") ? w : ""
do for [name in "capital male-female"] {
	set title name eq "capital" ? "country → capital" : "male → female"
	plot data using (strcol(1) eq name ? $4 : 1/0):5:($6-$4):($7-$5) every ::1 with vectors head size screen 0.012,20 filled lc rgb "#D55E00" lw 1, \
		data using (strcol(1) eq name ? $4 : 1/0):5:(first(strcol(2), strcol(2))) every ::1 with labels offset 0,0.7 textcolor rgb "#0072B2", \
		data using (strcol(1) eq name ? $6 : 1/0):7:(first(strcol(3), strcol(2))) every ::1 with labels offset 0,-0.7 textcolor rgb "#333333"
}
unset multiplot
