# answer.svg again: gnuplot answer.gp
reset session
set encoding utf8
set terminal svg size 900,490 fixed noenhanced font 'Helvetica,13' background '#ffffff'
set output 'answer.svg'
set datafile separator tab
DATA = 'answer.dat'
set border 3 lc rgb '#444444'; set tics nomirror textcolor rgb '#222222'
set grid lc rgb '#dddddd' lw 0.7; set bars 0.6; unset key
set tmargin 3.0; set bmargin 6.75
TOP = 65.0; BOTTOM = 114.75 # the same in pixels, of panels too
set label 101 'Which design: rate behind the best of each setting' at screen 0.5, screen 1 offset 0,-1.3 center font ',16' noenhanced
set label 110 'Green: nothing separates these from the fastest. A point is a setting. Zoomed: designs that are more than 5.5 % behind stand at the right' at screen 0.012, character 2.9000000000000004 left font ',12' textcolor rgb '#555555' noenhanced
set label 111 'edge. ‡ other work: fewer IOs in flight than the others kept. Median of the valid rounds, 8 to 11 of 11. striped:2:4096, polled, randread, bs' at screen 0.012, character 1.85 left font ',12' textcolor rgb '#555555' noenhanced
set label 112 '8k, iodepth 16, numjobs 2, spin one-shot, lock blocking, numa local; AMD EPYC, CPUs 0-1, KVM, Linux 6.18.44-fc-v657; 2026-11-27.' at screen 0.012, character 0.8 left font ',12' textcolor rgb '#555555' noenhanced
clip(x) = x * 100 > 5.469777734195816 ? 5.469777734195816 : x * 100
set xrange [-0.16409333202587448:5.5791732888797325]
set yrange [15.6:0.4]; set ytics ('hand-back' 1, 'bio-array' 2, 'cookie' 3, 'child-counter' 4, 'task-groups' 5, 'dm-io-list' 6, 'cookie-v3' 7, 'iterate-all' 8, 'busy-array' 9, 'busy-skip' 10, 'queue-bitmap' 11, 'task-fifo' 12, 'root-list' 13, 'interrupt' 14, 'sync-submit' 15) scale 0
set xlabel 'behind the best, %'; set rmargin 43; set border 1; set grid xtics ytics
set object 1 rectangle from graph 0, first 0.5 to graph 1, first 3.5 fillcolor rgb '#d9f0e3' fillstyle solid 1 noborder behind
set label 200 'at most 0.01 %' at graph 1.02, first 1 left font ',12' noenhanced
set label 201 'at most 0.55 %' at graph 1.02, first 2 left font ',12' noenhanced
set label 202 'at most 0.77 %; too few valid rounds in 1 of 2' at graph 1.02, first 3 left font ',12' noenhanced
set label 203 'at most 0.00 %' at graph 1.02, first 4 left font ',12' noenhanced
set label 204 'at most 1.4 %' at graph 1.02, first 5 left font ',12' noenhanced
set label 205 'at most 3.4 %' at graph 1.02, first 6 left font ',12' noenhanced
set label 206 'at most 3.4 %' at graph 1.02, first 7 left font ',12' noenhanced
set label 207 'at most 3.5 %' at graph 1.02, first 8 left font ',12' noenhanced
set label 208 'at most 3.5 %' at graph 1.02, first 9 left font ',12' noenhanced
set label 209 'at most 3.7 %' at graph 1.02, first 10 left font ',12' noenhanced
set label 210 'at most 3.7 %' at graph 1.02, first 11 left font ',12' noenhanced
set label 211 'at most 4.8 %' at graph 1.02, first 12 left font ',12' noenhanced
set label 212 '→ at most 31 %' at graph 1.02, first 13 left font ',12' noenhanced
set label 213 '→ at most 64 %' at graph 1.02, first 14 left font ',12' noenhanced
set label 214 'other work, not compared' at graph 1.02, first 15 left font ',12' noenhanced
plot DATA index 0 using (clip($3)):1 with linespoints lc rgb '#882255' pt 3 ps 1.2 lw 1.4, \
  DATA index 1 using (clip($3)):1 with linespoints lc rgb '#009E73' pt 9 ps 1.2 lw 1.4, \
  DATA index 2 using (clip($3)):1 with linespoints lc rgb '#0072B2' pt 4 ps 1.2 lw 1.4, \
  DATA index 3 using (clip($3)):1 with linespoints lc rgb '#E69F00' pt 14 ps 1.2 lw 1.4, \
  DATA index 4 using (clip($3)):1 with linespoints lc rgb '#CC79A7' pt 10 ps 1.2 lw 1.4, \
  DATA index 5 using (clip($3)):1 with linespoints lc rgb '#56B4E9' pt 12 ps 1.2 lw 1.4, \
  DATA index 6 using (clip($3)):1 with linespoints lc rgb '#882255' pt 2 ps 1.2 lw 1.4, \
  DATA index 7 using (clip($3)):1 with linespoints lc rgb '#0072B2' pt 5 ps 1.2 lw 1.4, \
  DATA index 8 using (clip($3)):1 with linespoints lc rgb '#E69F00' pt 15 ps 1.2 lw 1.4, \
  DATA index 9 using (clip($3)):1 with linespoints lc rgb '#56B4E9' pt 13 ps 1.2 lw 1.4, \
  DATA index 10 using (clip($3)):1 with linespoints lc rgb '#CC79A7' pt 11 ps 1.2 lw 1.4, \
  DATA index 11 using (clip($3)):1 with linespoints lc rgb '#009E73' pt 8 ps 1.2 lw 1.4, \
  DATA index 12 using (clip($3)):1 with linespoints lc rgb '#D55E00' pt 7 ps 1.2 lw 1.4, \
  DATA index 13 using (clip($3)):1 with linespoints lc rgb '#000000' pt 1 ps 1.2 lw 1.4
set output
