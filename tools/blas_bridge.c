/* OpenBLAS for OpenCV by the OpenBLAS of NumPy, so that a package holds one.

OpenCV passes its sizes as int, and NumPy's library takes them as int64_t. Its names begin with
`scipy_` and end with `64_`. Each function here has the name and the arguments that OpenCV uses, see
https://www.netlib.org/lapack/explore-html/. Where memory is short, `info` is what LAPACKE says. */

#include <stdint.h>
#include <stdlib.h>

typedef int64_t wide;
typedef const int *number;
#define NO_MEMORY (-1010)
#define WIDE(name) wide name##_wide = *name
/* Fortran passes the lengths of texts behind all arguments. */
#define LENGTH ((size_t)1)

static void narrow(int *to, const wide *from, wide count) {
    for (wide i = 0; i < count; i++) to[i] = (int)from[i];
}

#define GEMM(letter, type, factor)                                                                 \
    void scipy_cblas_##letter##gemm64_(int, int, int, wide, wide, wide, factor, const type *, wide,\
                                       const type *, wide, factor, type *, wide);                  \
    void cblas_##letter##gemm(int order, int trans_a, int trans_b, int m, int n, int k,            \
                              factor alpha, const type *a, int lda, const type *b, int ldb,        \
                              factor beta, type *c, int ldc) {                                     \
        scipy_cblas_##letter##gemm64_(order, trans_a, trans_b, m, n, k, alpha, a, lda, b, ldb,     \
                                      beta, c, ldc);                                               \
    }

#define GETRF(letter, type)                                                                        \
    void scipy_##letter##getrf_64_(wide *, wide *, type *, wide *, wide *, wide *);                \
    void letter##getrf_(number m, number n, type *a, number lda, int *pivots, int *info) {         \
        WIDE(m), n_wide = *n, lda_wide = *lda, result = 0, count = *m < *n ? *m : *n;              \
        wide *found = calloc(count + 1, sizeof *found);                                            \
        if (!found) { *info = NO_MEMORY; return; }                                                 \
        scipy_##letter##getrf_64_(&m_wide, &n_wide, a, &lda_wide, found, &result);                 \
        narrow(pivots, found, count);                                                              \
        free(found);                                                                               \
        *info = (int)result;                                                                       \
    }

#define GESV(letter, type)                                                                         \
    void scipy_##letter##gesv_64_(wide *, wide *, type *, wide *, wide *, type *, wide *, wide *); \
    void letter##gesv_(number n, number sides, type *a, number lda, int *pivots, type *b,          \
                       number ldb, int *info) {                                                    \
        WIDE(n), sides_wide = *sides, lda_wide = *lda, ldb_wide = *ldb, result = 0;                \
        wide *found = calloc(n_wide + 1, sizeof *found);                                           \
        if (!found) { *info = NO_MEMORY; return; }                                                 \
        scipy_##letter##gesv_64_(&n_wide, &sides_wide, a, &lda_wide, found, b, &ldb_wide,          \
                                 &result);                                                         \
        narrow(pivots, found, n_wide);                                                             \
        free(found);                                                                               \
        *info = (int)result;                                                                       \
    }

#define POTRF(letter, type)                                                                        \
    void scipy_##letter##potrf_64_(const char *, wide *, type *, wide *, wide *, size_t);          \
    void letter##potrf_(const char *half, number n, type *a, number lda, int *info) {              \
        WIDE(n), lda_wide = *lda, result = 0;                                                      \
        scipy_##letter##potrf_64_(half, &n_wide, a, &lda_wide, &result, LENGTH);                   \
        *info = (int)result;                                                                       \
    }

#define POSV(letter, type)                                                                         \
    void scipy_##letter##posv_64_(const char *, wide *, wide *, type *, wide *, type *, wide *,    \
                                  wide *, size_t);                                                 \
    void letter##posv_(const char *half, number n, number sides, type *a, number lda, type *b,     \
                       number ldb, int *info) {                                                    \
        WIDE(n), sides_wide = *sides, lda_wide = *lda, ldb_wide = *ldb, result = 0;                \
        scipy_##letter##posv_64_(half, &n_wide, &sides_wide, a, &lda_wide, b, &ldb_wide, &result,  \
                                 LENGTH);                                                          \
        *info = (int)result;                                                                       \
    }

