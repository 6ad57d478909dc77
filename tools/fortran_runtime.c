/* The four functions of Fortran's runtime (libgfortran) that NumPy's OpenBLAS calls.

The library itself has 3 MB, and brings another one. What these do is laid down by the standard of
Fortran and by the order of the products, which decides the last bits:
https://gcc.gnu.org/git/?p=gcc.git;a=tree;f=libgfortran */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Joins two texts in a place of a given length, and fills it up with spaces. */
void _gfortran_concat_string(size_t length, char *to, size_t first_length, const char *first,
                             size_t second_length, const char *second) {
    size_t start = first_length < length ? first_length : length;
    size_t more = second_length < length - start ? second_length : length - start;
    memcpy(to, first, start);
    memcpy(to + start, second, more);
    memset(to + start + more, ' ', length - start - more);
}

/* Tells the time that a program took: LAPACK's clock for benchmarks, which nothing here asks. */
float _gfortran_etime(void *parts, float *all) {
    (void)parts, (void)all;
    fputs("_gfortran_etime is not in this program\n", stderr);
    abort();
}

#define POWER(type, name)                                                                          \
    type name(type base, int64_t exponent) {                                                       \
        uint64_t left = exponent < 0 ? -(uint64_t)exponent : (uint64_t)exponent;                   \
        type factor = exponent < 0 ? 1 / base : base, result = 1;                                  \
        while (left) {                                                                             \
            if (left & 1) result *= factor;                                                        \
            left >>= 1;                                                                            \
            if (left) factor *= factor;                                                            \
        }                                                                                          \
        return result;                                                                             \
    }

POWER(float, _gfortran_pow_r4_i8)
POWER(double, _gfortran_pow_r8_i8)
