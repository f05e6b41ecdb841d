#include "node/node_int.h"
void traps_scalar(reader *r, const node *n, const frame *in) {
    (void)r;
    (void)n;
    (void)in;
}
void traps_key(reader *r, node *key) {
    (void)r;
    (void)key;
}
bool traps_pair(reader *r, const frame *in, const node *key,
                const node *value) {
    (void)r;
    (void)in;
    (void)key;
    (void)value;
    return true;
}
node *traps_flow_map(reader *r, node *map) {
    (void)r;
    return map;
}
void traps_flow_list(reader *r, const node *list) {
    (void)r;
    (void)list;
}
