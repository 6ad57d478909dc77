/* Per-pixel colorizing of a photo; paint.py explains the method.
 *
 * All arithmetic is float, in the order written here (-ffp-contract=off), so that a pixel is the
 * same in any part of the photo and, from the same tables, on any processor.
 */

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef _WIN32
#define EXPORTED __declspec(dllexport)
#else
#define EXPORTED
#endif

/* Pixels of a row that are processed together; their intermediate values fit into the L1 cache. */
#define SPAN 256
/* Bisection steps for the share of its chroma that a color outside the gamut keeps. */
#define HALVINGS 8
/* By rounding, the linear light of a gray leaves the gamut by less than this share of it. */
#define ROUNDING 1e-6f
/* Avoids division by zero in black and white. */
#define TINY 1e-30f
/* Below this value the inverse curve of CIELAB is linear, above it a cube. */
#define KNEE (6.0f / 29.0f)

/* Tables and matrices for all photos of one bit depth. */
typedef struct {
    const float *light_of_code;     /* linear light, 0..1, of each sRGB value */
    const float *lightness_of_code; /* L*, 0..100, of each gray sRGB value */
    const uint8_t *code_of_light;   /* 8-bit sRGB value of linear light from least_light to 1, */
    int32_t dropped_bits;           /* by the bits of its float without this many low bits */
    float least_light;              /* darker light has the first entry */
    float rgb_of_xyz[9];            /* rows for red, green and blue */
    float luminance_of_rgb[3];
} Space;

/* Rows of a photo, and the linear functions from L* to the curves of X and Z. */
typedef struct {
    const uint8_t *pixels;
    ptrdiff_t pixels_step; /* bytes from row to row */
    int32_t depth;         /* bits: 8 or 16 */
    int32_t channels;      /* 1 or 3 */
    ptrdiff_t rows, width;
    const float *lines;    /* (line, 4, width): slopes of X and Z, offsets of X and Z */
    ptrdiff_t plane_step;  /* values from one of the four to the next */
    const int32_t *line;   /* for each row, the line above it, */
    const float *share;    /* and its position between that line and the next, 0..1 */
    uint8_t *result;       /* output, (rows, width, 3) of the depth */
} Strip;

/* Floats in an AVX2 register; loops over multiples of it need no scalar remainder. */
#define LANES 8

/* Linear sRGB of a pixel, 0..1 inside the gamut. */
typedef struct {
    float red, green, blue;
} Light;

/* Part of a row; x and z are the CIELAB curve of X and Z. */
typedef struct {
    int count;
    float lightness[SPAN], luminance[SPAN];
    float x[SPAN], z[SPAN];
    float red[SPAN], green[SPAN], blue[SPAN];
} Span;

/* Raise it here and in library.py when the layout or the meaning of Space or Strip changes. */
#define VERSION 2

/* The caller checks that it was written for the same layout. */
EXPORTED const int32_t version_and_sizes[3] = {VERSION, sizeof(Space), sizeof(Strip)};

static inline float maximum(float one, float other)
{
    return one > other ? one : other;
}

static inline float minimum(float one, float other)
{
    return one < other ? one : other;
}

static inline float cube_root(float value)
{
    /* Dividing the exponent by 3 is accurate to 4 %; each Newton step squares the error. */
    uint32_t bits;
    float root;
    memcpy(&bits, &value, sizeof bits);
    bits = bits / 3 + 709921077u;
    memcpy(&root, &bits, sizeof root);
    for (int step = 0; step < 3; step++)
        root = (2.0f * root + value / (root * root)) * (1.0f / 3.0f);
    return root;
}

static inline float light_of_curve(float curve)
{
    float line = 3.0f * KNEE * KNEE * (curve - 4.0f / 29.0f);
    return curve > KNEE ? curve * curve * curve : line;
}

static inline float lightness_from(float luminance)
{
    float line = luminance * (1.0f / (3.0f * KNEE * KNEE)) + 4.0f / 29.0f;
    return 116.0f * (luminance > KNEE * KNEE * KNEE ? cube_root(luminance) : line) - 16.0f;
}

static inline unsigned code_at(const void *pixels, int depth, ptrdiff_t index)
{
    return depth == 8 ? ((const uint8_t *)pixels)[index] : ((const uint16_t *)pixels)[index];
}

