/* names ADDRESS PORT ANSWER: a DNS server over UDP that answers every query for A with ANSWER and
 * every other query with an empty NOERROR, until it is killed. It checks as little as possible, so
 * that measurements show the client's time. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

/* Returns the offset after the question; 0 if there is none. */
static int question_end(const unsigned char *packet, int size) {
    int at = 12;
    while (at < size && packet[at] != 0) at += packet[at] + 1;
    return at + 5 <= size ? at + 5 : 0;
}

int main(int count, char **arguments) {
    if (count != 4) { fprintf(stderr, "usage: names ADDRESS PORT ANSWER\n"); return 64; }
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(arguments[2]))};
    unsigned char answer[16] = {0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4}, packet[1024];
    int server = socket(AF_INET, SOCK_DGRAM, 0), room = 4 << 20;
    setsockopt(server, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
    if (inet_pton(AF_INET, arguments[1], &address.sin_addr) != 1 || inet_pton(AF_INET, arguments[3], answer + 12) != 1
        || bind(server, (struct sockaddr *)&address, sizeof address)) {
        perror(arguments[1]);
        return 1;
    }
    for (;;) {
        struct sockaddr_in from;
        socklen_t length = sizeof from;
        int size = recvfrom(server, packet, 512, 0, (struct sockaddr *)&from, &length);
        int end = size > 12 ? question_end(packet, size) : 0;
        if (end == 0) continue;
        int is_a = packet[end - 4] == 0 && packet[end - 3] == 1;
        memcpy(packet + 2, (unsigned char[]){0x81, 0x80, 0, 1, 0, is_a, 0, 0, 0, 0}, 10);
        if (is_a) memcpy(packet + end, answer, sizeof answer);
        sendto(server, packet, end + (is_a ? sizeof answer : 0), 0, (struct sockaddr *)&from, length);
    }
}
