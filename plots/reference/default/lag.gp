# lag.svg again: gnuplot lag.gp
reset session
set encoding utf8
set terminal svg size 760,440 fixed noenhanced font 'Helvetica,13' background '#ffffff'
set output 'lag.svg'
set datafile separator tab
DATA = 'lag.dat'
set border 3 lc rgb '#444444'; set tics nomirror textcolor rgb '#222222'
set grid lc rgb '#dddddd' lw 0.7; set bars 0.6; unset key
set tmargin 3.0; set bmargin 5.7
TOP = 65.0; BOTTOM = 96.9 # the same in pixels, of panels too
set label 101 'Detection lag: leaf ready to seen complete' at screen 0.5, screen 1 offset 0,-1.3 center font ',16' noenhanced
set label 110 'Median of 11 rounds; bars: 95 % intervals. striped:2:4096, polled, randread, bs 8k, iodepth 32, numjobs 1, poll queues 1, spin' at screen 0.012, character 1.85 left font ',11' textcolor rgb '#555555' noenhanced
set label 111 'one-shot, lock blocking, numa local; AMD EPYC, CPUs 0-1, KVM, Linux 6.18.44-fc-v657; 2026-11-27.' at screen 0.012, character 0.8 left font ',11' textcolor rgb '#555555' noenhanced
set key outside right top vertical maxcols 1 Left reverse noenhanced samplen 2.4 spacing 1.15 font ',12'
set xtics ('0' 0.0, '50' 0.3010299956639812, '90' 1.0, '99' 2.0, '99.9' 3.0, '99.99' 4.0, '99.999' 5.0); set xrange [0:5.15]
set xlabel 'percentile'
set ylabel 'lag, µs'
set logscale y; set yrange [0.008695652173913044:258.63039999999995]; set ytics ('0.01' 0.01, '0.1' 0.1, '1' 1.0, '10' 10.0, '100' 100.0)
plot DATA index 1 using 1:($2/1000.0) with lines lc rgb '#0072B2' lw 1.5 dt 1 notitle, \
  DATA index 0 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorbars lc rgb '#0072B2' pt 5 ps 0.9 notitle, \
  NaN with linespoints lc rgb '#0072B2' lw 1.5 dt 1 pt 5 ps 0.9 title 'iterate-all', \
  DATA index 3 using 1:($2/1000.0) with lines lc rgb '#D55E00' lw 1.5 dt 1 notitle, \
  DATA index 2 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorbars lc rgb '#D55E00' pt 7 ps 0.9 notitle, \
  NaN with linespoints lc rgb '#D55E00' lw 1.5 dt 1 pt 7 ps 0.9 title 'root-list', \
  DATA index 5 using 1:($2/1000.0) with lines lc rgb '#56B4E9' lw 1.5 dt 1 notitle, \
  DATA index 4 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorbars lc rgb '#56B4E9' pt 13 ps 0.9 notitle, \
  NaN with linespoints lc rgb '#56B4E9' lw 1.5 dt 1 pt 13 ps 0.9 title 'busy-skip', \
  DATA index 7 using 1:($2/1000.0) with lines lc rgb '#0072B2' lw 1.5 dt 2 notitle, \
  DATA index 6 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorbars lc rgb '#0072B2' pt 4 ps 0.9 notitle, \
  NaN with linespoints lc rgb '#0072B2' lw 1.5 dt 2 pt 4 ps 0.9 title 'cookie', \
  DATA index 9 using 1:($2/1000.0) with lines lc rgb '#56B4E9' lw 1.5 dt 2 notitle, \
  DATA index 8 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorbars lc rgb '#56B4E9' pt 12 ps 0.9 notitle, \
  NaN with linespoints lc rgb '#56B4E9' lw 1.5 dt 2 pt 12 ps 0.9 title 'dm-io-list', \
  DATA index 11 using 1:($2/1000.0) with lines lc rgb '#882255' lw 1.5 dt 2 notitle, \
  DATA index 10 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorbars lc rgb '#882255' pt 3 ps 0.9 notitle, \
  NaN with linespoints lc rgb '#882255' lw 1.5 dt 2 pt 3 ps 0.9 title 'hand-back', \
  DATA index 13 using 1:($2/1000.0) with lines lc rgb '#000000' lw 1.5 dt 2 notitle, \
  DATA index 12 using 1:($2/1000.0):($3/1000.0):($4/1000.0) with yerrorbars lc rgb '#000000' pt 1 ps 0.9 notitle, \
  NaN with linespoints lc rgb '#000000' lw 1.5 dt 2 pt 1 ps 0.9 title 'interrupt'
set output
