# latency-poll-queues-2.svg again: gnuplot latency-poll-queues-2.gp
reset session
set encoding utf8
set terminal svg size 760,590 fixed noenhanced font 'Helvetica,13' background '#ffffff'
set output 'latency-poll-queues-2.svg'
set datafile separator tab
DATA = 'latency-poll-queues-2.dat'
set border 3 lc rgb '#444444'; set tics nomirror textcolor rgb '#222222'
set grid lc rgb '#dddddd' lw 0.7; set bars 0.6; unset key
set tmargin 4.2; set bmargin 6.75
TOP = 84.2; BOTTOM = 114.75 # the same in pixels, of panels too
set label 101 'Latency: submitted to seen complete' at screen 0.5, screen 1 offset 0,-1.3 center font ',16' noenhanced
set label 102 'poll queues 2' at screen 0.5, screen 1 offset 0,-2.8 center noenhanced
set label 110 '‡ other work: fewer IOs in flight than the others kept. Median of the valid rounds, 8 to 11 of 11; bars: 95 % intervals.' at screen 0.012, character 2.9000000000000004 left font ',11' textcolor rgb '#555555' noenhanced
set label 111 'striped:2:4096, polled, randread, bs 8k, iodepth 16, numjobs 2, spin one-shot, lock blocking, numa local; AMD EPYC, CPUs 0-1, KVM,' at screen 0.012, character 1.85 left font ',11' textcolor rgb '#555555' noenhanced
set label 112 'Linux 6.18.44-fc-v657; 2026-11-27.' at screen 0.012, character 0.8 left font ',11' textcolor rgb '#555555' noenhanced
set key outside right top vertical maxcols 1 Left reverse noenhanced samplen 2.4 spacing 1.15 font ',12'
set xtics ('0' 0.0, '50' 0.3010299956639812, '90' 1.0, '99' 2.0, '99.9' 3.0, '99.99' 4.0, '99.999' 5.0); set xrange [0:5.15]
set xlabel 'percentile'
set ylabel 'latency, µs'
set logscale y; set yrange [1.9800000000000002:4086.272]; set ytics ('10' 10.0, '100' 100.0, '1000' 1000.0)
plot DATA index 1 using 1:($2/1000.0) with lines lc rgb '#0072B2' lw 1.5 dt 1 notitle, \
  DATA index 0 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorbars lc rgb '#0072B2' pt 5 ps 0.9 notitle, \
  NaN with linespoints lc rgb '#0072B2' lw 1.5 dt 1 pt 5 ps 0.9 title 'iterate-all', \
  DATA index 3 using 1:($2/1000.0) with lines lc rgb '#D55E00' lw 1.5 dt 1 notitle, \
  DATA index 2 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorbars lc rgb '#D55E00' pt 7 ps 0.9 notitle, \
  NaN with linespoints lc rgb '#D55E00' lw 1.5 dt 1 pt 7 ps 0.9 title 'root-list', \
  DATA index 5 using 1:($2/1000.0) with lines lc rgb '#009E73' lw 1.5 dt 1 notitle, \
  DATA index 4 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorbars lc rgb '#009E73' pt 9 ps 0.9 notitle, \
  NaN with linespoints lc rgb '#009E73' lw 1.5 dt 1 pt 9 ps 0.9 title 'bio-array', \
  DATA index 7 using 1:($2/1000.0) with lines lc rgb '#CC79A7' lw 1.5 dt 1 notitle, \
  DATA index 6 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorbars lc rgb '#CC79A7' pt 11 ps 0.9 notitle, \
  NaN with linespoints lc rgb '#CC79A7' lw 1.5 dt 1 pt 11 ps 0.9 title 'queue-bitmap', \
  DATA index 9 using 1:($2/1000.0) with lines lc rgb '#56B4E9' lw 1.5 dt 1 notitle, \
  DATA index 8 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorbars lc rgb '#56B4E9' pt 13 ps 0.9 notitle, \
  NaN with linespoints lc rgb '#56B4E9' lw 1.5 dt 1 pt 13 ps 0.9 title 'busy-skip', \
  DATA index 11 using 1:($2/1000.0) with lines lc rgb '#E69F00' lw 1.5 dt 1 notitle, \
  DATA index 10 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorbars lc rgb '#E69F00' pt 15 ps 0.9 notitle, \
  NaN with linespoints lc rgb '#E69F00' lw 1.5 dt 1 pt 15 ps 0.9 title 'busy-array', \
  DATA index 13 using 1:($2/1000.0) with lines lc rgb '#882255' lw 1.5 dt 1 notitle, \
  DATA index 12 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorbars lc rgb '#882255' pt 2 ps 0.9 notitle, \
  NaN with linespoints lc rgb '#882255' lw 1.5 dt 1 pt 2 ps 0.9 title 'cookie-v3', \
  DATA index 15 using 1:($2/1000.0) with lines lc rgb '#0072B2' lw 1.5 dt 2 notitle, \
  DATA index 14 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorbars lc rgb '#0072B2' pt 4 ps 0.9 notitle, \
  NaN with linespoints lc rgb '#0072B2' lw 1.5 dt 2 pt 4 ps 0.9 title 'cookie', \
  DATA index 17 using 1:($2/1000.0) with lines lc rgb '#D55E00' lw 1.5 dt 2 notitle, \
  DATA index 16 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorbars lc rgb '#D55E00' pt 6 ps 0.9 notitle, \
  NaN with linespoints lc rgb '#D55E00' lw 1.5 dt 2 pt 6 ps 0.9 title 'sync-submit ‡', \
  DATA index 19 using 1:($2/1000.0) with lines lc rgb '#009E73' lw 1.5 dt 2 notitle, \
  DATA index 18 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorbars lc rgb '#009E73' pt 8 ps 0.9 notitle, \
  NaN with linespoints lc rgb '#009E73' lw 1.5 dt 2 pt 8 ps 0.9 title 'task-fifo', \
  DATA index 21 using 1:($2/1000.0) with lines lc rgb '#CC79A7' lw 1.5 dt 2 notitle, \
  DATA index 20 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorbars lc rgb '#CC79A7' pt 10 ps 0.9 notitle, \
  NaN with linespoints lc rgb '#CC79A7' lw 1.5 dt 2 pt 10 ps 0.9 title 'task-groups', \
  DATA index 23 using 1:($2/1000.0) with lines lc rgb '#56B4E9' lw 1.5 dt 2 notitle, \
  DATA index 22 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorbars lc rgb '#56B4E9' pt 12 ps 0.9 notitle, \
  NaN with linespoints lc rgb '#56B4E9' lw 1.5 dt 2 pt 12 ps 0.9 title 'dm-io-list', \
  DATA index 25 using 1:($2/1000.0) with lines lc rgb '#E69F00' lw 1.5 dt 2 notitle, \
  DATA index 24 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorbars lc rgb '#E69F00' pt 14 ps 0.9 notitle, \
  NaN with linespoints lc rgb '#E69F00' lw 1.5 dt 2 pt 14 ps 0.9 title 'child-counter', \
  DATA index 27 using 1:($2/1000.0) with lines lc rgb '#882255' lw 1.5 dt 2 notitle, \
  DATA index 26 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorbars lc rgb '#882255' pt 3 ps 0.9 notitle, \
  NaN with linespoints lc rgb '#882255' lw 1.5 dt 2 pt 3 ps 0.9 title 'hand-back', \
  DATA index 29 using 1:($2/1000.0) with lines lc rgb '#000000' lw 1.5 dt 2 notitle, \
  DATA index 28 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorbars lc rgb '#000000' pt 1 ps 0.9 notitle, \
  NaN with linespoints lc rgb '#000000' lw 1.5 dt 2 pt 1 ps 0.9 title 'interrupt'
set output
