# lag-poll-queues-2-lock-none-counts-plain.svg again: gnuplot lag-poll-queues-2-lock-none-counts-plain.gp
reset session
set encoding utf8
set terminal svg size 760,440 fixed noenhanced font 'Helvetica,13' background '#ffffff'
set output 'lag-poll-queues-2-lock-none-counts-plain.svg'
set datafile separator tab
DATA = 'lag-poll-queues-2-lock-none-counts-plain.dat'
set border 3 lc rgb '#444444'; set tics nomirror textcolor rgb '#222222'
set grid lc rgb '#dddddd' lw 0.7; set bars 0.6; unset key
set tmargin 4.2; set bmargin 5.7
TOP = 84.2; BOTTOM = 96.9 # the same in pixels, of panels too
set label 101 'Detection lag: leaf ready to seen complete' at screen 0.5, screen 1 offset 0,-1.3 center font ',16' noenhanced
set label 102 'poll queues 2, lock none, counts plain' at screen 0.5, screen 1 offset 0,-2.8 center noenhanced
set label 110 'Median of the valid rounds, 8 to 11 of 11; bars: 95 % intervals. striped:2:4096, polled, randread, bs 8k, iodepth 16, numjobs 2,' at screen 0.012, character 1.85 left font ',11' textcolor rgb '#555555' noenhanced
set label 111 'spin one-shot, numa local; AMD EPYC, CPUs 0-1, KVM, Linux 6.18.44-fc-v657; 2026-11-27.' at screen 0.012, character 0.8 left font ',11' textcolor rgb '#555555' noenhanced
set key outside right top vertical maxcols 1 Left reverse noenhanced samplen 2.4 spacing 1.15 font ',12'
set xtics ('0' 0.0, '50' 0.3010299956639812, '90' 1.0, '99' 2.0, '99.9' 3.0, '99.99' 4.0, '99.999' 5.0); set xrange [0:5.15]
set xlabel 'percentile'
set ylabel 'lag, µs'
set logscale y; set yrange [0.008695652173913044:2973.7932799999976]; set ytics ('0.01' 0.01, '0.1' 0.1, '1' 1.0, '10' 10.0, '100' 100.0, '1000' 1000.0)
plot DATA index 1 using 1:($2/1000.0) with lines lc rgb '#E69F00' lw 1.5 dt 2 notitle, \
  DATA index 0 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorbars lc rgb '#E69F00' pt 14 ps 0.9 notitle, \
  NaN with linespoints lc rgb '#E69F00' lw 1.5 dt 2 pt 14 ps 0.9 title 'child-counter'
set output
