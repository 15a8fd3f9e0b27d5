/**
 * The vector kernel, in AssemblyScript: compiled to WebAssembly with 128-bit SIMD when the project is built
 * (`compile.ts`). The host (`simd.ts`) lays out the memory.
 *
 * A matrix is packed in groups of three rows: four floats of row 0, four of row 1, four of row 2, then the next
 * four columns. Three rows against three rows then need two pointers with constant offsets, and nine sums, three
 * loads and one temporary fit the sixteen vector registers of x86-64. `stride` (floats a row) is a multiple of 8;
 * padding, columns and rows, is zero.
 */

// @ts-ignore: decorator
@inline
function sum(v: v128): f32 {
  return f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
}

// @ts-ignore: decorator
@inline
function madd(s: v128, x: v128, y: v128): v128 {
  return f32x4.add(s, f32x4.mul(x, y))
}

// @ts-ignore: decorator
@inline
function addTo(at: usize, value: f32): void {
  store<f32>(at, load<f32>(at) + value)
}

/**
 * Adds to `out[i][j]` the dot product of columns `from .. from + width` of row i of `a` and row j of `b`, for
 * `groupsA` x `groupsB` groups of three rows. `from` and `width` are multiples of 8; `outStride` is in floats.
 */
export function addDots(
  a: usize,
  groupsA: u32,
  b: usize,
  groupsB: u32,
  stride: u32,
  from: u32,
  width: u32,
  out: usize,
  outStride: u32,
): void {
  const group: usize = (<usize>stride) * 12
  const outRow: usize = (<usize>outStride) << 2
  const start: usize = (<usize>from) * 12
  const length: usize = (<usize>width) * 12
  for (let i: u32 = 0; i < groupsA; i++) {
    const first = a + <usize>i * group + start
    const end = first + length
    for (let j: u32 = 0; j < groupsB; j++) {
      let p = first
      let q = b + <usize>j * group + start
      let s00 = f32x4.splat(0)
      let s01 = s00
      let s02 = s00
      let s10 = s00
      let s11 = s00
      let s12 = s00
      let s20 = s00
      let s21 = s00
      let s22 = s00
      while (p < end) {
        let x0 = v128.load(p, 0)
        let x1 = v128.load(p, 16)
        let x2 = v128.load(p, 32)
        let y = v128.load(q, 0)
        s00 = madd(s00, x0, y)
        s10 = madd(s10, x1, y)
        s20 = madd(s20, x2, y)
        y = v128.load(q, 16)
        s01 = madd(s01, x0, y)
        s11 = madd(s11, x1, y)
        s21 = madd(s21, x2, y)
        y = v128.load(q, 32)
        s02 = madd(s02, x0, y)
        s12 = madd(s12, x1, y)
        s22 = madd(s22, x2, y)
        x0 = v128.load(p, 48)
        x1 = v128.load(p, 64)
        x2 = v128.load(p, 80)
        y = v128.load(q, 48)
        s00 = madd(s00, x0, y)
        s10 = madd(s10, x1, y)
        s20 = madd(s20, x2, y)
        y = v128.load(q, 64)
        s01 = madd(s01, x0, y)
        s11 = madd(s11, x1, y)
        s21 = madd(s21, x2, y)
        y = v128.load(q, 80)
        s02 = madd(s02, x0, y)
        s12 = madd(s12, x1, y)
        s22 = madd(s22, x2, y)
        p += 96
        q += 96
      }
      const o0 = out + <usize>(i * 3) * outRow + ((<usize>(j * 3)) << 2)
      const o1 = o0 + outRow
      const o2 = o1 + outRow
      addTo(o0, sum(s00))
      addTo(o0 + 4, sum(s01))
      addTo(o0 + 8, sum(s02))
      addTo(o1, sum(s10))
      addTo(o1 + 4, sum(s11))
      addTo(o1 + 8, sum(s12))
      addTo(o2, sum(s20))
      addTo(o2 + 4, sum(s21))
      addTo(o2 + 8, sum(s22))
    }
  }
}

