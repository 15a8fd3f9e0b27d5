const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

/** `8192` as `8,192`; what is no number stays as it is. */
export function figure(value: number | string): string {
  const number = Number(value)
  return Number.isFinite(number) ? grouped.format(number) : String(value)
}

/** Milliseconds as `47 s` or `2.7 s`: a decimal only below ten seconds and only where there is one. */
export function seconds(ms: number): string {
  const value = ms / 1000
  return `${value < 10 ? Number(value.toFixed(1)) : figure(Math.ceil(value))} s`
}
