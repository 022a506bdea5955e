/* tarpit TLS-PORT HTTP-PORT ADDRESS …: lets clients connect to both ports of each address and never
 * sends anything, until it is killed. It does not call accept: the kernel completes as many
 * connections as fit the backlog. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void hold(const char *address, int port) {
    struct sockaddr_in name = {.sin_family = AF_INET, .sin_port = htons(port)};
    int one = 1, listener = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (inet_pton(AF_INET, address, &name.sin_addr) != 1 || bind(listener, (struct sockaddr *)&name, sizeof name)
        || listen(listener, 4096)) {
        perror(address);
        exit(1);
    }
}

int main(int count, char **arguments) {
    if (count < 4) { fprintf(stderr, "usage: tarpit TLS-PORT HTTP-PORT ADDRESS ...\n"); return 64; }
    for (int i = 3; i < count; i++) {
        hold(arguments[i], atoi(arguments[1]));
        hold(arguments[i], atoi(arguments[2]));
    }
    pause();
    return 0;
}
