#pragma once
// liburing.h asks for the names of X/Open 500, under which some types of libc look different from those that Swift's
// Glibc module has seen. Once libc has chosen its names, that request comes too late.
#include <features.h>
#include <signal.h>
#include <liburing.h>
