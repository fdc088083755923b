// What the bench needs beside the servers, small enough to add nothing of its own:
//   wire echo PORT              the limit: every packet goes back as "no such name", unread
//   wire answer PORT            the upstream server of all: one A record, TTL 300 s, EDNS to EDNS
//   wire ask PORT NAMES COUNT RATE
//                               COUNT questions, RATE a second, one at a time; prints the
//                               nanoseconds until each answer came, -1 after a second
// Built by bench/dns/machine.py with the machine's own C compiler.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>

static struct sockaddr_in at(const char *port) {
    struct sockaddr_in place = {.sin_family = AF_INET, .sin_port = htons(atoi(port))};
    place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return place;
}

// The question's end in a packet of n bytes, 0 if it has none.
static int question_end(const unsigned char *packet, int n) {
    int place = 12;
    while (place < n && packet[place]) place += packet[place] + 1;
    return place + 5 <= n ? place + 5 : 0;
}

static int serve(const char *port, int answers) {
    static const char record[16] = {(char)0xc0, 12, 0, 1, 0, 1, 0, 0, 1, 44, 0, 4, 10, 1, 2, 3};
    static const char opt[11] = {0, 0, 41, 4, (char)0xd0};
    struct sockaddr_in here = at(port), from;
    int fd = socket(AF_INET, SOCK_DGRAM, 0), room = 1 << 22;
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
    if (bind(fd, (struct sockaddr *)&here, sizeof here)) return perror("bind"), 1;
    unsigned char packet[2048];
    for (;;) {
        socklen_t size = sizeof from;
        int n = recvfrom(fd, packet, sizeof packet - 32, 0, (struct sockaddr *)&from, &size);
        int end = n < 12 ? 0 : question_end(packet, n);
        if (!end) continue;
        packet[2] |= 0x80;
        packet[3] = answers ? 0x80 : 0x83;
        if (answers) {
            int edns = packet[11];
            memset(packet + 6, 0, 6);
            packet[7] = 1, packet[11] = edns;
            memcpy(packet + end, record, sizeof record);
            n = end + (int)sizeof record;
            if (edns) memcpy(packet + n, opt, sizeof opt), n += (int)sizeof opt;
        }
        sendto(fd, packet, n, 0, (struct sockaddr *)&from, size);
    }
}

static int put_question(unsigned char *packet, const char *name, int id) {
    memset(packet, 0, 12);
    packet[0] = id >> 8, packet[1] = id & 255, packet[2] = 1, packet[5] = 1;
    int place = 12;
    while (*name && *name != '\n') {
        int size = strcspn(name, ".\n");
        packet[place++] = size;
        memcpy(packet + place, name, size);
        place += size, name += size + (name[size] == '.');
    }
    memcpy(packet + place, "\0\0\1\0\1", 5);
    return place + 5;
}

static long long now(struct timespec *when) {
    clock_gettime(CLOCK_MONOTONIC, when);
    return when->tv_sec * 1000000000LL + when->tv_nsec;
}

static int ask(const char *port, const char *names, int count, int rate) {
    struct sockaddr_in there = at(port);
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    struct timeval limit = {.tv_sec = 1};
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    FILE *file = fopen(names, "r");
    if (!file || connect(fd, (struct sockaddr *)&there, sizeof there)) return perror(names), 1;
    char name[300];
    unsigned char out[512], in[2048];
    struct timespec when;
    long long turn = now(&when);
    for (int i = 0; i < count && fgets(name, sizeof name, file); i++) {
        turn += 1000000000LL / rate;
        when.tv_sec = turn / 1000000000LL, when.tv_nsec = turn % 1000000000LL;
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &when, NULL);
        int size = put_question(out, name, i & 0xffff), got;
        long long began = now(&when);
        if (send(fd, out, size, 0) != size) return perror("send"), 1;
        do got = recv(fd, in, sizeof in, 0);
        while (got >= 2 && memcmp(in, out, 2));
        printf("%lld\n", got < 2 ? -1 : now(&when) - began);
    }
    return 0;
}

int main(int count, char **words) {
    if (count == 3 && !strcmp(words[1], "echo")) return serve(words[2], 0);
    if (count == 3 && !strcmp(words[1], "answer")) return serve(words[2], 1);
    if (count == 6 && !strcmp(words[1], "ask"))
        return ask(words[2], words[3], atoi(words[4]), atoi(words[5]));
    return fputs("usage: wire echo|answer PORT, wire ask PORT NAMES COUNT RATE\n", stderr), 64;
}
