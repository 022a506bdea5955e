// The system's c-ares (1.18 or later); what later ones call deprecated is what 1.18 has.
#pragma once
#ifndef CARES_NO_DEPRECATED
#define CARES_NO_DEPRECATED
#endif
#include <ares.h>
#include <ares_dns.h>
#include <arpa/nameser.h>
