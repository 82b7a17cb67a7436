extension FioOptionTable {
    /// What ``FioJob`` reads.
    static let honoured = [
        "name", "ioengine", "filename", "directory", "filename_format", "size", "filesize", "offset",
        "offset_increment", "rw", "rwmixread", "rwmixwrite", "randseed", "randrepeat", "norandommap", "bs",
        "bssplit", "kb_base", "iodepth", "iodepth_batch", "iodepth_batch_complete_min",
        "iodepth_batch_complete_max", "hipri", "numjobs", "cpus_allowed", "numa_cpu_nodes", "stonewall",
        "runtime", "time_based", "ramp_time", "disable_lat", "gtod_reduce", "refill_buffers",
        "lat_percentiles", "clat_percentiles", "unified_rw_reporting",
    ]

    /// What pollbench does anyway, with these values.
    static let alreadySo: [String: Treatment] = [
        // How IOs are made.
        "direct": .alreadySo(["1"], otherwise: "pollbench never goes through the page cache: direct=1"),
        "buffered": .alreadySo(["0"], otherwise: "pollbench never goes through the page cache: buffered=0"),
        // Of the page cache, which is not used.
        "invalidate": anyway, "fadvise_hint": anyway,
        "registerfiles": .alreadySo(["1"], otherwise: "pollbench always registers files: leave it out"),
        "fixedbufs": .alreadySo(["1"], otherwise: "pollbench always registers buffers: leave it out"),
        "nonvectored": .alreadySo(
            ["1"], otherwise: "pollbench's reads and writes have one buffer: nonvectored=1"),
        "sqthread_poll": .alreadySo(
            ["0"], otherwise: "pollbench's jobs submit and poll themselves: leave it out"),
        "force_async": .alreadySo(
            ["0"], otherwise: "pollbench does not ask for io_uring's threads: leave it out"),
        "nowait": .alreadySo(["0"], otherwise: "pollbench's IOs may wait for a tag: leave it out"),
        "uncached": .alreadySo(["0"], otherwise: "pollbench never goes through the page cache: leave it out"),
        // Completions are read from the ring in user space.
        "userspace_reap": anyway,
        "io_submit_mode": .alreadySo(
            ["inline"], otherwise: "pollbench's jobs submit themselves: leave it out"),
        "sync": .alreadySo(["0", "none"], otherwise: "pollbench's writes are not synchronous: leave it out"),
        "fsync": .alreadySo(["0"], otherwise: flushes), "fdatasync": .alreadySo(["0"], otherwise: flushes),
        "end_fsync": .alreadySo(["0"], otherwise: flushes),
        "fsync_on_close": .alreadySo(["0"], otherwise: flushes),
        "zero_buffers": .alreadySo(["1"], otherwise: "pollbench writes zeros: zero_buffers=1"),
        "scramble_buffers": anyway,
        // Which blocks.
        "random_generator": .alreadySo(
            ["tausworthe", "tausworthe64"], otherwise: "pollbench draws each block anew: leave it out"),
        "random_distribution": .alreadySo(
            ["random"], otherwise: "pollbench draws blocks uniformly: leave it out"),
        "percentage_random": .alreadySo(
            ["100", "100,100,100"], otherwise: "use rw to say random or sequential: leave it out"),
        "allrandrepeat": anyway,
        "nrfiles": .alreadySo(["1"], otherwise: "one file or device: a --table divides IOs over several"),
        // Files are there and are written in place.
        "overwrite": anyway, "create_serialize": anyway, "create_fsync": anyway, "allow_file_create": anyway,
        "fallocate": .alreadySo(
            ["native", "none", "posix", "keep", "0", "1"], otherwise: "pollbench makes no files: leave it out"
        ),
        "allow_mounted_write": .alreadySo(
            ["0"], otherwise: "pollbench does not write to what is mounted: unmount it"),
        "unlink": .alreadySo(["0"], otherwise: "pollbench removes no files: leave it out"),
        "verify": .alreadySo(
            ["0"], otherwise: "pollbench has stamps of its own: leave it out and give --verify"),
        // Jobs.
        "thread": .alreadySo(["1"], otherwise: "pollbench's jobs are threads: leave it out"),
        "loops": .alreadySo(["1"], otherwise: "leave it out and give --rounds"),
        "startdelay": .alreadySo(["0"], otherwise: "runs begin when the one before has ended: leave it out"),
        "cpus_allowed_policy": .alreadySo(["split"], otherwise: "each job has a CPU of its own: split"),
        "numa_mem_policy": .alreadySo(["local"], otherwise: "memory is on its thread's node: local"),
        "continue_on_error": .alreadySo(
            ["none", "all", "io"],
            otherwise: "runs go on after failed IOs, which they count, and fail at their end: io"),
        // Measurements and output.
        "group_reporting": .alreadySo(["1"], otherwise: "the jobs of a cell are one row: leave it out"),
        "disable_slat": anyway, "disable_clat": anyway,
        "slat_percentiles": .alreadySo(["0"], otherwise: undivided),
        "percentile_list": .alreadySo(
            ["1:5:10:20:30:40:50:60:70:80:90:95:99:99.5:99.9:99.95:99.99"],
            otherwise: "--format fio-json prints fio's own list, and the bins for any other: leave it out"),
        "unit_base": .alreadySo(["0", "8"], otherwise: "pollbench prints bytes: leave it out"),
        // No utilisation of disks is printed, as without it.
        "disk_util": anyway,
        "description": .words,
        "new_group": .alreadySo(["1"], otherwise: "each job is its own group: leave it out"),
    ]

    /// What pollbench lacks, with the value that fio has without it.
    static let harmless = [
        "lockfile": "none", "unique_filename": "1", "rw_sequencer": "sequential", "serialize_overlap": "0",
        "fill_device": "0", "file_append": "0", "offset_align": "0",
        "file_service_type": "roundrobin", "write_barrier": "0", "atomic": "0", "mem": "malloc",
        "do_verify": "1", "verify_fatal": "0", "verify_dump": "0", "verify_async": "0",
        "verify_state_save": "1", "trim_percentage": "0", "trim_verify_zero": "1", "read_iolog_chunked": "0",
        "replay_no_stall": "0", "replay_scale": "1", "replay_time_scale": "100", "zonemode": "none",
        "zonesize": "0", "zonecapacity": "0", "zonerange": "0", "zoneskip": "0", "read_beyond_wp": "0",
        "max_open_zones": "0", "job_max_open_zones": "0", "ignore_zone_limits": "0", "lockmem": "0",
        "nice": "0", "thinktime_spin": "0", "thinktime_blocks": "1",
        "thinktime_blocks_type": "complete", "thinktime_iotime": "0", "rate_process": "linear",
        "rate_cycle": "1000", "latency_percentile": "100", "latency_run": "0", "create_on_open": "0",
        "create_only": "0", "pre_read": "0", "unlink_each_loop": "0", "exit_what": "group",
        "per_job_logs": "1", "bwavgtime": "500", "iopsavgtime": "500", "log_entries": "1024",
        "log_avg_msec": "0", "log_hist_msec": "0", "log_hist_coarseness": "0", "log_max_value": "0",
        "log_offset": "0", "log_prio": "0", "block_error_percentiles": "0", "stats": "1",
        "buffer_compress_chunk": "512", "dedupe_mode": "repeat", "dedupe_working_set_percentage": "5",
        "dedupe_global": "0", "significant_figures": "4", "disable_bw_measurement": "0", "error_dump": "0",
        "cgroup_nodelete": "0", "flow_id": "0", "flow": "0", "flow_sleep": "0",
        "steadystate_duration": "0", "steadystate_ramp_time": "0",
    ]

    /// What pollbench does not do, each with what to do about it.
    static let refused: [String: Treatment] = [
        "bsrange": .refused("one size: bs"),
        "ba": .refused("blocks are aligned to bs: leave it out"),
        "bs_unaligned": .refused("blocks are aligned to bs: leave it out"),
        "io_size": .refused("a run ends by time: runtime and time_based"),
        "number_ios": .alreadySo(["0"], otherwise: "a run ends by time: runtime and time_based"),
        "opendir": .refused("name the file itself: filename"),
        "cpumask": .refused("give the CPUs by cpus_allowed"),
        "wait_for": .refused("jobs run in the file's order: stonewall"),
        "iodepth_low": .refused("jobs refill up to iodepth at once: leave it out"),
        "sqthread_poll_cpu": .refused("pollbench's jobs submit and poll themselves: leave it out"),
        "rate": .refused(closedLoop), "rate_min": .refused(closedLoop), "rate_iops": .refused(closedLoop),
        "rate_iops_min": .refused(closedLoop),
        "thinktime": .alreadySo(["0"], otherwise: closedLoop),
        "write_lat_log": .refused("--out keeps the whole distribution: leave it out"),
        "write_hist_log": .refused("--out keeps the whole distribution: leave it out"),
        "write_bw_log": .refused(overTime), "write_iops_log": .refused(overTime),
        "exitall": .refused("jobs run one after the other, each for its runtime: leave it out"),
        "exitall_on_error": .refused("jobs run one after the other, each for its runtime: leave it out"),
    ]

    private static let flushes = "pollbench does not flush: leave it out"
    private static let undivided = "latency is not divided into submission and completion: leave it out"
    private static let closedLoop = "jobs keep iodepth IOs in flight, whatever the rate: leave it out"
    private static let overTime = "a run has one rate, not one over time: leave it out"
    /// On or off makes no difference in pollbench.
    private static let anyway = Treatment.alreadySo(["0", "1"], otherwise: "expected 0 or 1")
}
