import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  FRAME,
  contentSecurityPolicy,
  frameHeaders,
  headersFile,
  policyOf,
  securityHeaders,
} from './security.ts'

const frame = readFileSync(new URL(`../public${FRAME}`, import.meta.url), 'utf8')
const [head = '', boot = ''] = frame.split('<script>')
const script = boot.split('</script>')[0] ?? ''

test('the frame of handlers runs its own script, workers of its own making, and nothing else', () => {
  const hash = createHash('sha256').update(script).digest('base64')
  expect(policyOf(frame)).toBe(`default-src 'none'; script-src 'sha256-${hash}'; worker-src blob:`)
  expect(/<meta\s+\S+/.exec(head)?.[0]).toMatch(/http-equiv="Content-Security-Policy"$/)
  expect(frame.match(/<script/g)).toHaveLength(1)
})

test('each path has its own headers: the page may not be framed, the frame by the page alone', () => {
  expect(securityHeaders['Content-Security-Policy']).toBe(
    `${contentSecurityPolicy('meta')}; frame-ancestors 'none'`,
  )
  const rules = headersFile(frameHeaders(policyOf(frame))).split(/\n(?=\/)/)
  const own = rules.filter((rule) => rule.startsWith(`${FRAME}\n`))
  expect(own).toHaveLength(1)
  expect(own[0]).toContain("worker-src blob:; frame-ancestors 'self'")
  expect(rules.map((rule) => rule.split('\n')[0])).not.toContain('/*')
})