#define GEQRF(letter, type)                                                                        \
    void scipy_##letter##geqrf_64_(wide *, wide *, type *, wide *, type *, type *, wide *,         \
                                   wide *);                                                        \
    void letter##geqrf_(number m, number n, type *a, number lda, type *tau, type *work,            \
                        number lwork, int *info) {                                                 \
        WIDE(m), n_wide = *n, lda_wide = *lda, lwork_wide = *lwork, result = 0;                    \
        scipy_##letter##geqrf_64_(&m_wide, &n_wide, a, &lda_wide, tau, work, &lwork_wide,          \
                                  &result);                                                        \
        *info = (int)result;                                                                       \
    }

#define GELS(letter, type)                                                                         \
    void scipy_##letter##gels_64_(const char *, wide *, wide *, wide *, type *, wide *, type *,    \
                                  wide *, type *, wide *, wide *, size_t);                         \
    void letter##gels_(const char *trans, number m, number n, number sides, type *a, number lda,   \
                       type *b, number ldb, type *work, number lwork, int *info) {                 \
        WIDE(m), n_wide = *n, sides_wide = *sides, lda_wide = *lda, ldb_wide = *ldb;               \
        wide lwork_wide = *lwork, result = 0;                                                      \
        scipy_##letter##gels_64_(trans, &m_wide, &n_wide, &sides_wide, a, &lda_wide, b, &ldb_wide, \
                                 work, &lwork_wide, &result, LENGTH);                              \
        *info = (int)result;                                                                       \
    }

#define GESDD(letter, type)                                                                        \
    void scipy_##letter##gesdd_64_(const char *, wide *, wide *, type *, wide *, type *, type *,   \
                                   wide *, type *, wide *, type *, wide *, wide *, wide *,         \
                                   size_t);                                                        \
    void letter##gesdd_(const char *job, number m, number n, type *a, number lda, type *s,         \
                        type *u, number ldu, type *vt, number ldvt, type *work, number lwork,      \
                        int *numbers, int *info) {                                                 \
        WIDE(m), n_wide = *n, lda_wide = *lda, ldu_wide = *ldu, ldvt_wide = *ldvt;                 \
        wide lwork_wide = *lwork, result = 0, count = *m < *n ? *m : *n;                           \
        wide *work_numbers = calloc(8 * count + 1, sizeof *work_numbers);                          \
        (void)numbers;                                                                             \
        if (!work_numbers) { *info = NO_MEMORY; return; }                                          \
        scipy_##letter##gesdd_64_(job, &m_wide, &n_wide, a, &lda_wide, s, u, &ldu_wide, vt,        \
                                  &ldvt_wide, work, &lwork_wide, work_numbers, &result, LENGTH);   \
        free(work_numbers);                                                                        \
        *info = (int)result;                                                                       \
    }

#define BOTH(function) function(s, float) function(d, double)

GEMM(s, float, float)
GEMM(d, double, double)
GEMM(c, void, const void *)
GEMM(z, void, const void *)
BOTH(GETRF)
BOTH(GESV)
BOTH(POTRF)
BOTH(POSV)
BOTH(GEQRF)
BOTH(GELS)
BOTH(GESDD)

void scipy_dgeev_64_(const char *, const char *, wide *, double *, wide *, double *, double *,
                     double *, wide *, double *, wide *, double *, wide *, wide *, size_t, size_t);
void dgeev_(const char *left, const char *right, number n, double *a, number lda, double *real,
            double *imaginary, double *vl, number ldvl, double *vr, number ldvr, double *work,
            number lwork, int *info) {
    WIDE(n), lda_wide = *lda, ldvl_wide = *ldvl, ldvr_wide = *ldvr, lwork_wide = *lwork, result = 0;
    scipy_dgeev_64_(left, right, &n_wide, a, &lda_wide, real, imaginary, vl, &ldvl_wide, vr,
                    &ldvr_wide, work, &lwork_wide, &result, LENGTH, LENGTH);
    *info = (int)result;
}
