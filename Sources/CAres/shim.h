// The system's c-ares (1.18 or later). Some functions of 1.18 are deprecated in later versions.
#pragma once
#ifndef CARES_NO_DEPRECATED
#define CARES_NO_DEPRECATED
#endif
#include <ares.h>
#include <ares_dns.h>
#include <arpa/nameser.h>
