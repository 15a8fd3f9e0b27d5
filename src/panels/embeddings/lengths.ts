/** Where a length stands between the stops, 0 to 1: stops are evenly spaced, lengths between them in proportion. */
export function shareOf(length: number, stops: readonly number[]): number {
  const after = stops.findIndex((stop) => stop >= length)
  if (after <= 0) return after === 0 ? 0 : 1
  const [low, high] = [stops[after - 1]!, stops[after]!]
  return (after - 1 + (length - low) / (high - low)) / (stops.length - 1)
}

/** The length at a share of the track; a stop holds what comes near it. */
export function lengthAt(share: number, stops: readonly number[]): number {
  const place = Math.min(1, Math.max(0, share)) * (stops.length - 1)
  const nearest = Math.round(place)
  if (Math.abs(place - nearest) < 0.12 || stops.length < 2) return stops[nearest] ?? 0
  const [low, high] = [stops[Math.floor(place)]!, stops[Math.ceil(place)]!]
  return Math.round(low + (high - low) * (place - Math.floor(place)))
}
