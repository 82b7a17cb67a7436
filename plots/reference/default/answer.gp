# answer.svg again: gnuplot answer.gp
reset session
set encoding utf8
set terminal svg size 900,314 fixed noenhanced font 'Helvetica,13' background '#ffffff'
set output 'answer.svg'
set datafile separator tab
DATA = 'answer.dat'
set border 3 lc rgb '#444444'; set tics nomirror textcolor rgb '#222222'
set grid lc rgb '#dddddd' lw 0.7; set bars 0.6; unset key
set tmargin 3.0; set bmargin 6.75
TOP = 65.0; BOTTOM = 114.75 # the same in pixels, of panels too
set label 101 'Which design: rate behind the best' at screen 0.5, screen 1 offset 0,-1.3 center font ',16' noenhanced
set label 110 'Green: nothing separates these from the fastest. Zoomed: designs that are more than 3.2 % behind stand at the right edge. Median of 11 rounds.' at screen 0.012, character 2.9000000000000004 left font ',12' textcolor rgb '#555555' noenhanced
set label 111 'striped:2:4096, polled, randread, bs 8k, iodepth 32, numjobs 1, poll queues 1, spin one-shot, lock blocking, numa local; AMD EPYC, CPUs 0-1,' at screen 0.012, character 1.85 left font ',12' textcolor rgb '#555555' noenhanced
set label 112 'KVM, Linux 6.18.44-fc-v657; 2026-11-27.' at screen 0.012, character 0.8 left font ',12' textcolor rgb '#555555' noenhanced
clip(x) = x * 100 > 3.1827744740415733 ? 3.1827744740415733 : x * 100
set xrange [-0.39708633216208183:3.246429963522405]
set yrange [7.6:0.4]; set ytics ('iterate-all' 1, 'hand-back' 2, 'cookie' 3, 'busy-skip' 4, 'dm-io-list' 5, 'root-list' 6, 'interrupt' 7) scale 0
set xlabel 'behind the best, %'; set rmargin 9; set border 1; set grid xtics ytics
set object 1 rectangle from graph 0, first 0.5 to graph 1, first 4.5 fillcolor rgb '#d9f0e3' fillstyle solid 1 noborder behind
set label 200 '0.00 %' at graph 1.02, first 1 left font ',12' noenhanced
set label 201 '0.02 %' at graph 1.02, first 2 left font ',12' noenhanced
set label 202 '0.05 %' at graph 1.02, first 3 left font ',12' noenhanced
set label 203 '0.25 %' at graph 1.02, first 4 left font ',12' noenhanced
set label 204 '2.8 %' at graph 1.02, first 5 left font ',12' noenhanced
set label 205 '→ 38 %' at graph 1.02, first 6 left font ',12' noenhanced
set label 206 '→ 74 %' at graph 1.02, first 7 left font ',12' noenhanced
plot DATA index 0 using (clip($3)):1:(clip($4)):(clip($5)) with xerrorbars lc rgb '#0072B2' pt 5 ps 1.2 lw 1.4, \
  DATA index 1 using (clip($3)):1:(clip($4)):(clip($5)) with xerrorbars lc rgb '#882255' pt 3 ps 1.2 lw 1.4, \
  DATA index 2 using (clip($3)):1:(clip($4)):(clip($5)) with xerrorbars lc rgb '#0072B2' pt 4 ps 1.2 lw 1.4, \
  DATA index 3 using (clip($3)):1:(clip($4)):(clip($5)) with xerrorbars lc rgb '#56B4E9' pt 13 ps 1.2 lw 1.4, \
  DATA index 4 using (clip($3)):1:(clip($4)):(clip($5)) with xerrorbars lc rgb '#56B4E9' pt 12 ps 1.2 lw 1.4, \
  DATA index 5 using (clip($3)):1:(clip($4)):(clip($5)) with xerrorbars lc rgb '#D55E00' pt 7 ps 1.2 lw 1.4, \
  DATA index 6 using (clip($3)):1:(clip($4)):(clip($5)) with xerrorbars lc rgb '#000000' pt 1 ps 1.2 lw 1.4
set output
