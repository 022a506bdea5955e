// Memory for OpenSSL from per-thread free lists. A handshake allocates and frees about a thousand
// small blocks, more than malloc caches for a thread.
//
// Blocks come from malloc without an extra header, because malloc knows their size.
#pragma once
#include <malloc.h>
#include <openssl/crypto.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define FS_POOL_STEP 16       // difference in bytes between two classes
#define FS_POOL_CLASSES 64    // so blocks of up to 1 KiB are pooled
#define FS_POOL_KEPT 65536    // free bytes that a thread keeps per class; malloc gets the rest

// A free block points to the next one of its class.
struct fs_pool_block {
    struct fs_pool_block *next;
};

struct fs_pool {
    struct fs_pool_block *free[FS_POOL_CLASSES + 1];
    size_t count[FS_POOL_CLASSES + 1];
};

static inline struct fs_pool *fs_pool(void) {
    static _Thread_local struct fs_pool pool;
    return &pool;
}

// Returns the minimum size of a block of class n, starting at 24. These are glibc's own sizes
// (malloc/malloc.c), so that nothing is wasted.
static inline size_t fs_pool_holds(size_t class) {
    return class * FS_POOL_STEP + 8;
}

// Returns the smallest class whose blocks hold that many bytes.
static inline size_t fs_pool_class_for(size_t size) {
    return size <= fs_pool_holds(1) ? 1 : (size + FS_POOL_STEP - 9) / FS_POOL_STEP;
}

// Returns the largest class that a block of that size can serve.
static inline size_t fs_pool_class_of(void *memory) {
    return (malloc_usable_size(memory) - 8) / FS_POOL_STEP;
}

static inline void *fs_pool_allocate(size_t size, const char *file, int line) {
    (void)file;
    (void)line;
    if (size == 0 || size > INT32_MAX) return NULL;
    size_t class = fs_pool_class_for(size);
    if (class > FS_POOL_CLASSES) return malloc(size);
    struct fs_pool *pool = fs_pool();
    struct fs_pool_block *block = pool->free[class];
    if (block == NULL) return malloc(fs_pool_holds(class));
    pool->free[class] = block->next;
    pool->count[class]--;
    return block;
}

// A block may be released by a thread other than the one that allocated it. It is added to the
// releasing thread's list.
static inline void fs_pool_release(void *memory, const char *file, int line) {
    (void)file;
    (void)line;
    if (memory == NULL) return;
    struct fs_pool *pool = fs_pool();
    size_t class = fs_pool_class_of(memory);
    if (class > FS_POOL_CLASSES || (pool->count[class] + 1) * fs_pool_holds(class) > FS_POOL_KEPT) {
        free(memory);
        return;
    }
    struct fs_pool_block *block = memory;
    block->next = pool->free[class];
    pool->free[class] = block;
    pool->count[class]++;
}

static inline void *fs_pool_resize(void *memory, size_t size, const char *file, int line) {
    if (memory == NULL) return fs_pool_allocate(size, file, line);
    if (size == 0) {
        fs_pool_release(memory, file, line);
        return NULL;
    }
    size_t held = malloc_usable_size(memory);
    if (size <= held) return memory;
    void *moved = fs_pool_allocate(size, file, line);
    if (moved == NULL) return NULL;
    memcpy(moved, memory, held);
    fs_pool_release(memory, file, line);
    return moved;
}

// Returns 1 if OpenSSL allocates from the pools from now on, 0 if it has allocated memory before.
static inline int fs_pool_install(void) {
    return CRYPTO_set_mem_functions(fs_pool_allocate, fs_pool_resize, fs_pool_release);
}

// Limits the number of arenas. Call it before the first thread requests one. By default glibc
// creates up to eight per core, and each keeps the memory of its peak use.
static inline void fs_limit_heaps(int count) {
#ifdef M_ARENA_MAX
    mallopt(M_ARENA_MAX, count);
#else
    (void)count;
#endif
}
