# rate.svg again: gnuplot rate.gp
reset session
set encoding utf8
set terminal svg size 760,304 fixed noenhanced font 'Helvetica,13' background '#ffffff'
set output 'rate.svg'
set datafile separator tab
DATA = 'rate.dat'
set border 3 lc rgb '#444444'; set tics nomirror textcolor rgb '#222222'
set grid lc rgb '#dddddd' lw 0.7; set bars 0.6; unset key
set tmargin 3.0; set bmargin 5.7
TOP = 65.0; BOTTOM = 96.9 # the same in pixels, of panels too
set label 101 'Rate of each design' at screen 0.5, screen 1 offset 0,-1.3 center font ',16' noenhanced
set label 110 'Median of 11 rounds; bars: 95 % intervals. striped:2:4096, polled, randread, bs 8k, iodepth 32, numjobs 1, poll queues 1, spin' at screen 0.012, character 1.85 left font ',11' textcolor rgb '#555555' noenhanced
set label 111 'one-shot, lock blocking, numa local; AMD EPYC, CPUs 0-1, KVM, Linux 6.18.44-fc-v657; 2026-11-27.' at screen 0.012, character 0.8 left font ',11' textcolor rgb '#555555' noenhanced
clip(x) = x < 2882.088345253116 ? 2882.088345253116 : x
set xrange [2882.088345253116:2986.8837210449447]
set yrange [7.6:0.4]; set ytics ('iterate-all' 1, 'hand-back' 2, 'cookie' 3, 'busy-skip' 4, 'dm-io-list' 5, 'root-list' 6, 'interrupt' 7) scale 0
set xlabel 'thousand IOs per second; zoomed: the axis does not begin at 0'; set rmargin 4; set border 1; set grid xtics ytics
plot DATA index 0 using (clip(($3/1000.0))):1:(clip(($4/1000.0))):(clip(($5/1000.0))) with xerrorbars lc rgb '#0072B2' pt 5 ps 1.3 lw 1.6, \
  DATA index 1 using (clip(($3/1000.0))):1:(clip(($4/1000.0))):(clip(($5/1000.0))) with xerrorbars lc rgb '#882255' pt 3 ps 1.3 lw 1.6, \
  DATA index 2 using (clip(($3/1000.0))):1:(clip(($4/1000.0))):(clip(($5/1000.0))) with xerrorbars lc rgb '#0072B2' pt 4 ps 1.3 lw 1.6, \
  DATA index 3 using (clip(($3/1000.0))):1:(clip(($4/1000.0))):(clip(($5/1000.0))) with xerrorbars lc rgb '#56B4E9' pt 13 ps 1.3 lw 1.6, \
  DATA index 4 using (clip(($3/1000.0))):1:(clip(($4/1000.0))):(clip(($5/1000.0))) with xerrorbars lc rgb '#56B4E9' pt 12 ps 1.3 lw 1.6, \
  DATA index 5 using (clip(($3/1000.0))):1:(clip(($4/1000.0))):(clip(($5/1000.0))) with xerrorbars lc rgb '#D55E00' pt 7 ps 1.3 lw 1.6, \
  DATA index 6 using (clip(($3/1000.0))):1:(clip(($4/1000.0))):(clip(($5/1000.0))) with xerrorbars lc rgb '#000000' pt 1 ps 1.3 lw 1.6, \
  DATA using (clip(($5/1000.0))):1:6 with labels left offset char 0.9,0 font ',12'
set output
