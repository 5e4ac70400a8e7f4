# Time of a decomposition against n, both on log axes, with the slopes fitted: Jacobi and LAPACK on
# dense 512 × n matrices, the truncated one on sparse n × n tables with 50 entries a row.
load prelude
is(name, x) = strcol(1) eq name ? x : 1/0
do for [name in "jacobi lapack truncated"] {
	stats data using (is(name, log($2))):(is(name, log($3))) every ::1 nooutput name name
}
set termoption enhanced
set logscale xy
set xlabel "n"
set ylabel "milliseconds, the fastest of 7"
set format y "10^{%L}"
set xtics (16, 64, 256, 1000, 4000, 16000)
set xrange [12:30000]
set yrange [0.1:2000]
set rmargin 3
set label sprintf("Jacobi, 512 × n\nslope %.2f", jacobi_slope) at 30,200 center textcolor lt 1
set label sprintf("LAPACK, 512 × n\nslope %.2f", lapack_slope) at 90,0.9 left textcolor lt 2
set label sprintf("truncated, sparse n × n,\nk = 100, slope %.2f", truncated_slope) at 1500,18 left textcolor lt 3
set samples 1000
line(a, b, from, to, x) = from <= x && x <= to ? exp(a + b * log(x)) : 1/0
plot line(jacobi_intercept, jacobi_slope, 15.9, 258, x) with lines lt 1, \
	line(lapack_intercept, lapack_slope, 15.9, 258, x) with lines lt 2, \
	line(truncated_intercept, truncated_slope, 990, 16200, x) with lines lt 3, \
	data using (is("jacobi", $2)):3 every ::1 with points lt 1, \
	data using (is("lapack", $2)):3 every ::1 with points lt 2, \
	data using (is("truncated", $2)):3 every ::1 with points lt 3
