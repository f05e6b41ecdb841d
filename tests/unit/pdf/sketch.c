/* The same document as in the tests of page. */
#include "../page/sketch.c"
