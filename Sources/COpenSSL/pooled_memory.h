// Memory for OpenSSL from lists of free blocks that each thread keeps for itself. A handshake allocates and
// frees some thousand small blocks, more than malloc keeps at hand for a thread.
//
// A block is malloc's own, without a header of ours: how much it holds malloc itself knows.
#pragma once
#include <malloc.h>
#include <openssl/crypto.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define FS_POOL_STEP 16       // bytes from one class of blocks to the next
#define FS_POOL_CLASSES 64    // so blocks of up to 1 KiB are pooled
#define FS_POOL_KEPT 65536    // bytes a thread keeps free in each class; what is more goes back to malloc

// A free block holds the next one of its class.
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

// Blocks of class n hold at least this: glibc's sizes (malloc/malloc.c), which waste nothing there. At least 24.
static inline size_t fs_pool_holds(size_t class) {
    return class * FS_POOL_STEP + 8;
}

// The smallest class whose blocks hold so much.
static inline size_t fs_pool_class_for(size_t size) {
    return size <= fs_pool_holds(1) ? 1 : (size + FS_POOL_STEP - 9) / FS_POOL_STEP;
}

// The largest class a block is good for.
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

// A block may be released by another thread than the one that asked for it: it joins that one's list.
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

// 1 when OpenSSL allocates from the pools from now on; 0 when it has allocated something before.
static inline int fs_pool_install(void) {
    return CRYPTO_set_mem_functions(fs_pool_allocate, fs_pool_resize, fs_pool_release);
}

// All threads share so many heaps; heard until the first thread asks for one. glibc gives each its own, up to eight
// a core, and every heap keeps what its busiest moment took.
static inline void fs_limit_heaps(int count) {
#ifdef M_ARENA_MAX
    mallopt(M_ARENA_MAX, count);
#else
    (void)count;
#endif
}
