# difference-leaves-3-iodepth-1.svg again: gnuplot difference-leaves-3-iodepth-1.gp
reset session
set encoding utf8
set terminal svg size 760,458 fixed noenhanced font 'Helvetica,13' background '#ffffff'
set output 'difference-leaves-3-iodepth-1.svg'
set datafile separator tab
DATA = 'difference-leaves-3-iodepth-1.dat'
set border 3 lc rgb '#444444'; set tics nomirror textcolor rgb '#222222'
set grid lc rgb '#dddddd' lw 0.7; set bars 0.6; unset key
set tmargin 4.2; set bmargin 5.7
TOP = 84.2; BOTTOM = 96.9 # the same in pixels, of panels too
set label 101 'Rate against interrupt' at screen 0.5, screen 1 offset 0,-1.3 center font ',16' noenhanced
set label 102 'leaves-3, iodepth 1' at screen 0.5, screen 1 offset 0,-2.8 center noenhanced
set label 110 'Ratio of medians of rounds that are paired. Median of the valid rounds, 8 to 9 of 9; bars: 95 % intervals. polled, randread,' at screen 0.012, character 1.85 left font ',11' textcolor rgb '#555555' noenhanced
set label 111 'numjobs 1, poll queues 1, spin one-shot, lock blocking, numa local; AMD EPYC, CPUs 0-1, KVM, Linux 6.18.44-fc-v657; 2026-11-25.' at screen 0.012, character 0.8 left font ',11' textcolor rgb '#555555' noenhanced
clip(x) = x < 0.0 ? 0.0 : x
set xrange [0.0:31.626181620333487]
set yrange [14.6:0.4]; set ytics ('child-counter' 1, 'queue-bitmap' 2, 'cookie' 3, 'sync-submit' 4, 'bio-array' 5, 'busy-skip' 6, 'busy-array' 7, 'root-list' 8, 'dm-io-list' 9, 'cookie-v3' 10, 'task-groups' 11, 'iterate-all' 12, 'task-fifo' 13, 'hand-back' 14) scale 0
set xlabel 'difference to interrupt, %'; set rmargin 4; set border 1; set grid xtics ytics
set arrow 1 from 0.0, graph 0 to 0.0, graph 1 nohead lc rgb '#444444' lw 1.2 back
plot DATA index 0 using (clip(3)):1:(clip(4)):(clip(5)) with xerrorbars lc rgb '#E69F00' pt 14 ps 1.3 lw 1.6, \
  DATA index 1 using (clip(3)):1:(clip(4)):(clip(5)) with xerrorbars lc rgb '#CC79A7' pt 11 ps 1.3 lw 1.6, \
  DATA index 2 using (clip(3)):1:(clip(4)):(clip(5)) with xerrorbars lc rgb '#0072B2' pt 4 ps 1.3 lw 1.6, \
  DATA index 3 using (clip(3)):1:(clip(4)):(clip(5)) with xerrorbars lc rgb '#D55E00' pt 6 ps 1.3 lw 1.6, \
  DATA index 4 using (clip(3)):1:(clip(4)):(clip(5)) with xerrorbars lc rgb '#009E73' pt 9 ps 1.3 lw 1.6, \
  DATA index 5 using (clip(3)):1:(clip(4)):(clip(5)) with xerrorbars lc rgb '#56B4E9' pt 13 ps 1.3 lw 1.6, \
  DATA index 6 using (clip(3)):1:(clip(4)):(clip(5)) with xerrorbars lc rgb '#E69F00' pt 15 ps 1.3 lw 1.6, \
  DATA index 7 using (clip(3)):1:(clip(4)):(clip(5)) with xerrorbars lc rgb '#D55E00' pt 7 ps 1.3 lw 1.6, \
  DATA index 8 using (clip(3)):1:(clip(4)):(clip(5)) with xerrorbars lc rgb '#56B4E9' pt 12 ps 1.3 lw 1.6, \
  DATA index 9 using (clip(3)):1:(clip(4)):(clip(5)) with xerrorbars lc rgb '#882255' pt 2 ps 1.3 lw 1.6, \
  DATA index 10 using (clip(3)):1:(clip(4)):(clip(5)) with xerrorbars lc rgb '#CC79A7' pt 10 ps 1.3 lw 1.6, \
  DATA index 11 using (clip(3)):1:(clip(4)):(clip(5)) with xerrorbars lc rgb '#0072B2' pt 5 ps 1.3 lw 1.6, \
  DATA index 12 using (clip(3)):1:(clip(4)):(clip(5)) with xerrorbars lc rgb '#009E73' pt 8 ps 1.3 lw 1.6, \
  DATA index 13 using (clip(3)):1:(clip(4)):(clip(5)) with xerrorbars lc rgb '#882255' pt 3 ps 1.3 lw 1.6, \
  DATA using (clip(5)):1:6 with labels left offset char 0.9,0 font ',12'
set output
