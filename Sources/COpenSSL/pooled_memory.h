// Memory for OpenSSL from lists of free blocks that each thread keeps for itself. A handshake allocates and
// frees some thousand small blocks, more than malloc keeps at hand for a thread.
#pragma once
#include <openssl/crypto.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define FS_POOL_STEP 16       // bytes from one class of blocks to the next
#define FS_POOL_CLASSES 64    // so blocks of up to 1 KiB are pooled
#define FS_POOL_KEPT 65536    // bytes a thread keeps free in each class; what is more goes back to malloc

// Stands before every block; as long as malloc's alignment.
struct fs_pool_head {
    size_t class; // 0: not pooled
    size_t size;  // as asked for
};

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

static inline void *fs_pool_allocate(size_t size, const char *file, int line) {
    (void)file;
    (void)line;
    if (size == 0 || size > INT32_MAX) return NULL;
    struct fs_pool *pool = fs_pool();
    size_t class = (size + FS_POOL_STEP - 1) / FS_POOL_STEP;
    size_t bytes = class * FS_POOL_STEP;
    if (class > FS_POOL_CLASSES) class = 0;
    struct fs_pool_head *head;
    if (class != 0 && pool->free[class] != NULL) {
        struct fs_pool_block *block = pool->free[class];
        pool->free[class] = block->next;
        pool->count[class]--;
        head = (struct fs_pool_head *)block - 1;
    } else {
        head = malloc(sizeof *head + bytes);
        if (head == NULL) return NULL;
    }
    head->class = class;
    head->size = size;
    return head + 1;
}

// A block may be released by another thread than the one that asked for it: it joins that one's list.
static inline void fs_pool_release(void *memory, const char *file, int line) {
    (void)file;
    (void)line;
    if (memory == NULL) return;
    struct fs_pool_head *head = (struct fs_pool_head *)memory - 1;
    struct fs_pool *pool = fs_pool();
    size_t class = head->class;
    if (class == 0 || (pool->count[class] + 1) * class * FS_POOL_STEP > FS_POOL_KEPT) {
        free(head);
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
    struct fs_pool_head *head = (struct fs_pool_head *)memory - 1;
    if (size <= head->class * FS_POOL_STEP) {
        head->size = size;
        return memory;
    }
    void *moved = fs_pool_allocate(size, file, line);
    if (moved == NULL) return NULL;
    memcpy(moved, memory, head->size < size ? head->size : size);
    fs_pool_release(memory, file, line);
    return moved;
}

// 1 when OpenSSL allocates from the pools from now on; 0 when it has allocated something before.
static inline int fs_pool_install(void) {
    return CRYPTO_set_mem_functions(fs_pool_allocate, fs_pool_resize, fs_pool_release);
}
