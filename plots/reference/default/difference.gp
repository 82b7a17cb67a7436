# difference.svg again: gnuplot difference.gp
reset session
set encoding utf8
set terminal svg size 760,282 fixed noenhanced font 'Helvetica,13' background '#ffffff'
set output 'difference.svg'
set datafile separator tab
DATA = 'difference.dat'
set border 3 lc rgb '#444444'; set tics nomirror textcolor rgb '#222222'
set grid lc rgb '#dddddd' lw 0.7; set bars 0.6; unset key
set tmargin 3.0; set bmargin 6.75
TOP = 65.0; BOTTOM = 114.75 # the same in pixels, of panels too
set label 101 'Rate against interrupt' at screen 0.5, screen 1 offset 0,-1.3 center font ',16' noenhanced
set label 110 'Ratio of medians of rounds that are paired. Median of 11 rounds; bars: 95 % intervals. striped:2:4096, polled, randread, bs 8k,' at screen 0.012, character 2.9000000000000004 left font ',11' textcolor rgb '#555555' noenhanced
set label 111 'iodepth 32, numjobs 1, poll queues 1, spin one-shot, lock blocking, numa local; AMD EPYC, CPUs 0-1, KVM, Linux 6.18.44-fc-v657;' at screen 0.012, character 1.85 left font ',11' textcolor rgb '#555555' noenhanced
set label 112 '2026-11-27.' at screen 0.012, character 0.8 left font ',11' textcolor rgb '#555555' noenhanced
clip(x) = x < 0.0 ? 0.0 : x
set xrange [0.0:332.26246805175055]
set yrange [6.6:0.4]; set ytics ('iterate-all' 1, 'hand-back' 2, 'cookie' 3, 'busy-skip' 4, 'dm-io-list' 5, 'root-list' 6) scale 0
set xlabel 'difference to interrupt, %'; set rmargin 4; set border 1; set grid xtics ytics
set arrow 1 from 0.0, graph 0 to 0.0, graph 1 nohead lc rgb '#444444' lw 1.2 back
plot DATA index 0 using (clip(3)):1:(clip(4)):(clip(5)) with xerrorbars lc rgb '#0072B2' pt 5 ps 1.3 lw 1.6, \
  DATA index 1 using (clip(3)):1:(clip(4)):(clip(5)) with xerrorbars lc rgb '#882255' pt 3 ps 1.3 lw 1.6, \
  DATA index 2 using (clip(3)):1:(clip(4)):(clip(5)) with xerrorbars lc rgb '#0072B2' pt 4 ps 1.3 lw 1.6, \
  DATA index 3 using (clip(3)):1:(clip(4)):(clip(5)) with xerrorbars lc rgb '#56B4E9' pt 13 ps 1.3 lw 1.6, \
  DATA index 4 using (clip(3)):1:(clip(4)):(clip(5)) with xerrorbars lc rgb '#56B4E9' pt 12 ps 1.3 lw 1.6, \
  DATA index 5 using (clip(3)):1:(clip(4)):(clip(5)) with xerrorbars lc rgb '#D55E00' pt 7 ps 1.3 lw 1.6, \
  DATA using (clip(5)):1:6 with labels left offset char 0.9,0 font ',12'
set output
