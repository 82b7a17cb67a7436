# difference-poll-queues-1.svg again: gnuplot difference-poll-queues-1.gp
reset session
set encoding utf8
set terminal svg size 760,414 fixed noenhanced font 'Helvetica,13' background '#ffffff'
set output 'difference-poll-queues-1.svg'
set datafile separator tab
DATA = 'difference-poll-queues-1.dat'
set border 3 lc rgb '#444444'; set tics nomirror textcolor rgb '#222222'
set grid lc rgb '#dddddd' lw 0.7; set bars 0.6; unset key
set tmargin 4.2; set bmargin 6.75
TOP = 84.2; BOTTOM = 114.75 # the same in pixels, of panels too
set label 101 'Rate against iterate-all' at screen 0.5, screen 1 offset 0,-1.3 center font ',16' noenhanced
set label 102 'poll queues 1' at screen 0.5, screen 1 offset 0,-2.8 center noenhanced
set label 110 'Ratio of medians of rounds that are paired. ‡ other work: fewer IOs in flight than the others kept. Median of the valid rounds, 8' at screen 0.012, character 2.9000000000000004 left font ',11' textcolor rgb '#555555' noenhanced
set label 111 'to 11 of 11; bars: 95 % intervals. striped:2:4096, polled, randread, bs 8k, iodepth 16, numjobs 2, spin one-shot, lock blocking,' at screen 0.012, character 1.85 left font ',11' textcolor rgb '#555555' noenhanced
set label 112 'numa local; AMD EPYC, CPUs 0-1, KVM, Linux 6.18.44-fc-v657; 2026-11-27.' at screen 0.012, character 0.8 left font ',11' textcolor rgb '#555555' noenhanced
clip(x) = x < -98.31720575828021 ? -98.31720575828021 : x
set xrange [-98.31720575828021:34.35593262623822]
set yrange [12.6:0.4]; set ytics ('hand-back' 1, 'busy-array' 2, 'bio-array' 3, 'cookie-v3' 4, 'cookie' 5, 'busy-skip' 6, 'queue-bitmap' 7, 'task-groups' 8, 'dm-io-list' 9, 'task-fifo' 10, 'root-list' 11, 'sync-submit ‡' 12) scale 0
set xlabel 'difference to iterate-all, %'; set rmargin 4; set border 1; set grid xtics ytics
set arrow 1 from 0.0, graph 0 to 0.0, graph 1 nohead lc rgb '#444444' lw 1.2 back
plot DATA index 0 using (clip(3)):1:(clip(4)):(clip(5)) with xerrorbars lc rgb '#882255' pt 3 ps 1.3 lw 1.6, \
  DATA index 1 using (clip(3)):1:(clip(4)):(clip(5)) with xerrorbars lc rgb '#E69F00' pt 15 ps 1.3 lw 1.6, \
  DATA index 2 using (clip(3)):1:(clip(4)):(clip(5)) with xerrorbars lc rgb '#009E73' pt 9 ps 1.3 lw 1.6, \
  DATA index 3 using (clip(3)):1:(clip(4)):(clip(5)) with xerrorbars lc rgb '#882255' pt 2 ps 1.3 lw 1.6, \
  DATA index 4 using (clip(3)):1:(clip(4)):(clip(5)) with xerrorbars lc rgb '#0072B2' pt 4 ps 1.3 lw 1.6, \
  DATA index 5 using (clip(3)):1:(clip(4)):(clip(5)) with xerrorbars lc rgb '#56B4E9' pt 13 ps 1.3 lw 1.6, \
  DATA index 6 using (clip(3)):1:(clip(4)):(clip(5)) with xerrorbars lc rgb '#CC79A7' pt 11 ps 1.3 lw 1.6, \
  DATA index 7 using (clip(3)):1:(clip(4)):(clip(5)) with xerrorbars lc rgb '#CC79A7' pt 10 ps 1.3 lw 1.6, \
  DATA index 8 using (clip(3)):1:(clip(4)):(clip(5)) with xerrorbars lc rgb '#56B4E9' pt 12 ps 1.3 lw 1.6, \
  DATA index 9 using (clip(3)):1:(clip(4)):(clip(5)) with xerrorbars lc rgb '#009E73' pt 8 ps 1.3 lw 1.6, \
  DATA index 10 using (clip(3)):1:(clip(4)):(clip(5)) with xerrorbars lc rgb '#D55E00' pt 7 ps 1.3 lw 1.6, \
  DATA index 11 using (clip(3)):1:(clip(4)):(clip(5)) with xerrorbars lc rgb '#D55E00' pt 6 ps 1.3 lw 1.6, \
  DATA using (clip(5)):1:6 with labels left offset char 0.9,0 font ',12'
set output
