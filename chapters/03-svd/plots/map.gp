# Words on a map: near each other stand words that keep the same company. Colour and shape of a dot
# say what kind of thing the word names, where that is known; a thin line leads from a dot to a word
# that found no room beside it.
load prelude
stats data using "picture_width" nooutput
wide = STATS_max
stats data using "picture_height" nooutput
high = STATS_max
stats data using "font" nooutput
size = STATS_max

# Names of the kinds, in the order of their numbers; 0 are words of no kind.
array name[36]
do for [k=1:36] {
	name[k] = ""
}
kinds = 0
meet(k, s) = (k > 0 && k < 36 ? (name[k] = s, kinds = k > kinds ? k : kinds) : 0, k)
stats data using (meet(column("kind"), strcol("group"))) nooutput
array colours[6] = [0x777777, 0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0x8A6FD1]
array shapes[7] = [7, 5, 9, 13, 11, 15, 6]
colour(k) = colours[k > 0 ? (int(k) - 1) % 5 + 2 : 1]
shape(k) = shapes[k > 0 ? (int(k) - 1) % 7 + 1 : 1]

above = kinds > 0 ? 2.5 * size * ceil(kinds / 8.0) : 0
if (format ne "text") {
	set output
	if (format eq "svg") {
		set terminal svg size wide,(high + above) dynamic noenhanced \
			font sprintf("sans-serif,%g", size) linewidth 1 rounded
	} else {
		# letters are in points here, 4/3 of a picture's dot, and the picture is twice as fine
		set terminal pngcairo size 2*wide,2*(high + above) noenhanced \
			font sprintf("DejaVu Sans,%g", 1.5 * size) linewidth 2 rounded
	}
	set output part
}
unset border
unset tics
unset grid
set lmargin at screen 0
set rmargin at screen 1
set bmargin at screen 0
set tmargin at screen high / (high + above)
dot = format eq "svg" ? 0.45 * size : size # points of one size are larger in SVG
set xrange [0:wide]
set yrange [0:high]
if (kinds > 0) {
	set key at screen 0.5, screen 1 center top horizontal reverse Left maxrows ceil(kinds / 8.0) \
		textcolor rgb ink samplen 1
}
if (format eq "text") {
	# A terminal has room for some of the words. (Column 1 is the word: by name or as a string,
	# gnuplot would cut it at a comma.)
	stats data using "font" nooutput
	some = ceil(STATS_records / 40.0)
	plot data using "dot_x":"dot_y":1 every some::1 with labels notitle
} else {
	plot data using (column("led") * column("shown") > 0 ? column("dot_x") : NaN):"dot_y": \
			(column("line_x") - column("dot_x")):(column("line_y") - column("dot_y")) \
			with vectors nohead lc rgb "#999999" lw 0.7 notitle, \
		data using "dot_x":"dot_y":(0.06 * dot):(shape(column("kind"))):(colour(column("kind"))) \
			with points ps variable pt variable lc rgb variable notitle, \
		for [k=1:kinds] keyentry with points pt shape(k) ps 0.08 * dot lc rgb colour(k) title name[k], \
		data using (column("shown") > 0 ? column("label_x") : NaN):"label_y":1 \
			with labels center textcolor rgb ink notitle
}