/** `out[i] = row i . vector` for every row of `groups` groups; the vector is plain, `stride` floats. Bound by one read of the memory. */
export function times(matrix: usize, groups: u32, stride: u32, vector: usize, out: usize): void {
  const bytes: usize = (<usize>stride) << 2
  let p = matrix
  for (let g: u32 = 0; g < groups; g++) {
    let s0 = f32x4.splat(0)
    let s1 = s0
    let s2 = s0
    let t0 = s0
    let t1 = s0
    let t2 = s0
    for (let k: usize = 0; k < bytes; k += 32) {
      let y = v128.load(vector + k)
      s0 = madd(s0, v128.load(p, 0), y)
      s1 = madd(s1, v128.load(p, 16), y)
      s2 = madd(s2, v128.load(p, 32), y)
      y = v128.load(vector + k, 16)
      t0 = madd(t0, v128.load(p, 48), y)
      t1 = madd(t1, v128.load(p, 64), y)
      t2 = madd(t2, v128.load(p, 80), y)
      p += 96
    }
    const o = out + <usize>g * 12
    store<f32>(o, sum(f32x4.add(s0, t0)))
    store<f32>(o, sum(f32x4.add(s1, t1)), 4)
    store<f32>(o, sum(f32x4.add(s2, t2)), 8)
  }
}

/** `out += sum of weights[i] * row i`: the transposed product, for principal components. */
export function addTransposedTimes(matrix: usize, groups: u32, stride: u32, weights: usize, out: usize): void {
  const bytes: usize = (<usize>stride) << 2
  let p = matrix
  for (let g: u32 = 0; g < groups; g++) {
    const w = weights + <usize>g * 12
    const w0 = v128.load32_splat(w)
    const w1 = v128.load32_splat(w, 4)
    const w2 = v128.load32_splat(w, 8)
    for (let k: usize = 0; k < bytes; k += 16) {
      const rows = madd(madd(f32x4.mul(v128.load(p, 0), w0), v128.load(p, 16), w1), v128.load(p, 32), w2)
      v128.store(out + k, f32x4.add(v128.load(out + k), rows))
      p += 48
    }
  }
}

/** Sum of `floats` floats (a multiple of 16): one plain read of the memory, a yardstick of the bench. */
export function readAll(from: usize, floats: u32): f32 {
  let s0 = f32x4.splat(0)
  let s1 = s0
  let s2 = s0
  let s3 = s0
  const end = from + ((<usize>floats) << 2)
  for (let p = from; p < end; p += 64) {
    s0 = f32x4.add(s0, v128.load(p))
    s1 = f32x4.add(s1, v128.load(p, 16))
    s2 = f32x4.add(s2, v128.load(p, 32))
    s3 = f32x4.add(s3, v128.load(p, 48))
  }
  return sum(f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)))
}

/** Multiply-adds on registers alone, nine independent chains: this machine's peak, 72 operations a turn. A yardstick of the bench. */
export function multiplyAdd(turns: u32, seed: f32): f32 {
  const x = f32x4.splat(seed)
  const y = f32x4.splat(seed * <f32>0.999)
  let s0 = x
  let s1 = x
  let s2 = x
  let s3 = x
  let s4 = x
  let s5 = x
  let s6 = x
  let s7 = x
  let s8 = x
  for (let i: u32 = 0; i < turns; i++) {
    s0 = madd(y, s0, x)
    s1 = madd(y, s1, x)
    s2 = madd(y, s2, x)
    s3 = madd(y, s3, x)
    s4 = madd(y, s4, x)
    s5 = madd(y, s5, x)
    s6 = madd(y, s6, x)
    s7 = madd(y, s7, x)
    s8 = madd(y, s8, x)
  }
  const t = f32x4.add(f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)), f32x4.add(s4, s5))
  return sum(f32x4.add(t, f32x4.add(f32x4.add(s6, s7), s8)))
}
