# Fourteen places of the text, sorted from their last word leftwards: dark cells are what a place shares
# with the one above it; where dark ends, new n-grams are opened.
load prelude
unset grid
unset border
unset tics
set lmargin 1
set rmargin 1
set tmargin 1
set bmargin 1
set xrange [-3.1:1.9]
set yrange [14.2:-1.5]
set style fill solid 1 border lc rgb "white"
set label "two before" at -2,-1 center textcolor rgb "#555555"
set label "one before" at -1,-1 center textcolor rgb "#555555"
set label "word" at 0,-1 center textcolor rgb ink
set label "shared with the" at 0.62,0.6 left textcolor lt 1
set label "place above" at 0.62,1.4 left textcolor lt 1
set label "opened" at 0.62,3 left textcolor lt 2
plot data using (-$2):1:(0.48):(0.44):($4 > 0 ? 0x9ECAE1 : 0xFDE3CE) every ::1 with boxxyerror lc rgb variable, \
	data using (-$2):1:3 every ::1 with labels textcolor rgb ink
