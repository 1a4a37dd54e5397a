/* libcmark, and `free` for the strings that it returns. */
#include <cmark.h>
#include <stdlib.h>
