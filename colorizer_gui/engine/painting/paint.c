/* The sums for every pixel of a photo in color; paint.py says what they are for.
 *
 * All of them are done in float and in the order that is written here (-ffp-contract=off), so that a
 * pixel comes out the same in any part of the photo and, from the same tables, on any processor.
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

/* So many pixels of a row are worked on at a time, in the fastest cache. */
#define SPAN 256
/* How often the share of its chroma that a color can keep is found more exactly, by half. */
#define HALVINGS 8
/* Rounding takes the linear light of grays out of the gamut by less than this part of it. */
#define ROUNDING 1e-6f
/* Against division by zero, where there is no light at all or all of it. */
#define NEXT_TO_NOTHING 1e-30f
/* Where the curve of CIELAB turns from a line into a cube. */
#define KNEE (6.0f / 29.0f)

/* What all photos of one bit depth have in common. */
typedef struct {
    const float *light_of_code;     /* linear light, 0..1, of each sRGB value */
    const float *lightness_of_code; /* L*, 0..100, of each gray sRGB value */
    const uint8_t *code_of_light;   /* 8-bit sRGB value of linear light from least_light to 1, */
    int32_t dropped_bits;           /* told apart by its float without so many last bits; */
    float least_light;              /* what is darker has the same value */
    float rgb_of_xyz[9];            /* rows for red, green and blue */
    float luminance_of_rgb[3];
} Space;

/* Some rows of a photo, and the linear functions that give them color. */
typedef struct {
    const uint8_t *pixels;
    ptrdiff_t pixels_step; /* bytes from row to row */
    int32_t depth;         /* bits: 8 or 16 */
    int32_t channels;      /* 1 or 3 */
    ptrdiff_t rows, width;
    const float *lines;    /* (line, 4, width): slope of X and Z, offset of X and Z */
    ptrdiff_t plane_step;  /* values from one of the four to the next */
    const int32_t *line;   /* for each row, the line before it, */
    const float *share;    /* and how far it is from there to the next, 0..1 */
    uint8_t *result;       /* (rows, width, 3) of the depth */
} Strip;

/* So many pixels are worked on at once with AVX2; loops over other numbers end one by one. */
#define LANES 8

/* Linear light of a pixel, 0..1 where sRGB can show it. */
typedef struct {
    float red, green, blue;
} Light;

/* Part of a row. The curve of CIELAB is linear in L*: x and z are that of X and Z. */
typedef struct {
    int count;
    float lightness[SPAN], luminance[SPAN];
    float x[SPAN], z[SPAN];
    float red[SPAN], green[SPAN], blue[SPAN];
} Span;

/* To be raised, here and in paint_library.py, when what is passed is another or means another. */
#define VERSION 2

/* By which the caller knows that it means the same by them. */
EXPORTED const int32_t version_and_sizes[3] = {VERSION, sizeof(Space), sizeof(Strip)};

static inline float larger(float one, float other)
{
    return one > other ? one : other;
}

static inline float smaller(float one, float other)
{
    return one < other ? one : other;
}

static inline float cube_root(float value)
{
    /* A third of the exponent is right within 4 %; each step of Newton's method squares that. */
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

static inline float lightness_of(float luminance)
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
        span->lightness[i] = lightness_of(span->luminance[i]);
}

static void color(Span *span, const float *line, const float *next, float share, ptrdiff_t plane)
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

static inline float most_of(Light light)
{
    return larger(larger(light.red, light.green), light.blue);
}

static inline float least_of(Light light)
{
    return smaller(smaller(light.red, light.green), light.blue);
}

static inline int is_shown(Light light, float luminance)
{
    return (least_of(light) >= -ROUNDING * luminance) & (most_of(light) <= 1.0f + ROUNDING);
}

/* Towards the gray of its own luminance, until sRGB can show it. */
static inline Light pulled_in(Light light, float gray)
{
    float above = (most_of(light) - gray) / larger(1.0f - gray, NEXT_TO_NOTHING);
    float below = (gray - least_of(light)) / larger(gray, NEXT_TO_NOTHING);
    float share = 1.0f / larger(larger(above, below), 1.0f);
    return (Light){gray + share * (light.red - gray), gray + share * (light.green - gray),
                   gray + share * (light.blue - gray)};
}

static inline void put(Span *span, int i, Light light)
{
    span->red[i] = light.red;
    span->green[i] = light.green;
    span->blue[i] = light.blue;
}

/* Give colors that sRGB cannot show as much of their chroma as it can. */
static void fit(const float *matrix, Span *span)
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
            share[i] = is_shown(light, y) ? share[i] : less;
        }
    for (int i = 0; i < span->count; i++) {
        float y = span->luminance[i];
        Light light = light_of(matrix, gray[i] + share[i] * x[i], y, gray[i] + share[i] * z[i]);
        put(span, i, pulled_in(light, y));
    }
}

/* Linear light of a span whose curves are known, within sRGB. */
static void take_light(const float *matrix, Span *span)
{
    Span outside;
    int place[SPAN], shown[SPAN], all_shown = 1, count = 0;
    for (int i = 0; i < span->count; i++) {
        Light light = light_of(matrix, span->x[i], span->luminance[i], span->z[i]);
        put(span, i, light);
        shown[i] = is_shown(light, span->luminance[i]);
        all_shown &= shown[i];
    }
    if (all_shown)
        return;
    for (int i = 0; i < span->count; i++) { /* without a branch, which grain would mislead */
        place[count] = i;
        count += !shown[i];
    }
    for (; count % LANES; count++) /* the last one again */
        place[count] = place[count - 1];
    outside.count = count;
    for (int k = 0; k < count; k++) {
        outside.lightness[k] = span->lightness[place[k]];
        outside.luminance[k] = span->luminance[place[k]];
        outside.x[k] = span->x[place[k]];
        outside.z[k] = span->z[place[k]];
    }
    fit(matrix, &outside);
    for (int k = 0; k < count; k++) {
        span->red[place[k]] = outside.red[k];
        span->green[place[k]] = outside.green[k];
        span->blue[place[k]] = outside.blue[k];
    }
}

static inline float clipped(float value)
{
    return smaller(larger(value, 0.0f), 1.0f);
}

/* The sRGB curve; x^(1/2.4) is the fifth power of the cube root of the fourth root. */
static inline float encoded(float light)
{
    float root = cube_root(sqrtf(sqrtf(light)));
    float square = root * root, high = 1.055f * (square * square * root) - 0.055f;
    return light <= 0.0031308f ? 12.92f * light : high;
}

/* Where the values of a span are in the table of 8-bit values. */
static void find(const Space *space, const float *light, int count, int32_t *place)
{
    int32_t first, bits;
    memcpy(&first, &space->least_light, sizeof first);
    for (int i = 0; i < count; i++) {
        float value = smaller(larger(light[i], space->least_light), 1.0f);
        memcpy(&bits, &value, sizeof bits);
        place[i] = (bits - first) >> space->dropped_bits;
    }
}

static void write_8_bits(const Space *space, const Span *span, uint8_t *restrict result)
{
    const uint8_t *codes = space->code_of_light;
    int32_t red[SPAN], green[SPAN], blue[SPAN];
    find(space, span->red, span->count, red);
    find(space, span->green, span->count, green);
    find(space, span->blue, span->count, blue);
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
            color(&span, line + first, line + first + 4 * plane, strip->share[row], plane);
            take_light(space->rgb_of_xyz, &span);
            if (strip->depth == 8)
                write_8_bits(space, &span, result + first * 3);
            else
                write_16_bits(&span, (uint16_t *)result + first * 3);
        }
    }
}