static void read_gray(const Space *space, const void *pixels, int depth, Span *span)
{
    for (int i = 0; i < span->count; i++) {
        unsigned code = code_at(pixels, depth, i);
        span->lightness[i] = space->lightness_of_code[code];
        span->luminance[i] = space->light_of_code[code];
    }
}

static void read_rgb(const Space *space, const void *pixels, int depth, Span *span)
{
    const float *light = space->light_of_code, *weights = space->luminance_of_rgb;
    for (int i = 0; i < span->count; i++)
        span->luminance[i] = weights[0] * light[code_at(pixels, depth, 3 * i)] +
                             weights[1] * light[code_at(pixels, depth, 3 * i + 1)] +
                             weights[2] * light[code_at(pixels, depth, 3 * i + 2)];
    for (int i = 0; i < span->count; i++)
        span->lightness[i] = lightness_from(span->luminance[i]);
}

static void compute_curves(Span *span, const float *line, const float *next, float share,
                           ptrdiff_t plane)
{
    for (int i = 0; i < span->count; i++) {
        float part[4];
        for (int p = 0; p < 4; p++)
            part[p] = line[p * plane + i] + share * (next[p * plane + i] - line[p * plane + i]);
        span->x[i] = part[0] * span->lightness[i] + part[2];
        span->z[i] = part[1] * span->lightness[i] + part[3];
    }
}

static inline Light light_of(const float *matrix, float x_curve, float y, float z_curve)
{
    float x = light_of_curve(x_curve), z = light_of_curve(z_curve);
    return (Light){matrix[0] * x + matrix[1] * y + matrix[2] * z,
                   matrix[3] * x + matrix[4] * y + matrix[5] * z,
                   matrix[6] * x + matrix[7] * y + matrix[8] * z};
}

static inline float largest_channel(Light light)
{
    return maximum(maximum(light.red, light.green), light.blue);
}

static inline float smallest_channel(Light light)
{
    return minimum(minimum(light.red, light.green), light.blue);
}

static inline int is_in_gamut(Light light, float luminance)
{
    return (smallest_channel(light) >= -ROUNDING * luminance) &
           (largest_channel(light) <= 1.0f + ROUNDING);
}

/* Desaturated towards the gray of its own luminance until it is in the gamut. */
static inline Light desaturated(Light light, float gray)
{
    float above = (largest_channel(light) - gray) / maximum(1.0f - gray, TINY);
    float below = (gray - smallest_channel(light)) / maximum(gray, TINY);
    float share = 1.0f / maximum(maximum(above, below), 1.0f);
    return (Light){gray + share * (light.red - gray), gray + share * (light.green - gray),
                   gray + share * (light.blue - gray)};
}

static inline void store(Span *span, int i, Light light)
{
    span->red[i] = light.red;
    span->green[i] = light.green;
    span->blue[i] = light.blue;
}

/* Gamut mapping: reduce chroma at constant L* and hue, by bisection. */
static void fit_to_gamut(const float *matrix, Span *span)
{
    float gray[SPAN], x[SPAN], z[SPAN], share[SPAN], step = 0.5f;
    for (int i = 0; i < span->count; i++) {
        gray[i] = (span->lightness[i] + 16.0f) * (1.0f / 116.0f);
        x[i] = span->x[i] - gray[i];
        z[i] = span->z[i] - gray[i];
        share[i] = 1.0f;
    }
    for (int halving = 0; halving < HALVINGS; halving++, step *= 0.5f)
        for (int i = 0; i < span->count; i++) {
            float less = share[i] - step, y = span->luminance[i];
            Light light = light_of(matrix, gray[i] + less * x[i], y, gray[i] + less * z[i]);
            share[i] = is_in_gamut(light, y) ? share[i] : less;
        }
    for (int i = 0; i < span->count; i++) {
        float y = span->luminance[i];
        Light light = light_of(matrix, gray[i] + share[i] * x[i], y, gray[i] + share[i] * z[i]);
        store(span, i, desaturated(light, y));
    }
}

