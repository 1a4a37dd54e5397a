/* libcmark, and for the strings that it returns `free` and `strlen`. */
#include <cmark.h>
#include <stdlib.h>
#include <string.h>
