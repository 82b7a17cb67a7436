# tail-iodepth-128-numjobs-4-poll-queues-1-model-parallelism-64.svg again: gnuplot tail-iodepth-128-numjobs-4-poll-queues-1-model-parallelism-64.gp
reset session
set encoding utf8
set terminal svg size 760,440 fixed noenhanced font 'Helvetica,13' background '#ffffff'
set output 'tail-iodepth-128-numjobs-4-poll-queues-1-model-parallelism-64.svg'
set datafile separator tab
DATA = 'tail-iodepth-128-numjobs-4-poll-queues-1-model-parallelism-64.dat'
set border 3 lc rgb '#444444'; set tics nomirror textcolor rgb '#222222'
set grid lc rgb '#dddddd' lw 0.7; set bars 0.6; unset key
set tmargin 4.2; set bmargin 5.7
TOP = 84.2; BOTTOM = 96.9 # the same in pixels, of panels too
set label 101 'Rate against the tail of the service time' at screen 0.5, screen 1 offset 0,-1.3 center font ',16' noenhanced
set label 102 'iodepth 128, numjobs 4, poll queues 1, model_parallelism 64' at screen 0.5, screen 1 offset 0,-2.8 center noenhanced
set label 110 'Median of 9 rounds; bars: 95 % intervals. striped:2:8192, randread, bs 8k, spin one-shot, lock blocking, modelled on' at screen 0.012, character 1.85 left font ',11' textcolor rgb '#555555' noenhanced
set label 111 'xeon-8375c-2x32; 2026-11-28.' at screen 0.012, character 0.8 left font ',11' textcolor rgb '#555555' noenhanced
set key outside right top vertical maxcols 1 Left reverse noenhanced samplen 2.4 spacing 1.15 font ',12'
set xtics ('80us' 1, '500us' 2); set xrange [0.5:2.5]
set xlabel '99th percentile of the service time'
set ylabel 'thousand IOs per second'; set yrange [0:*]
plot DATA index 0 using ($1/1.0+-0.25):($2/1000.0) with lines lc rgb '#0072B2' lw 1.5 dt 1 notitle, \
  DATA index 0 using ($1/1.0+-0.25):($2/1000.0):($3/1000.0):($4/1000.0) with yerrorbars lc rgb '#0072B2' pt 5 ps 0.9 notitle, \
  NaN with linespoints lc rgb '#0072B2' lw 1.5 dt 1 pt 5 ps 0.9 title 'iterate-all', \
  DATA index 1 using ($1/1.0+-0.08333333333333334):($2/1000.0) with lines lc rgb '#D55E00' lw 1.5 dt 1 notitle, \
  DATA index 1 using ($1/1.0+-0.08333333333333334):($2/1000.0):($3/1000.0):($4/1000.0) with yerrorbars lc rgb '#D55E00' pt 7 ps 0.9 notitle, \
  NaN with linespoints lc rgb '#D55E00' lw 1.5 dt 1 pt 7 ps 0.9 title 'root-list', \
  DATA index 2 using ($1/1.0+0.08333333333333331):($2/1000.0) with lines lc rgb '#56B4E9' lw 1.5 dt 2 notitle, \
  DATA index 2 using ($1/1.0+0.08333333333333331):($2/1000.0):($3/1000.0):($4/1000.0) with yerrorbars lc rgb '#56B4E9' pt 12 ps 0.9 notitle, \
  NaN with linespoints lc rgb '#56B4E9' lw 1.5 dt 2 pt 12 ps 0.9 title 'dm-io-list', \
  DATA index 3 using ($1/1.0+0.25):($2/1000.0) with lines lc rgb '#882255' lw 1.5 dt 2 notitle, \
  DATA index 3 using ($1/1.0+0.25):($2/1000.0):($3/1000.0):($4/1000.0) with yerrorbars lc rgb '#882255' pt 3 ps 0.9 notitle, \
  NaN with linespoints lc rgb '#882255' lw 1.5 dt 2 pt 3 ps 0.9 title 'hand-back'
set output