/* Linear sRGB of a span from its curves, mapped into the gamut. */
static void compute_light(const float *matrix, Span *span)
{
    Span outside;
    int place[SPAN], inside[SPAN], all_inside = 1, count = 0;
    for (int i = 0; i < span->count; i++) {
        Light light = light_of(matrix, span->x[i], span->luminance[i], span->z[i]);
        store(span, i, light);
        inside[i] = is_in_gamut(light, span->luminance[i]);
        all_inside &= inside[i];
    }
    if (all_inside)
        return;
    for (int i = 0; i < span->count; i++) { /* branch-free, since film grain is unpredictable */
        place[count] = i;
        count += !inside[i];
    }
    for (; count % LANES; count++) /* pad by repeating the last one */
        place[count] = place[count - 1];
    outside.count = count;
    for (int k = 0; k < count; k++) {
        outside.lightness[k] = span->lightness[place[k]];
        outside.luminance[k] = span->luminance[place[k]];
        outside.x[k] = span->x[place[k]];
        outside.z[k] = span->z[place[k]];
    }
    fit_to_gamut(matrix, &outside);
    for (int k = 0; k < count; k++) {
        span->red[place[k]] = outside.red[k];
        span->green[place[k]] = outside.green[k];
        span->blue[place[k]] = outside.blue[k];
    }
}

static inline float clipped(float value)
{
    return minimum(maximum(value, 0.0f), 1.0f);
}

/* The sRGB curve; x^(1/2.4) = ((x^(1/4))^(1/3))^5. */
static inline float encoded(float light)
{
    float root = cube_root(sqrtf(sqrtf(light)));
    float square = root * root, high = 1.055f * (square * square * root) - 0.055f;
    return light <= 0.0031308f ? 12.92f * light : high;
}

/* Indices of the values of a span in the table of 8-bit codes. */
static void find_codes(const Space *space, const float *light, int count, int32_t *place)
{
    int32_t first, bits;
    memcpy(&first, &space->least_light, sizeof first);
    for (int i = 0; i < count; i++) {
        float value = minimum(maximum(light[i], space->least_light), 1.0f);
        memcpy(&bits, &value, sizeof bits);
        place[i] = (bits - first) >> space->dropped_bits;
    }
}

static void write_8_bits(const Space *space, const Span *span, uint8_t *restrict result)
{
    const uint8_t *codes = space->code_of_light;
    int32_t red[SPAN], green[SPAN], blue[SPAN];
    find_codes(space, span->red, span->count, red);
    find_codes(space, span->green, span->count, green);
    find_codes(space, span->blue, span->count, blue);
    for (int i = 0; i < span->count; i++) {
        result[3 * i] = codes[red[i]];
        result[3 * i + 1] = codes[green[i]];
        result[3 * i + 2] = codes[blue[i]];
    }
}

static void encode(const float *light, int count, int32_t *code)
{
    for (int i = 0; i < count; i++)
        code[i] = (int32_t)(encoded(clipped(light[i])) * 65535.0f + 0.5f);
}

static void write_16_bits(const Span *span, uint16_t *restrict result)
{
    int32_t red[SPAN], green[SPAN], blue[SPAN];
    encode(span->red, span->count, red);
    encode(span->green, span->count, green);
    encode(span->blue, span->count, blue);
    for (int i = 0; i < span->count; i++) {
        result[3 * i] = (uint16_t)red[i];
        result[3 * i + 1] = (uint16_t)green[i];
        result[3 * i + 2] = (uint16_t)blue[i];
    }
}

EXPORTED void paint_strip(const Space *space, const Strip *strip)
{
    Span span;
    ptrdiff_t plane = strip->plane_step, bytes = strip->depth / 8, width = strip->width;
    for (ptrdiff_t row = 0; row < strip->rows; row++) {
        const uint8_t *pixels = strip->pixels + row * strip->pixels_step;
        const float *line = strip->lines + strip->line[row] * 4 * plane;
        uint8_t *result = strip->result + row * width * 3 * bytes;
        for (ptrdiff_t first = 0; first < width; first += SPAN) {
            const void *part = pixels + first * strip->channels * bytes;
            span.count = width - first < SPAN ? (int)(width - first) : SPAN;
            if (strip->channels == 1)
                read_gray(space, part, strip->depth, &span);
            else
                read_rgb(space, part, strip->depth, &span);
            compute_curves(&span, line + first, line + first + 4 * plane, strip->share[row], plane);
            compute_light(space->rgb_of_xyz, &span);
            if (strip->depth == 8)
                write_8_bits(space, &span, result + first * 3);
            else
                write_16_bits(&span, (uint16_t *)result + first * 3);
        }
    }
}
