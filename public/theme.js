// Runs before the first paint, so that a chosen theme does not flash. The rest of it is src/state/theme.ts.
try {
  const theme = localStorage.getItem('theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Storage is off: the system's theme.
}

// A link whose `#` was written as `%23` on its way reached the host as a path: what follows belongs behind a `#`.
try {
  const { pathname, search } = location
  const at = pathname.indexOf('/%23')
  const rest = pathname.slice(at + 4)
  const link = (/^%2f/i.test(rest) ? decodeURIComponent(rest) : rest) + search
  if (at >= 0) history.replaceState(null, '', `${pathname.slice(0, at + 1)}#${link}`)
} catch {
  // No address of ours: the page opens as it is.
}
