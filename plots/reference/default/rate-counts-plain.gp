# rate-counts-plain.svg again: gnuplot rate-counts-plain.gp
reset session
set encoding utf8
set terminal svg size 760,172 fixed noenhanced font 'Helvetica,13' background '#ffffff'
set output 'rate-counts-plain.svg'
set datafile separator tab
DATA = 'rate-counts-plain.dat'
set border 3 lc rgb '#444444'; set tics nomirror textcolor rgb '#222222'
set grid lc rgb '#dddddd' lw 0.7; set bars 0.6; unset key
set tmargin 4.2; set bmargin 5.7
TOP = 84.2; BOTTOM = 96.9 # the same in pixels, of panels too
set label 101 'Rate of each design' at screen 0.5, screen 1 offset 0,-1.3 center font ',16' noenhanced
set label 102 'counts plain' at screen 0.5, screen 1 offset 0,-2.8 center noenhanced
set label 110 'Median of 11 rounds; bars: 95 % intervals. striped:2:4096, polled, randread, bs 8k, iodepth 32, numjobs 1, poll queues 1, spin' at screen 0.012, character 1.85 left font ',11' textcolor rgb '#555555' noenhanced
set label 111 'one-shot, lock blocking, numa local; AMD EPYC, CPUs 0-1, KVM, Linux 6.18.44-fc-v657; 2026-11-27.' at screen 0.012, character 0.8 left font ',11' textcolor rgb '#555555' noenhanced
clip(x) = x < 0.0 ? 0.0 : x
set xrange [0.0:3314.8726909763304]
set yrange [1.6:0.4]; set ytics ('hand-back' 1) scale 0
set xlabel 'thousand IOs per second'; set rmargin 4; set border 1; set grid xtics ytics
plot DATA index 0 using (clip(($3/1000.0))):1:(clip(($4/1000.0))):(clip(($5/1000.0))) with xerrorbars lc rgb '#882255' pt 3 ps 1.3 lw 1.6, \
  DATA using (clip(($5/1000.0))):1:6 with labels left offset char 0.9,0 font ',12'
set output
