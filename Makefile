# On systems without apt: INSTALL_DEPS=true, after installing by hand the packages that it lists.
INSTALL_DEPS ?= Scripts/install-deps

POLLBENCH := .build/release/pollbench
SOURCES := Package.swift Sources Tests
# What change-point tools name a result by; empty outside a clone.
export POLLBENCH_COMMIT := $(shell git rev-parse --short=12 HEAD 2>/dev/null)

KERNEL_OPTIONS = $(if $(KERNEL),--kernel "$(KERNEL)") $(if $(MODULES),--modules "$(MODULES)")

# The comparison that `make bench` prints: every design, on two legs whose service times have a tail.
BENCH ?= $(POLLBENCH) run --table "0 2097152 striped 2 8 model:0 0 model:1 0" \
	--bs 8k --iodepth 32 --numjobs 2 --design all --model-service lognormal:8us:20us \
	--runtime 1 --rounds 3 --out results/bench

.PHONY: help build bench bench-engine bench-latency bench-gate bench-model bench-watch findings plot test \
	guest-test slurm-test ci-gate ci-gate-baseline kernel-gate kernel-check check mutations dist deb dist-test deps \
	figure-deps test-deps guest-deps format lint clean

help: ## list the targets
	@sed -nE 's/^([a-z-]+):.*## (.*)/\1|\2/p' Makefile | awk -F'|' '{ printf "make %-16s %s\n", $$1, $$2 }'

build: deps ## build pollbench: .build/release/pollbench
	@swift build -c release --static-swift-stdlib --product pollbench >&2

bench: build ## compare all polling designs; stdout is the table
	@$(BENCH)

bench-engine: build ## what the engine costs per IO: beside fio's null engine, and in instructions
	@$(INSTALL_DEPS) binutils fio valgrind
	@Benchmarks/engine-speed
	@Benchmarks/engine-instructions

bench-latency: build ## whether known latencies are measured, and what measuring them costs
	@Benchmarks/known-latency
	@Benchmarks/latency-cost

bench-gate: build ## whether the gate sees 3 % and nothing else: an hour or two on a quiet machine; GATE="10 40 100" is shorter
	@swift build -c release --static-swift-stdlib --product pollbench --scratch-path .build-planted \
		-Xswiftc -DPOLLBENCH_PLANTED_SLOWDOWN >&2
	@Benchmarks/gate-power $(GATE)

bench-watch: build ## whether disturbed runs are marked, and quiet ones not: half an hour on a machine that nothing else uses, as root
	@Benchmarks/disturbances

bench-model: build ## the modelled machine against published measurements and this machine: results/reference/model.md; minutes
	@Benchmarks/model $(HOST) >results/reference/model.md

findings: build figure-deps ## make all findings again, measured and modelled: results/reference, plots/reference; two hours, resumable
	@Scripts/findings

plot: figure-deps ## draw RESULTS=results/NAME into plots/NAME, and its report
	@test -x $(POLLBENCH) || { echo "make bench builds $(POLLBENCH)" >&2; exit 1; }
	@$(POLLBENCH) plot "$(RESULTS)" && $(POLLBENCH) report "$(RESULTS)" -o "$(RESULTS)/report.html"

test: test-deps ## run all tests: debug, release, thread sanitizer
	@Scripts/test

guest-test: guest-deps ## run the tests that need poll queues, in a virtual machine; SUITES="smoke faults" picks some
	@Tests/Guest/guest-test $(SUITES)

slurm-test: build ## shards as jobs of a Slurm on this machine, one of them killed, merged and compared: two minutes, as root
	@RUNLEVEL=1 $(INSTALL_DEPS) slurm
	@Tests/Slurm/slurm-test

ci-gate: guest-deps ## has a design become slower than the baseline, by instructions: in a virtual machine, minutes
	@Tests/Guest/ci-gate $(CI_GATE)

kernel-gate: guest-deps ## what a change of the kernel costs per polled IO: KERNEL=path or release [MODULES=path] [BASE=…]
	@Tests/Guest/kernels/gate $(KERNEL_OPTIONS) $(if $(BASE),--base "$(BASE)") $(if $(BASE_MODULES),--base-modules "$(BASE_MODULES)") \
		$(KERNEL_GATE)

kernel-check: guest-deps ## what polled IO does in a kernel, check by check: KERNEL=path or release [CHECKS="suspend removal"]
	@Tests/Guest/kernels/check $(KERNEL_OPTIONS) $(CHECKS)

ci-gate-baseline: guest-deps ## measure the baseline of ci-gate again
	@Tests/Guest/ci-gate baseline

check: test-deps build ## explore a million schedules of each design, then mistakes that must be found: an hour; CHECK="--design cookie" picks
	@$(POLLBENCH) check --schedules 1000000 $(CHECK)
	@Tests/Mutations/run

mutations: test-deps ## make mutants of the data plane and report which ones the tests find: an hour; MUTATIONS="--sample 200 --seed 1" is quicker
	@Tests/Mutations/mutate $(MUTATIONS)

dist: build ## archive of the program, its manual and its matrices, for systems without Swift: dist/pollbench-….tar.xz
	@$(INSTALL_DEPS) binutils xz-utils
	@Packaging/dist

deb: dist ## the same as a Debian package: dist/pollbench_….deb
	@$(INSTALL_DEPS) debhelper dpkg-dev lintian
	@Packaging/deb

dist-test: deb ## install the package in a bare Debian, in memory, and run it there: minutes, as root
	@$(INSTALL_DEPS) debootstrap
	@Packaging/try

deps: ## install what a build needs
	@$(INSTALL_DEPS) build

figure-deps: ## install what figures need
	@$(INSTALL_DEPS) figure

test-deps: ## install what the tests need
	@$(INSTALL_DEPS) test

guest-deps: ## install what the tests in a virtual machine need
	@$(INSTALL_DEPS) guest

format: ## format the sources in place
	@swift format format -i -p -r $(SOURCES)

lint: ## check the format of the sources
	@swift format lint --strict -p -r $(SOURCES)

clean: ## remove what builds wrote; results and plots stay
	rm -rf dist .build .build-gate .build-planted .build-release-test .build-tsan .build-mutations .guest
	@-git worktree prune 2>/dev/null
