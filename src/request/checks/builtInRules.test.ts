import { expect, test } from 'vitest'
import { factsOf } from '../capabilities.ts'
import { docOf, hi, medium, turn } from '../fixtures/refusalDocs.ts'
import { changedDoc } from './apply.ts'
import { check } from './check.ts'
import type { RequestDoc } from '../doc.ts'

const found = (doc: RequestDoc) => check(doc, factsOf(undefined, doc.settings.model))
const at = (doc: RequestDoc, path: string) => found(doc).find((one) => one.path === path)
const afterFix = (doc: RequestDoc, path: string) => {
  const finding = at(doc, path)
  return changedDoc(doc, finding?.fix ? [finding.fix.change] : []).settings
}
const dated = (dates: object) => docOf('demo-flash', { builtIn: { googleSearch: true, ...dates } })
const toolsOf = (id: string) => factsOf(undefined, id).builtInTools
const functions = [{ declaration: { name: 'f', description: 'x' } }]

test('the fix for functions beside a tool sets the row, and takes AUTO away', () => {
  const path = 'toolConfig.includeServerSideToolInvocations'
  const doc = docOf('demo-flash', {
    functions,
    builtIn: { googleSearch: true },
    toolConfig: { functionCallingConfig: { mode: 'AUTO' } },
  })
  expect(at(doc, path)?.severity).toBe('error')
  const { extra, toolConfig, builtIn } = afterFix(doc, path)
  expect({ extra, toolConfig, builtIn }).toEqual({
    toolConfig: { includeServerSideToolInvocations: true },
    builtIn: { googleSearch: true },
  })
})

test('before Gemini 3 the fix switches the tools off and keeps the functions', () => {
  const doc = docOf('demo-lite', { functions, builtIn: { googleSearch: true, googleMaps: true } })
  expect(afterFix(doc, 'tools')).toMatchObject({ functions })
  expect(afterFix(doc, 'tools')).not.toHaveProperty('builtIn')
})

test.each([
  '10.0.0.1',
  '172.16.0.1',
  '172.31.9.9',
  '192.168.1.1',
  '169.254.169.254',
  '172.15.0.1',
  '172.32.0.1',
])('URL context reads the public web alone: %s', (host) => {
  const doc = docOf('demo-flash', { builtIn: { urlContext: true } }, [
    turn('user', { text: `Read http://${host}/a` }),
  ])
  const isPublic = /^172\.(?:15|32)/.test(host)
  expect(at(doc, 'tools[0].urlContext')?.says.includes(host) ?? false).toBe(!isPublic)
})

test('URL context without an address, and its fix', () => {
  const doc = docOf('demo-flash', { builtIn: { urlContext: true, codeExecution: true } })
  expect(at(doc, 'tools[0].urlContext')).toMatchObject({ severity: 'warning' })
  expect(afterFix(doc, 'tools[0].urlContext').builtIn).toEqual({ codeExecution: true })
  const asked = docOf('demo-flash', { builtIn: { urlContext: true } }, [
    turn('user', { text: 'Read HTTPS://example.com/a' }),
  ])
  expect(at(asked, 'tools[0].urlContext')).toBeUndefined()
})

test('dates: half a range, a reversed one, and one that holds no day, each with its fix', () => {
  const path = 'tools[0].googleSearch.timeRangeFilter'
  const half = dated({ searchUntil: '2026-04-01' })
  expect(at(half, path)?.says).toBe('Search until needs Search from: both dates are sent, or none.')
  expect(afterFix(half, path).builtIn).toEqual({ googleSearch: true })
  expect(afterFix(dated({ searchFrom: '2026-04-01', searchUntil: '2026-01-01' }), path).builtIn).toEqual({
    googleSearch: true,
    searchFrom: '2026-01-01',
    searchUntil: '2026-04-01',
  })
  expect(afterFix(dated({ searchFrom: '2026-02-28', searchUntil: '2026-02-28' }), path).builtIn).toEqual({
    googleSearch: true,
    searchFrom: '2026-02-28',
    searchUntil: '2026-03-01',
  })
  expect(at(dated({ searchFrom: '2026-02-28', searchUntil: '2026-03-01' }), path)).toBeUndefined()
  const empty = docOf('demo-flash', { extra: { tools: [{ googleSearch: { timeRangeFilter: {} } }] } })
  expect(at(empty, path)?.says).toBe('It needs startTime and endTime.')
  expect(afterFix(empty, path).extra).toEqual({ tools: [{ googleSearch: {} }] })
})

test('half a place, files for Google Maps, and a mode that stops functions alone', () => {
  const place = docOf('demo-flash', {
    builtIn: { googleMaps: true },
    toolConfig: { retrievalConfig: { latLng: { latitude: 3 } } },
  })
  const path = 'toolConfig.retrievalConfig.latLng.latitude'
  expect(at(place, path)?.severity).toBe('warning')
  expect(afterFix(place, path)).not.toHaveProperty('toolConfig')
  const pictured = docOf('demo-flash', { builtIn: { googleMaps: true } }, [
    turn('user', { text: 'Where?' }, medium('image/png')),
  ])
  expect(at(pictured, 'tools[0].googleMaps')?.severity).toBe('warning')
  const none = docOf('demo-flash', {
    functions,
    builtIn: { googleSearch: true },
    toolConfig: { includeServerSideToolInvocations: true, functionCallingConfig: { mode: 'NONE' } },
  })
  expect(at(none, 'toolConfig.functionCallingConfig.mode')).toMatchObject({
    severity: 'note',
    says: 'NONE stops function calls only: Google Search can still run.',
  })
})

test('the tools of Extra fields are judged and mended there', () => {
  const doc = docOf('demo-image', { extra: { tools: [{ googleMaps: {} }, { googleSearch: {} }] } }, [hi])
  expect(at(doc, 'tools[0].googleMaps')?.severity).toBe('error')
  expect(afterFix(doc, 'tools[0].googleMaps').extra).toEqual({ tools: [{ googleSearch: {} }] })
})

test('which model has which tool', () => {
  expect(toolsOf('gemini-3.6-flash')).toEqual({
    googleSearch: 'yes',
    urlContext: 'yes',
    codeExecution: 'yes',
    googleMaps: 'yes',
  })
  expect(toolsOf('gemini-2.0-flash')).toMatchObject({ googleSearch: 'yes', urlContext: 'refused' })
  expect(toolsOf('gemini-3-pro-image')).toMatchObject({ googleSearch: 'yes', codeExecution: 'refused' })
  expect(toolsOf('gemini-2.5-flash-image')).toMatchObject({ googleSearch: 'refused' })
  expect(toolsOf('gemma-4-31b-it')).toMatchObject({ googleSearch: 'unknown', urlContext: 'refused' })
  expect(toolsOf('gemini-3.8-flash-tts')).toMatchObject({ googleSearch: 'refused' })
})

test('beside tools of Extra fields the flag is set there', () => {
  const path = 'toolConfig.includeServerSideToolInvocations'
  const doc = docOf('demo-pro', {
    extra: { tools: [{ functionDeclarations: [{ name: 'f' }] }, { googleSearch: {} }] },
  })
  const { extra, toolConfig } = afterFix(doc, path)
  expect(extra).toMatchObject({ toolConfig: { includeServerSideToolInvocations: true } })
  expect(toolConfig).toBeUndefined()
})
