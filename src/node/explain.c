#include "node/node_int.h"
void explain_fault(reader *r) {
    uint32_t at = reader_offset(r, r->parser.problem_mark);
    reader_report(r, E0079, at, at + 1, str_z(r->parser.problem));
}
